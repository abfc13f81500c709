package redact

// Parts of the patterns of labels.
const (
	// number is what follows the label of a number: a serial number, the tag of an asset, a person's number.
	number = `[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?`
	// said is what may be between a label and its value, in a sentence too.
	said = `(?:` + assigned + `|\s?[.#:]?\s{1,8}(?:is\s|was\s)?['"]?)`
	// whole is a value in quotation marks, whatever is in it.
	whole = `(?:` + doubled + `|"([^"\r\n]{2,200})"|'([^'\r\n]{2,200})'|\\"([^"\\\r\n]{2,200})\\"|&quot;([^"&<>\r\n]{2,200})&quot;)`
	isSet = `(?:\\?["'\]]|&quot;)?(?:\s{0,3}(?:=>|[=:])\s{0,3}|\s(?:is\s)?)`
	// fullName is one too, of a person.
	fullName = `\\?["']([^"'=<>()\\\r\n]{2,64})\\?["']`
	hidden   = `(?:pass(?:word|phrase|wd|code)|pwd|secret|pin)`
	person   = `(?:given|first|last|sur|middle|family|nick|primary[ _-]?owner|registered[ _-]?owner|device[ _-]?owner|manager)[ _-]?(?:name)?`
	office   = `job[ _-]?title|office(?:[ _-]?location)?|department|physicaldeliveryofficename|city|street(?:[ _-]?address)?|employee[ _-]?name|cost[ _-]?cent(?:er|re)`
	// numbered is an address as one number, or with numbers to another base.
	numbered = `(0x[0-9a-f]{8}|\d{8,10}|0\d{0,3}(?:\.0?\d{1,4}){3}|0x[0-9a-f]{1,2}(?:\.0x[0-9a-f]{1,2}){3})`
)

// labelCues are the cues that are labels of a value, which is replaced whatever it is.
var labelCues = []cue{
	{Secret, []string{"pass", "pwd", "secret", "pin"}, compile(`(?i)` + hidden + isSet + whole), true},
	{Secret, []string{"securestring"}, compile(`(?i)securestring\s+(?:-string\s+)?` + whole), true},
	{Secret, []string{"securestring"}, compile(`(?i)securestring\s+(?:-string\s+)?([^\s"'$-][^\s"']*)`), true},
	{Secret, []string{"/p", "-p", "/rp"}, compile(`(?i)\s[/-](?:pd|po|pw|rp|pwd|passwd|pass|password[do]?)(?::|=|\s)\s?["']?([^\s"'/-][^\s"']+)`), true},
	{Secret, []string{" -p ", "/p:"}, compile(`(?:\s-p\s+|\s/p:)["']?([^\s"'\\/]*[#!$%&*?@+~][^\s"'\\/]*)`), true},
	{Secret, []string{"pin ", "otp "}, compile(`(?i)(?:pin|\botp)\s+['"]?(\d{4,20})\b`), true},
	{MAC, []string{aDottedMAC}, compile(`(?i)(?:^|[^0-9a-z.])((?:[0-9a-f]{4}\.){2}[0-9a-f]{4})(?:$|[^0-9a-z.]|\.(?:\s|$))`), true},
	{MAC, []string{"mac"}, compile(`(?i)\bmac(?:[ _-]?addr(?:ess)?)?` + said + `((?:[0-9a-f]{4}[.:-]){2}[0-9a-f]{4}|[0-9a-f]{6}-[0-9a-f]{6})\b`), true},
	{Serial, []string{"serial", "tag", "identifying", "s/n"}, compile(`(?i)(?:serial(?:[ _-]?(?:number|num|no|nr|#))?|identifying[ _-]?number|(?:service|asset)[ _-]?tag(?:[ _-]?number)?|\bs/n)` + said + `(` + number + `)`), true},
	{Serial, []string{"inventory", "inventar", "asset", "employee", "personnel", "personal", "staff", "badge", "matrikel", "imei", "meid", "iccid"},
		compile(`(?i)(?:(?:inventory|inventar|asset|employee|personnel|personal|staff|badge|matrikel)[ _-]?(?:number|num|nummer|no|nr|id|code|#)|imei|meid|iccid)` + said + `(` + number + `)`), true},
	{User, []string{"name", "owner", "manager"}, compile(`(?i)` + person + isSet + fullName), true},
	{User, []string{"manager"}, compile(`(?i)\bmanager\s?[:=]\s?(` + personText + `)`), false},
	{Subject, []string{"title\"", "office", "department\"", "city\"", "street", "employee", "cost"}, compile(`(?i)"(?:` + office + `)\\?"\s?:\s?` + whole), true},
	{Word, []string{"tel", "phone", "mobil", "fax", "call", "handy"}, compile(`(?i)(?:\btel|tele(?:ph|f)on[a-z]*|phone(?:[ _-]?(?:number|no))?|\bmobile?|\bfax|\bcall|\bhandy)\\?["']?\s?[.:=]{0,2}\s{0,3}\\?["']?([+(]?\d[\d /().-]{4,24}\d)`), true},
	{Word, []string{"/"}, compile(`(?:^|[^\w./\\-])(0\d{2,5}/\d{3,9}(?:[ -]\d{2,6}){0,3})(?:$|[^\w./\\])`), true},
	{Word, []string{"lat", "lon", "lng"}, compile(`(?i)\b(?:lat(?:itude)?|lon(?:gitude|g)?|lng)\\?["'>]?\s?[=:]?\s?\\?["']?(-?\d{1,3}[.,]\d{2,16})`), true},
	{IP, []string{"gateway", "router", "addr", "ip"}, compile(`(?i)\b(?:gateway|router|(?:ip(?:v4)?|dhcp|dns|server|client|peer|host|source|destination|remote|local|net(?:work)?|gateway|subnet)[ _-]?addr(?:ess)?|ip(?:v4)?)` +
		`(?:[ _-]?addr(?:ess)?)?` + said + numbered + `\b`), true},
	{Subject, []string{"ou path", "canonical", "organi"}, compile(`(?i)\b(?:ou(?: path)?|canonical(?: name)?|organi[sz]ational[ _-]?unit)` + said + `[` + letter + `.-]+/([^"'<>|\r\n,;\]]+)`), true},
	{User, []string{"/"}, compile(`\b(?i:logon as|log on as|runas|run as|account|principal|credentials?) [A-Z][A-Z0-9-]{2,14}/([` + letter + `][` + letter + `._$-]+)`), true},
	{Domain, []string{"/"}, compile(`\b(?i:logon as|log on as|runas|run as|account|principal|credentials?) ([A-Z][A-Z0-9-]{2,14})/[` + letter + `]`), true},
	{User, []string{"@"}, compile(`(?:^|[\s"'=:(\[<])([` + letter + `._$-]+)@[A-Z][A-Z0-9-]{2,14}(?:$|[\s"',;)\]>])`), true},
	{Domain, []string{"@"}, compile(`(?:^|[\s"'=:(\[<])[` + letter + `._$-]+@([A-Z][A-Z0-9-]{2,14})(?:$|[\s"',;)\]>])`), true},
}
