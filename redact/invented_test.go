package redact

import (
	"slices"
	"strings"
	"testing"
)

// invented holds messages like those of canaries, of other programs than the client too. Each is
// redacted by itself, so that no other tells its names.
var invented = []string{
	`<Event><System><Computer>‹KESTREL01›</Computer></System></Event>`,
	`The remote name could not be resolved: '‹kestrel02›'`,
	`Invoke-Command -ComputerName ‹KESTREL03› -ScriptBlock {x}`,
	`ccmsetup.exe /mp:‹KESTREL04› SMSSITECODE=‹QZ1› FSP=‹KESTREL05› SMSMP=‹KESTREL06›`,
	`    Host Name . . . . . . . . . . . . : ‹KESTREL07›`,
	`Registered Owner:          ‹Mavis Wrenfield›`,
	`DeviceId : ‹aa770001-1111-4222-8333-444444444444› TenantName : ‹Tailspin Bakeries›`,
	`TEMP=C:\Users\‹MAVISW~1›\AppData\Local\Temp`,
	`C:\Users\‹mwrenfour›.FABRIKAM\NTUSER.DAT and FABRIKAM\mwrenfour`,
	`Service principal HOST/‹kestrel08›.corp.fabrikam.net@CORP.FABRIKAM.NET and MSSQLSvc/‹sqlsrv09›.corp.fabrikam.net:1433`,
	`"displayName":"‹Wrenfield, Mavisa›","jobTitle":"x"`,
	`IdentifyingNumber : ‹5CG8881ABC›`,
	`Connecting to ‹KESTREL10›:8531 failed with 0x80072ee7`,
	`net use Z: \\FILESRV\x /user:‹mwrenfive› /persistent:no`,
	`acct=FABRIKAM%255C‹mwrensix›&z`,
	`Account Name:		‹mwrenseven›`,
	`CSName = ‹KESTREL11›; LastBootUpTime = x`,
	`C:\Users\x1\OneDrive - ‹Tailspin Toys Bakeries›\Desktop`,
	`SSID : ‹TailspinGuest77› , BSSID : ‹9c:1c:12:77:aa:0f›`,
	`Machine: ‹KESTREL12› Session 2 (user ‹mwreneight›) is active`,
	`DC: \\‹OSPREYDC01›.corp.fabrikam.net Address: \\‹10.99.1.1›`,
	`mstsc /v:‹OSPREY02›`,
	`Pinging ‹OSPREY03› [‹10.99.1.2›] with 32 bytes of data:`,
	`Default Server:  ‹osprey04›.fabrikam.net`,
	`WSMan connection to ‹OSPREY05› closed`,
	`Task registered by FABRIKAM\‹twrenalpha›`,
	`"AssignedUser":{"id":"‹bb770001-1111-4222-8333-444444444444›","name":"‹Theo Wrenbeta›"}`,
	`%USERNAME%=‹twrengamma› %COMPUTERNAME%=‹OSPREY06›`,
	`set COMPUTERNAME to ‹OSPREY07›`,
	`IMEI: ‹353877771234567›`,
	`HKLM\SOFTWARE\Microsoft\ProfileList\S-1-5-21-‹4111222233-4222333444-4333444555›-1105 -> C:\Users\‹twrendelta›`,
	`whoami: fabrikam\‹twrenepsilon›`,
	`kerberos ticket for ‹OSPREY08›$@CORP.FABRIKAM.NET`,
	`Client ‹OSPREY09› (‹10.99.1.3›) requested policy`,
	`From: Theo <‹theo.wrenzeta›@fabrikam.net>`,
	`Lease of ‹10.99.1.4› by ‹9c-1c-12-77-bb-01›`,
	`dNSHostName: ‹osprey10›.corp.fabrikam.net; sAMAccountName: ‹OSPREY11›$`,
	`Boundary group '‹Bellevue Campus HQ›'`,
	`ObjectGUID=‹bb770002-1111-4222-8333-444444444444›`,
	`Unable to find MP for ‹OSPREY12›, retry`,
	`[‹HERON-TK-01›] Evaluate(): ok`,
	`Hostname ‹heron02› resolved`,
	`psexec \\‹HERON03› -u ‹hwrenalpha› -p ‹Sommer2026x› cmd`,
	`Microsoft Windows [Version 10.0.19045] on ‹HERON04›`,
	`{"machine":{"name":"‹HERON05›","domain":"‹tailspintoys.com›"}}`,
	`Task \ScanNow, Run As User: ‹hwrengamma›, Author: TAILSPIN\‹hwrendelta›`,
	`Profile of ‹hwrenepsilon› loaded from C:\Users\‹hwrenepsilon›`,
	`Wi-Fi profile "‹Tailspin Office 5G›" connected`,
	`Certificate [Thumbprint ‹0a77bb77cc77dd77ee77ff77aa77bb77cc77dd77›] issued to '‹HERON06›'`,
	`RPC server on ‹HERON07› is unavailable; trying ‹HERON08›`,
	`CurrentMP=<‹heron09.tailspin.example›> LastMP=<‹heron10.tailspin.example›>`,
	`ping6 ‹2001:db8:77:aa::5› via ‹fe80::a77:1›`,
	`ResourceURI https://‹tailspincmg›.cloudapp.net/CCM_Proxy_MutualAuth/‹72057594037927941›`,
	`logonId=0x3e7 TargetUserName ‹hwrenzeta›`,
	`Site assignment: ‹ZZ7› via AD, site server ‹heron11›`,
	`entra user ‹bb770009-1111-4222-8333-444444444444› signed in`,
	`LDAP bind DN: CN=‹Hugo Wreneta›,OU=‹Staff Zurich›,DC=‹tailspinbakery›,DC=com`,
	`mail sent to ‹hugo.wrentheta›@tailspintoys.com, cc: ‹hwreniota›@tailspintoys.com`,
	`Adapter: Intel Ethernet, address ‹9C-1C-12-77-CC-01›, lease from ‹10.50.1.10›`,
	`Resource ‹EGRET-WS-017› is not approved`,
	`Sending registration for ‹EGRETSRV018› to the site`,
	`User=‹lfinchalpha›;Domain=‹GOLDFINCH›;Station=‹EGRET19›`,
	`<Data Name="SubjectUserName">‹lfinchbeta›</Data><Data Name="IpAddress">‹10.61.2.3›</Data>`,
	`<Data Name='WorkstationName'>‹EGRET20›</Data>`,
	`<Security UserID='S-1-5-21-‹5111222233-5222333444-5333444555›-1204'/>`,
	`Get-ADComputer -Identity ‹EGRET21›`,
	`New-PSDrive -Root \\‹egretfs22›\data -Credential GOLDFINCH\‹lfinchgamma›`,
	`lastLogonUser: ‹lfinchdelta›`,
	`"ownerEmail": "‹l.finchepsilon›@goldfinch.example"`,
	`Group policy from \\‹goldfinch.example›\SysVol\goldfinch.example\Policies`,
	`Resolved ‹egret23.goldfinch.example› to ‹10.61.2.4›,‹10.61.2.5›`,
	`x-ms-client-request-id: 1; oauth client_id=‹bb770010-1111-4222-8333-444444444444›`,
	`Printer \\‹EGRETPRN24›\Floor3`,
	`Cached MP list: ‹EGRET25.goldfinch.example›;‹EGRET26.goldfinch.example›`,
	`system drive of ‹EGRET27› is full`,
	`net localgroup Administrators GOLDFINCH\‹lfincheta› /add`,
	`SMBIOSAssetTag=‹AT-0098871›`,
	`DefaultUserName="‹lfinchtheta›" DefaultPassword="‹Winter2027y›"`,
	`Device '‹IBIS-NB-0444›' belongs to '‹tkestrelalpha›'`,
	`impersonating KITTIWAKE\‹tkestrelbeta›, session 3`,
	`HTTP_HOST=‹ibis02.kittiwake.example› REMOTE_ADDR=‹10.62.7.7› REMOTE_USER=‹tkestrelgamma›`,
	`SMSUniqueIdentifier = "GUID:‹BB770020-1111-4222-8333-444444444444›"; NetBiosName = "‹IBIS03›";`,
	`set LOGONSERVER=\\‹IBISDC04›`,
	`TPM EK hash ‹77aa00bb11cc22dd33ee44ff5566778899aabbccddeeff00112233445566778899›`,
	`Mapping drive H: to \\‹ibisfs05›\home$\‹tkestreldelta›`,
	`Recovery key id {‹BB770021-1111-4222-8333-444444444444›} key ‹123456-234567-345678-456789-567890-678901-789012-890123›`,
	`Subject=CN=‹ibis06.kittiwake.example›, O=‹Kittiwake Foods›, L=‹Winterthur›, C=CH`,
	`User profile for KITTIWAKE\‹tkestrelepsilon› (S-1-5-21-‹6111222233-6222333444-6333444555›-1310)`,
	`ADSiteName: ‹Winterthur-Main›`,
	`VPN client ‹10.62.7.8› gw ‹vpn.kittiwake.example›`,
	`Machine ‹IBIS07› joined to ‹kittiwake.example›`,
	`{"upn":"‹tkestrelzeta›@kittiwake.example","tid":"‹bb770022-1111-4222-8333-444444444444›"}`,
	`proxy user ‹tkestreleta›:‹Herbst2028z›@proxy.kittiwake.example:8080`,
	`Assigned primary user: ‹Tamara Kestreltheta›`,
	`ipconfig: fe80::‹77aa:bb›%5 ‹10.62.7.9›/255.255.255.0 gateway ‹10.62.7.1›`,
	`remote control session from ‹IBIS09› by KITTIWAKE\‹tkestrelkappa›`,
	`"serialNumber":"‹PF3XY7Z1›","manufacturer":"LENOVO"`,
	`Setting owner of C:\x to ‹hwrenbeta›`,
	`Smart card of ‹Lena Finchzeta› (UPN ‹lfinchzeta›@goldfinch.example)`,
	`C:\Windows\CCM\Logs copied to \\‹IBIS08›\d$\cases\‹tkestreliota›`,
}

func TestInventedForms(t *testing.T) {
	for _, m := range invented {
		if left := leftOf(t, m); len(left) > 0 {
			t.Errorf("%q are still there of %s", left, m)
		}
	}
}

// leftOf returns the names that are left of a message in its copy.
func leftOf(t *testing.T, message string) []string {
	log, names := records([]string{message})
	copied, _ := redactedCopy(t, map[string]string{"CAS.log": log})
	return slices.DeleteFunc(names, func(name string) bool {
		return !strings.Contains(strings.ToLower(copied["CAS.log"]), strings.ToLower(name))
	})
}

// TestWhatLooksLikeInventedFormsStays is about what looks like some of the invented forms.
func TestWhatLooksLikeInventedFormsStays(t *testing.T) {
	messages := []string{
		`SHA256 of the KERNEL32 call is BASE64, HRESULT 0x80070005, WIN32_ERROR_87`, `Windows Server 2012 R2 client policy for the machine`,
		`<Machine><ClientInstalled>0</ClientInstalled></Machine>`, `Unable to connect to the server: timeout`, `publicKeyToken="31bf3856ad364e35"`,
		`DisplayName = "Google Chrome", company of the device`, `user policy (user context)`, `PCI\\VEN_8086 and DISPLAY\\Default_Monitor`, `file ccmexec.exe:443 of KB5034441`,
		`report to site server for client version 5.00.9096`, `assigned to the client`,
		"Server=:\r\nState=ok\r\nthird", "first:\r\nError=0\r\nsecond",
	}
	log, _ := records(messages)
	copied, r := redactedCopy(t, map[string]string{"CAS.log": log})
	if copied["CAS.log"] != log || len(r.Names()) > 0 {
		t.Errorf("%+v in\n%s", r.Names(), copied["CAS.log"])
	}
}

// TestTheNextLineIsNoPartOfAName: a table of keys and values keeps its lines.
func TestTheNextLineIsNoPartOfAName(t *testing.T) {
	log, _ := records([]string{"Result:\r\nServer=srv001\r\nState=ok\r\nAddress=10.1.1.1\r\n2 files"})
	copied, _ := redactedCopy(t, map[string]string{"CAS.log": log})
	for _, line := range []string{"\r\nState=ok\r\n", "\r\n2 files]"} {
		if !strings.Contains(copied["CAS.log"], line) {
			t.Errorf("%q is not there any more: %s", line, copied["CAS.log"])
		}
	}
}
