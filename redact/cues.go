package redact

// cue is a pattern for a name and the text around it.
type cue struct {
	kind    Kind
	needles []string // in lower case, or shapes; a line without any of them is not searched
	pattern pattern  // whose first group that matches is the name; nothing after it may be needed by the next match
	// sure says that the text around it leaves no doubt that this is a name. One that is also a word
	// or a number is then replaced behind that text, and nowhere else.
	sure bool
}

// Parts of patterns. Logs hold XML, JSON, tables of keys and values, and URLs, one within the other.
const (
	letter   = `\p{L}\p{N}`
	hostText = `[` + letter + `](?:[` + letter + `._-]*[` + letter + `])?`
	userText = `[` + letter + `_](?:[` + letter + `._$@+-]|\\|%5[cC]|%40|&#92;)*`
	opening  = `(?:\\*["'<\[({]|&quot;|&lt;|&apos;|&#39;|%22)`
	// assigned is what may be between a key and its value.
	assigned = `(?:\\*["'\]%]|&quot;|%22)?(?:(?:\s?\.){2,30}\s?:\s|` + attributes + `(?:>|&gt;)\s{0,40}|\s{0,30}(?:=>|[=:>]|&gt;|%3[dDaA])\s{0,40}` + opening + `{0,3}|\s?` + opening + `{1,2})`
	// quoted is like assigned, and the value is in quotation marks.
	quoted = `(?:\\*["'\]]|&quot;)?\s{0,3}(?:=>|[=:])?\s{0,3}\\*["']`
	// attributes are those of an XML element, and attribute is one.
	attribute  = `\s+[\w:.-]+=(?:\\?["'][^"'<>\r\n]*["']|&quot;[^"'&<>\r\n]*&quot;)`
	attributes = `(?:` + attribute + `)+\s*`
	slashes    = `(?:\\|%5[cC])`
	// netbios is a name in capital letters and digits, as computers have and hardly anything else.
	netbios    = `[A-Z]{4}[A-Z-]{0,11}[0-9]{2,}[A-Z0-9]*`
	personText = `\p{Lu}(?:[\p{L}.-]|'\p{L})*(?:,? \p{Lu}(?:[\p{L}.-]|'\p{L})*){1,3}`
	// titleText is the name of what is not a person. An apostrophe that ends a word is a quotation mark.
	titleText = `[` + letter + `](?:[` + letter + `&._-]|'\p{L})*(?: [` + letter + `&](?:[` + letter + `&._-]|'\p{L})*){0,5}`
	hexPair   = `[0-9A-Fa-f]{2}`
	guid      = `[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}`
)

// keyed returns a pattern for the value of a key.
func keyed(keys, value string) pattern {
	return compile(`(?i)(?:^|[^\p{L}\d-]|%[0-9a-f]{2}|\\[nrt])(?:` + keys + `)` + assigned + `(` + value + `)`)
}

// The keys of values that are names.
const (
	hostKeys = `(?:(?:remote|local|target|source|site|sql|mp|dp|sup|wsus|proxy|report|reporting|policy|origin|destination|database|db|ldap|peer|cache)[ _-]?)?` +
		`(?:server|host)(?:[ _-]?(?:remote)?(?:name|fqdn|address))?` +
		`|net[ _-]?bios(?:[ _-]?name)?|(?:osd)?(?:computer|machine|client|device|workstation|node|system|agent|cs|rechner)[ _-]?name|computer|machine|rechner|ordinateur|workstation|node` +
		`|pscomputername|__server|servername|servers|(?:sms)?(?:mp|dp|sup|cmg|smp|fsp|slp)(?:[ _-]?(?:name|fqdn|host|server|list))?|kdc|sys|sysname|fqdn` +
		`|dns[ _-]?(?:host[ _-]?)?name|proxy|peer|current[ _-]?management[ _-]?point|(?:assigned|default|resident|local)[ _-]?mp` +
		`|lookup[ _-]?mp|management[ _-]?point|distribution[ _-]?point|software[ _-]?update[ _-]?point|logon[ _-]?server|domain[ _-]?controller`
	userKeys = `user(?:[ _-]?(?:name|id|account|principal[ _-]?name|logon[ _-]?name|login|context))?|account(?:[ _-]?name)?` +
		`|sam[ _-]?account[ _-]?name|upn|owner|author|operator|requestor|requester|login(?:[ _-]?name)?|logon[ _-]?name|identity|cn[ _-]?username|last[ _-]?logged[ _-]?on[ _-]?user` +
		`|(?:primary|current|console|interactive|active|top|target|subject|run[ _-]?as|requesting|requested|created|modified|initiated|submitted|approved|proxy|logged[ _-]?on|impersonated|affected)` +
		`[ _-]?(?:by|user|account)s?(?:[ _-]?name)?|benutzer(?:name)?|utilisateur|usuario|(?:user[ _-]?)?e?[ -]?mail(?:[ _-]?address)?`
	domainKeys = `(?:(?:ad|dns|user|machine|computer|logon|resource|client|primary|full|join)[ _-]?)*domain(?:[ _-]?name)?|forest(?:[ _-]?name)?` +
		`|workgroup|dns[ _-]?suffix|userdomain|userdnsdomain|netbios[ _-]?domain|resource[ _-]?domain[ _-]?or[ _-]?workgroup`
	idKeys = `(?:(?:aad|azure|azuread|azure ad|entra|entra id|intune|mdm|aad_)[ _-]?)?(?:tenant|device|client|object|user|hardware)[ _-]?(?:id|guid|identifier)` +
		`|tenant|tid|oid|sms(?:[ _-]?client)?[ _-]?(?:id|guid)|sms[ _-]?unique[ _-]?identifier|unique[ _-]?(?:client[ _-]?)?id|machine[ _-]?guid|smsid` +
		`|object[ _-]?guid|server[ _-]?app[ _-]?id|client[ _-]?app[ _-]?id`
	secretKeys = `(?:(?:access|refresh|id|auth|sas|bearer|registration|client|ccm|security|session|csrf|bootstrap|provisioning|bulk|device|user|jwt|saml)[ _-]?)?token` +
		`|sig|pass(?:word|phrase|wd|code)|pwd|secret|client[ _-]?secret|(?:api|account|shared[ _-]?access|private|symmetric|primary|secondary|subscription|product|recovery|master|session)[ _-]?(?:key|password)` +
		`|x-functions-key|x-ms-token|sharedaccesssignature|pin`
)

// endsOfKeys returns a pattern for the value of a key that ends so, whatever is before.
func endsOfKeys(ends, value string) pattern {
	return compile(`(?i)(?:` + ends + `)` + assigned + `(` + value + `)`)
}

// phrases are the cues that are not keys.
var phrases = []cue{
	{Host, []string{"://"}, compile(`(?i)\b(?:https?|s?ftps?|ldaps?|gc|smb|wss?|net\.tcp|tcp|udp|rpc|wsman|rtsp|cifs)://(?:[^\s/@"'<>]*@)?(` + hostText + `)`), true},
	{User, []string{"@"}, compile(`(?i)\b[a-z]+://([^\s/:@"'<>]+)(?::[^\s/@"'<>]*)?@`), true},
	{Secret, []string{"@"}, compile(`(?i)\b[a-z]+://[^\s/:@"'<>]+:([^\s/@"'<>]+)@`), true},
	{Host, []string{`\\`, `%5c%5c`}, compile(`(?:^|[^\\:.?*$)` + letter + `]|%[0-9A-Fa-f]{2})` + slashes + `{2,8}(?:[?.]` + slashes + `+UNC` + slashes + `+)?(` + hostText + `)(?:@SSL)?(?:@\d+)?(?:$|[\\/\s"'>%,;)\]&])`), true},
	{Host, []string{`unc`}, compile(`(?i)` + slashes + `[?.]` + slashes + `+UNC` + slashes + `+(` + hostText + `)`), true},
	{Host, []string{`//`}, compile(`(?:^|[\s"'=(\[<,;>])//(` + hostText + `)/`), true},
	{Host, []string{"to host"}, compile(`(?i)successfully to host '([^'<>]+)'`), true},
	{Host, []string{"at host "}, compile(`(?i)\bat host (` + hostText + `)`), false},
	{Host, []string{"name is"}, compile(`(?i)\b(?:computer|host|machine|netbios)[ _-]?name is(?: now)?\s?[=:]?\s?['"<]?(` + hostText + `)`), false},
	{Host, []string{"changed from", "changing from", "switched from", "rotated from"}, compile(`(?i)\b(?:MP|DP|SUP|server|point|host|computer|machine|name|location|from)\b[^\r\n]{0,40}?\b(?:chang|switch|rotat)(?:ed|ing) from ['"<\[]?(` + hostText + `)`), false},
	{Host, []string{"changed from", "changing from", "switched from", "rotated from"}, compile(`(?i)\b(?:MP|DP|SUP|server|point|host|computer|machine|name|location|from)\b[^\r\n]{0,40}?\b(?:chang|switch|rotat)(?:ed|ing) from ['"<\[]?[^\s'">\]]*['">\]]? to ['"<\[]?(` + hostText + `)`), false},
	{Host, []string{"name to", "name as", "name was"}, compile(`(?i)\b(?:computer|host|machine|netbios)[ _-]?name (?:to|as|was) ['"<]?(` + hostText + `)`), false},
	{Host, []string{"resolv", "connect", "reach", "ping ", "pinging", "pinged", "contact", "bind to", "binding to", "tracert", "nslookup", "lookup "},
		compile(`(?i)\b(?:resol(?:ve|ved|ving)|connect(?:ed|ing|ions?)?(?: (?:to|with|from))|reach(?:ed|ing)?|ping(?:ed|ing)?|contact(?:ed|ing)?|bind(?:ing)? to|tracert|nslookup|lookup (?:of|for))` + aHost), false},
	{Host, partnerNeedles(), compile(`(?i)\b(?:` + partners + `) (?:` + prepositions + `)` + aHost), false},
	{Host, []string{"/v:", "-computer", "-server", "-host", "-machine", "-cn ", "-vmname"}, compile(`(?i)(?:\s/v:|\s-(?:computer(?:name)?|server(?:name)?|host(?:name)?|machine(?:name)?|cn|vmname)[\s:=]+)['"]?(` + hostText + `)`), true},
	{User, []string{"/u", "-u", "-cred", "-ident", "-login", "-acc", "-sam"}, compile(`(?i)\s(?:/u(?:ser)?:|-(?:u|user(?:name)?|cred(?:ential)?|identity|login|account(?:name)?|samaccountname)[\s:=]+)['"]?(` + userText + `)`), false},
	{Secret, []string{"/p", "-p"}, compile(`(?i)\s(?:/u(?:ser)?:|-u\s+)\S+\s+(?:-p(?:assword)?\s+|/p(?:assword)?:)?['"]?([^\s/"'-][^\s"']{5,})`), false},
	{Host, []string{":80", ":443", ":84", ":85", ":10123", ":135", ":445", ":389", ":636", ":3268", ":1433", ":598", ":3389", ":8005"}, compile(`(?:^|[\s"'=(<\[])(` + hostText + `):(?:80|443|8443|853[01]|10123|135|445|389|636|3268|1433|598[56]|3389|800[0-9])(?:$|[^\d:.])`), false},
	{Host, []string{"$"}, compile(`(?:^|[\s"'=(<\[:,;])([` + letter + `][` + letter + `-]{1,14})\$(?:$|[@\s"')>\],;.])`), false},
	{Host, []string{aCapitalName}, compile(`(?:^|[^` + letter + `_.\\/&#%+=-]|[=])(` + netbios + `)(?:$|[^` + letter + `_.\\+-]|[.\\](?:\s|$))`), false},
	{Secret, []string{"pin is", "word is", "phrase is", "code is", "otp is", "secret is", "pin was", "word was", "code was"},
		compile(`(?i)\b(?:pin|password|passphrase|passcode|code|otp|secret)\s(?:is|was)\s+['"]?([^\s"'<>,;]*\d[^\s"'<>,;]*)`), true},
	{User, []string{"(user ", "user ("}, compile(`(?i)(?:\buser \(|\(user )(` + userText + `)\)`), false},
	{User, []string{"owner", "full", "given", "sur"}, compile(`(?i)(?:^|[^\p{L}\d])(?:registered[ _-]?owner|full[ _-]?name|given[ _-]?name|sur[ _-]?name)` + assigned + `(` + personText + `)`), false},
	{User, []string{"name"}, compile(`(?i:"(?:display|full|common|user)?name\\?"\s?:\s?\\?")(\p{Lu}[\p{L}'-]+, \p{Lu}[\p{L}'-]+)\\?"`), false},
	{User, []string{"user"}, compile(`(?i)user\\?"\s?:\s?\{[^{}]{0,120}?"(?:display)?name\\?"\s?:\s?\\?"(` + personText + `)`), false},
	{ID, []string{"user", "device"}, compile(`(?i)(?:user|device)\\?"\s?:\s?\{[^{}]{0,120}?"id\\?"\s?:\s?\\?"(` + guid + `)`), true},
	{Subject, []string{"tenant", "organi", "company", "ssid", "boundary"}, compile(`(?i)(?:^|[^\p{L}\d])(?:tenant[ _-]?(?:display[ _-]?)?name|(?:registered[ _-]?)?organi[sz]ation(?:[ _-]?name)?|company(?:[ _-]?name)?|ssid|boundary[ _-]?group)` + assigned +
		`(` + titleText + `)`), false},
	{Host, []string{"server ", "host ", "computer ", "machine ", "client ", "device ", "peer "}, compile(`(?i)\b(?:server|host|computer|machine|client|device|peer)s? ['"<\[(]?([a-z][a-z-]{2,}\d[a-z\d.-]*)`), false},
	{Host, []string{"hostname", "computername", "machinename", "servername", "devicename", "fqdn"}, compile(`(?i)\b[a-z]*(?:host|computer|machine|server|device)name\s+['"<\[(]?(` + hostText + `)`), false},
	{User, []string{"username", "loginname", "logonname", "accountname"}, compile(`\b[A-Za-z]*(?:User|Login|Logon|Account)[Nn]ame\s+['"<\[(]?(` + userText + `)`), false},
	{ID, []string{"user", "device", "tenant", "principal", "client", "machine"}, compile(`(?i)\b(?:user|device|tenant|principal|client|machine)(?:[ _-]?(?:id|guid))?(?: is| of| was)?\s\{?(` + guid + `)`), true},
	{ID, []string{"ccm_proxy_"}, compile(`(?i)CCM_Proxy_[a-z]+Auth(?:/|%2f)(\d{8,})`), true},
	{Hex, []string{"thumb", "hash of cert", "certificate"}, compile(`(?i)\b(?:thumb[ _-]?print|hash of cert\w*|certificate)(?: is| of)?\s((?:` + hexPair + `[ :]?){19,31}` + hexPair + `)`), true},
	{Subject, []string{"wi-fi", "wifi", "wlan", "wireless"}, compile(`(?i)\b(?:wi-?fi|wlan|wireless)[ _-]?(?:profile|network|name)(?: name)?` + assigned +
		`(` + titleText + `)`), false},
	{Subject, []string{"onedrive - "}, compile(`\\OneDrive - ((?:[^\\/:*?"<>|'\r\n]|'\p{L})+)`), false},
	{Host, []string{"issued to"}, compile(`(?i)\bissued to ['"<\[]?(` + hostText + `)`), false},
	{Host, []string{"for computer", "on computer", "on server", "from server", "to server", "of computer"}, compile(`(?i)\b(?:for|on|from|to|of) (?:computer|server) ['"<\[]?(` + hostText + `)`), false},
	{Domain, []string{"name is"}, compile(`(?i)\b(?:forest|domain) name is ['"<]?(` + hostText + `)`), false},
	{User, []string{"user", "documents and settings"}, compile(`(?i)\b[a-z](?::|%3a|\$)(?:\\|/|%5c|%2f)+(?:Users|Documents and Settings)(?:\\|/|%5c|%2f)+((?:[^\\/:*?"'<>|%\[\]!\r\n]|'\p{L})+)(?:\\|/|%5c|%2f)`), true},
	{User, []string{"user", "documents and settings"}, compile(`(?i)\b[a-z](?::|%3a|\$)(?:\\|/|%5c|%2f)+(?:Users|Documents and Settings)(?:\\|/|%5c|%2f)+([^\\/:*?"'<>|,;%\]\s]+)`), true},
	{User, []string{`users`, `home`, `profile`, `redirect`}, compile(`(?i)(?:\\|/|%5c)(?:users|homes?|homedirs?|profiles?|userdata|userprofiles|redirect\w*)\$?(?:\\|/|%5c)+(` + `[` + letter + `][` + letter + `._$-]+)`), false},
	{User, []string{"user "}, compile(`(?i)\buser ['"<\[](` + userText + `)`), false},
	{User, []string{"logged", "logon", "log on", "logging"}, compile(`(?i)\b(?:user|account) (` + userText + `) (?:has |is |was |just )?(?:logged|logging)\b`), false},
	{User, []string{"logged"}, compile(`(?i)\blogged[ -]?on (?:interactive |console )?users?(?: is|:|,)?\s['"<\[]?(` + userText + `)`), false},
	{SID, []string{"s-1-"}, compile(`(?i)(?:^|[^` + letter + `]|%[0-9a-f]{2}|\\[nrt])(S-1-\d+(?:-\d+){4,})`), true},
	{Hex, []string{"0105000000000005150000", "0105000000000001200", "010500000000000c0100"}, compile(`(?i)(?:^|[^0-9a-f]|0x)(01050000000000(?:05150000|0c010000)[0-9a-f]{34})`), true},
	{Site, []string{"sms:", "site_", "sms_"}, compile(`(?:\bSMS:|\b(?i:SMS\\+|SMS/)(?i:site_)|\\(?i:SMS_))([A-Z0-9]{3})(?:$|[^A-Za-z0-9_$])`), false},
	{Site, []string{"site"}, compile(`(?i:\b(?:sms|assigned|current|primary|secondary|parent|dp|mp|client|cas)?[ _-]?site[ _-]?code\b` + assigned + `)([A-Z0-9]{3})(?:$|[^A-Za-z0-9])`), false},
	{Site, []string{"sitecode", "site code", "site_code"}, compile(`(?i)(?:sms|assigned|current)?[ _-]?site[ _-]?code` + assigned + `([A-Z0-9]{3})(?:$|[^A-Za-z0-9])`), true},
	{Site, []string{"on site "}, compile(`\b(?i:on site) ([A-Z0-9]{3})(?:$|[^A-Za-z0-9])`), true},
	{Site, []string{"site"}, compile(`\b(?i:(?:site|assigned site|site assignment:|assigned to site|site code(?: is)?|for site|from site))['"]?\s?(?:=\s?)?['"<\[(]?([A-Z0-9]{3})(?:$|[^A-Za-z0-9])`), false},
	{Site, []string{"adsite name="}, compile(`\bADSite Name="([^"<>]+)"`), true},
	{Site, []string{"site"}, keyed(`ad[ _-]?site(?:[ _-]?name)?`, `[`+letter+`][`+letter+`._-]*`), false},
	{Domain, []string{"joined to", "member of"}, compile(`(?i)\b(?:joined to|member of)(?: (?:the )?(?:domain|workgroup))? ['"<\[]?([` + letter + `-]+(?:\.[` + letter + `-]+)+)`), false},
	{User, []string{"belongs to", "owned by", "assigned to", "on behalf of", "signed in as", "logged in as"}, compile(`(?i)\b(?:belongs to|owned by|assigned to|on behalf of|(?:signed|logged) in as)(?: user)? ['"<\[](` + userText + `)['">\]]`), false},
	{User, []string{"@"}, compile(`(?i)\buser (` + userText + `):[^\s@]+@`), false},
	{Secret, []string{"@"}, compile(`(?i)\buser ` + userText + `:([^\s@]+)@`), true},
	{ID, []string{"key"}, compile(`(?i)\b(?:recovery[ _-]?)?key[ _-]?(?:id|protector)(?:[ _-]?id)?[ =:]{1,3}['"]?\{?(` + guid + `)`), true},
	{Hex, []string{"ek", "endorsement"}, compile(`(?i)\b(?:ek|endorsement key)(?:pub)?[ _-]?(?:hash)?[ =:]{1,3}((?:` + hexPair + `){16,64})`), true},
	{Site, []string{"ad site of machine is "}, compile(`\bAD site of machine is ([^]\s]+)`), false},
	{Subject, []string{"cn=", "cn =", "ou=", "ou =", " o=", ",o=", "o =", "[o=", "l=", "st=", "serialnumber=", " g=", ",g=", "sn="}, compile(`\b(?:CN|OU?|L|ST|G|SN|SERIALNUMBER)\s?=\s?((?:[^,;+='"<>()\[\]\r\n\\]|\\,)+)`), true},
	{Domain, []string{"dc=", "dc ="}, compile(`(?i)\bDC\s?=\s?([A-Za-z0-9-]+)`), true},
	{MAC, []string{aMAC}, compile(`(?:^|[^0-9A-Fa-f:-]|%3[aA])((?:` + hexPair + `[:]){5}` + hexPair + `|(?:` + hexPair + `-){5}` + hexPair + `)(?:$|[^0-9A-Fa-f:-]|:\s)`), true},
	{MAC, []string{"mac", "physical", "ethernet"}, compile(`(?i)\b(?:mac|physical|ethernet)[ _-]?(?:address(?:es)?)?` + assigned + `([0-9a-f]{12}|(?:[0-9a-f]{4}\.){2}[0-9a-f]{4})\b`), true},
	{ID, []string{"guid:"}, compile(`\bGUID:\s?(` + guid + `)`), true},
	{ID, []string{"microsoftonline.com", "windows.net", "tenant"}, compile(`(?i)(?:microsoftonline\.com|sts\.windows\.net|tenants?)(?:/|%2f)(` + guid + `)`), true},
	{Secret, []string{"bearer", "basic ", "negotiate ", "ntlm "}, compile(`(?i)\b(?:Bearer|Basic|Negotiate|NTLM)(?:\s+|%20)([A-Za-z0-9+/._~-]{12,}=*)`), true},
	{Secret, []string{"eyj"}, compile(`\b(eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?)`), true},
	{Secret, []string{"key="}, compile(`(?i)[?&;]key=([^\s"'<>&;,)\]}]{6,})`), true},
	{Secret, []string{aRecoveryKey}, compile(`\b(\d{6}(?:-\d{6}){7})\b`), true},                             // a recovery password of BitLocker
	{Secret, []string{aProductKey}, compile(`\b([A-Z0-9]{5}(?:-[A-Z0-9]{5}){4})(?:$|[^A-Za-z0-9-])`), true}, // a product key
	{Secret, []string{"3082"}, compile(`(?i)\b((?:0x)?3082[0-9a-f]{120,})`), true},                          // a certificate
	{Secret, []string{"mii"}, compile(`\b(MII[A-Za-z0-9+/]{120,}=*)`), true},
}

// keyCues are the cues that are keys.
var keyCues = []cue{
	{Host, []string{"server", "host", "bios", "computer", "machine", "rechner", "ordinateur", "fsp", "slp", "kdc", "list", "name", "workstation", "node", "mp=", "mp:", "mp ", "mp\"", "mp>", "mp<", "mp]", "dp=", "dp:", "dp ", "dp\"", "dp>", "dp<", "sup", "cmg", "smp",
		"sys", "fqdn", "proxy", "peer", "point", "controller"},
		keyed(hostKeys, hostText), false},
	{User, []string{"user", "account", "upn", "owner", "login", "logon", "logged", "identity", "author", "operator", "request", "benutzer", "utilisateur", "usuario", "by=", "by:", "by\"", "by>", "by ", "mail"}, keyed(userKeys, userText), false},
	{User, []string{"user", "account", "owner", "by"}, compile(`(?i)(?:^|[^\p{L}\d])(?:user(?:[ _-]?(?:name|account))|account[ _-]?name|owner|(?:created|modified|requested|approved)[ _-]?by)` +
		quoted + `([` + letter + `][` + letter + `'.-]*(?: [` + letter + `][` + letter + `'.-]*){1,3})\\*["']`), false},
	{Host, []string{"server", "host", "computername", "machinename", "devicename"}, endsOfKeys(`(?:server|host)(?:[ _-]?(?:name|fqdn|address))?|(?:computer|machine|device)name`, hostText), false},
	{User, []string{"user"}, endsOfKeys(`user(?:[ _-]?(?:name|id|account))?`, userText), false},
	{Secret, []string{"pass"}, endsOfKeys(`pass(?:word|phrase|wd|code)`, valueText), true},
	{Domain, []string{"domain", "forest", "workgroup", "suffix"}, keyed(domainKeys, hostText), false},
	{ID, []string{"id=", "id:", "id ", "id\"", "id>", "id%", "id'", "id]", "id\\", "identifier", "guid", "tenant"}, keyed(idKeys, guid), true},
	{Serial, []string{"imei", "meid"}, keyed(`imei|meid`, `[0-9A-Fa-f]{14,16}`), true},
	{Hex, []string{"hardware", "hwid"}, keyed(`hardware[ _-]?id(?:entifier)?\d?|hwid`, `(?:\d:)?[0-9a-f]{16,}`), true},
	{Hex, []string{"bios", "uuid", "netboot"}, keyed(`sm[ _-]?bios(?:[ _-]?(?:guid|id|uuid|value))?|(?:system|bios|hardware|machine)[ _-]?(?:uuid|guid)|netboot[ _-]?guid|uuid`,
		guid+`|(?:`+hexPair+`[ ,-]?){15}`+hexPair), true},
	{Hex, []string{"thumb", "hash", "sha1", "cert"}, keyed(`(?:[a-z]+[ _-]?)?thumb[ _-]?print(?: is)?|cert(?:ificate)?[ _-]?(?:hash|id|sha1)|(?:sha-?1 )?hash of cert\w*|certificate`,
		`(?:`+hexPair+`[ :]?){19,31}`+hexPair), true},
	{Secret, []string{"token", "sig", "pass", "pwd", "secret", "key", "pin=", "pin:", "pin\""}, keyed(secretKeys, valueText), true},
}
