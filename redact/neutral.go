package redact

import "strings"

// neutralNames holds names that do not identify anybody, in lower case. They are not replaced.
var neutralNames = wordSet(`localhost system authority builtin service null public default administrator all_users default_user
	microsoft.com windowsupdate.com www defaultuser0 localsystem networkservice localservice
	server servername host hostname client computer name domain user username root`)

// nobodies holds what is no name of a computer even where one is named, in lower case. Any other neutral
// name is replaced there.
var nobodies = wordSet(`localhost null default authority builtin www none unknown localsystem networkservice localservice all_users
	default_user defaultuser0 microsoft.com windowsupdate.com`)

// everyones holds the accounts and profiles that every computer has, and what stands for none, in lower
// case. They are not replaced even where a user is named.
var everyones = wordSet(`localhost system authority builtin null public default administrator all_users default_user guest
	defaultuser0 localsystem networkservice localservice local_service network_service local_system none unknown root defaultapppool
	all defaultaccount wdagutilityaccount trustedinstaller interactive everyone users administrators`)

// fillers holds the words of sentences and the placeholders that stand where a name could, in lower
// case.
var fillers = wordSet(`a an and any are as at be been before being but by can cannot could did do does during each failed for from get got had
	has have if in into is it its may must never new no none not now of off old on once one only or other over same set should since some
	such than that the their them then there they this to under until up was were when where which while who with without would yes
	true false null nil empty unknown undefined unspecified invalid valid default auto automatic missing unavailable available required
	optional active inactive enabled disabled online offline connected disconnected found error failed success succeeded sid log logged time
	date logging login id name names type value via per using use used suppressed hidden masked removed redacted omitted`)

// hiddenValues holds what stands in place of a value that is not shown, in lower case.
var hiddenValues = wordSet(`suppressed hidden masked removed redacted omitted null none empty true false unknown undefined unspecified`)

// containers holds the containers that every directory has, in lower case.
var containers = wordSet(`users computers configuration services sites system builtin schema domain_controllers program_data
	managed_service_accounts foreignsecurityprincipals system_management localhost`)

// commonWords holds words that are names only where the text around them says so without doubt, in
// lower case: the words of log formats, components of the client, and what is found behind "user:"
// or "server =" in sentences.
var commonWords = wordSet(`log time date component context type thread file
	cas ccmexec ccmeval ccmsetup clientidmanagerstartup clientlocation contentaccess contenttransfermanager datatransferservice
	deltadownload execmgr locationservices policyagent policyevaluator rebootcoordinator scanagent scheduler sensorendpoint
	servicewindowmanager setupapi smsts statemessage statusagent updatesdeployment updateshandler updatesstore wuahandler
	windowsupdate cbs dism mp dp sup cmg wsus sccm mecm sms ccm bits msi iis sql wmi site sites wua cloud internet intranet proxy
	a an and any are as at be been before being but by can cannot could did do does during each failed for from get got had has have if in into
	is it its may must never new no none not now of off old on once one only or other over same set should since some such than that the
	their them then there they this to under until up was were when where which while who will with without would yes
	true false null nil empty unknown undefined unspecified invalid valid default auto automatic manual local remote global machine
	device devices users user computers computer client clients server servers host hosts admin administrators guest guests everyone
	interactive network domain workgroup account accounts login logon logged logging logs session sessions password token key keys
	active inactive enabled disabled available unavailable required optional pending running stopped started ready waiting complete
	completed success succeeded error errors warning info debug fail failure timeout retry update updates updating install installed
	installing installation uninstall download downloaded downloading software hardware application applications package packages program
	programs deployment deployments policy policies task tasks sequence job jobs content state status message messages report reports
	result results request requests response reply event events action actions schedule scheduled scan scanning restart reboot
	maintenance window windows microsoft config configuration manager management point points location locations list version number
	value values property properties data information details test temp desktop documents downloads home profile profiles share shares
	logs ccmcache cache settings setup start end begin stop open close create created delete deleted modify modified read write change
	changed check checking find found missing using use used via per id guid http https tcp udp ip address port url path name names
	namespace class instance query method object process service services agent provider certificate certificates store root
	authentication authorization identity owner kerberos ntlm basic bearer negotiate online offline connected disconnected
	suppressed hidden masked removed redacted omitted vista display nt sid dpname mpname bios uefi kernel32 crypt32 advapi32 shell32 netapi32 comctl32 base64 rijndael256`)

// wordSet returns the words of a text, with blanks in place of underscores.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[strings.ReplaceAll(w, "_", " ")] = true
	}
	return set
}

// notDomains holds words that may be before a backslash but are not domains, in upper case.
var notDomains = map[string]bool{
	"NT": true, "AUTHORITY": true, "BUILTIN": true, "SOFTWARE": true, "SYSTEM": true, "MICROSOFT": true, "WINDOWS": true, "HKLM": true,
	"HKCU": true, "HKU": true, "PCI": true, "USB": true, "ACPI": true, "STORAGE": true, "ROOT": true, "CIMV2": true, "SMS": true, "CCM": true,
	"DISPLAY": true, "SCSI": true, "USBSTOR": true, "HTREE": true, "HDAUDIO": true, "BTHENUM": true, "MACHINE": true, "CLASSES": true, "HKCR": true,
	"REGISTRY": true, "USER": true, "MONITOR": true, "PRINTENUM": true, "UEFI": true, "DRIVERS": true, "VMBUS": true, "SYSTEM32": true, "WIN32": true,
	"GLOBAL": true, "LOCAL": true, "DEVICE": true, "DEFAULT": true, "CONTROL": true, "SERVICES": true, "POLICY": true, "SECURITY": true,
}

// publicDomains holds domains of vendors and standards. They and their subdomains are not replaced.
var publicDomains = []string{
	"microsoft.com", "windowsupdate.com", "windows.com", "office.com", "msftncsi.com", "w3.org", "xmlsoap.org", "digicert.com",
	"microsoftonline.com", "windows.net", "azure.com", "azure.net", "cloudapp.net", "azurewebsites.net", "azure-api.net", "msftconnecttest.com",
	"in-addr.arpa", "ip6.arpa", "ipv6-literal.net", "onmicrosoft.com", "oasis-open.org", "verisign.com", "live.com", "aka.ms",
	"intel.com", "amd.com", "nvidia.com", "dell.com", "hp.com", "lenovo.com", "realtek.com", "adobe.com", "google.com", "gstatic.com",
	"mozilla.org", "apple.com", "oracle.com", "java.com", "github.com", "vmware.com", "cisco.com", "citrix.com", "symantec.com",
	"globalsign.com", "entrust.net", "sectigo.com", "comodoca.com", "usertrust.com", "letsencrypt.org", "godaddy.com", "thawte.com",
	"geotrust.com", "bing.com", "msn.com", "skype.com", "akamai.net", "akamaized.net", "azureedge.net", "trafficmanager.net", "msedge.net",
}

// customerDomains holds those below which every customer has a name of its own.
var customerDomains = []string{
	"cloudapp.net", "cloudapp.azure.com", "blob.core.windows.net", "azurewebsites.net", "azure-api.net", "onmicrosoft.com", "vault.azure.net",
	"database.windows.net", "sharepoint.com", "ipv6-literal.net", "servicebus.windows.net",
}

// topLevelDomains holds those by which a name of three labels or more is known as that of a
// computer. There are more, but names of files and of code end in them too.
var topLevelDomains = wordSet(`com net org edu gov mil info biz local lan corp internal intra intranet priv private domain ad home example
	eu de at ch uk fr nl be lu dk se no fi it es pt pl cz hu ro gr ie us ca mx br ar cl au nz jp cn kr in za ru ua tr il sg hk`)

// secondLevelDomains holds labels that are part of a top-level domain such as co.uk.
var secondLevelDomains = wordSet(`co com net org gov ac edu ltd plc`)

// isPublicDomain reports whether a name is a public domain or below one.
func isPublicDomain(name string) bool {
	low := strings.ToLower(name)
	for _, d := range publicDomains {
		if low == d || strings.HasSuffix(low, "."+d) {
			return true
		}
	}
	return false
}

// customerLabel returns the label before a customer domain, "" if a name is not below one.
func customerLabel(name string) string {
	low := strings.ToLower(name)
	for _, d := range customerDomains {
		if before, ok := strings.CutSuffix(low, "."+d); ok {
			return name[strings.LastIndexByte(before, '.')+1 : len(before)]
		}
	}
	return ""
}

// parentDomain returns the domain above one, "" if that is not one that somebody owns.
func parentDomain(name string) string {
	_, parent, _ := strings.Cut(name, ".")
	first, rest, ok := strings.Cut(strings.ToLower(parent), ".")
	if !ok || len(rest) == 2 && secondLevelDomains[first] {
		return ""
	}
	return parent
}
