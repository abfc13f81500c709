package redact

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ccmtail/tail"
)

// canaries holds messages, each with names that must not be in the copy: those between ‹ and ›.
var canaries = []string{
	// lists, and what is next to an address
	`Accounts: FABRIKAM\‹alistar› FABRIKAM\‹bobbert› FABRIKAM\‹carolus›`,
	`Peers ‹10.77.1.1›;‹10.77.1.2›;‹10.77.1.3›`, `Boundary ‹10.77.1.16›-‹10.77.1.20›`, `Connected to ‹10.77.1.31›.`, `adapter_‹10.77.1.32›_up`,
	`IP‹10.77.1.33› answered`, `url=http%3A%2F%2F‹10.77.1.34›%2Fx`, `Gateway [‹10.77.1.35›]:8530`, `subnet ‹10.77.8.0›/24`,
	`Bound to ‹fd00:77::a1›, ‹fd00:77::a2›;‹fd00:77::a3›`, `http://[‹fd00:77::a4›]:8530/x`, `dns ‹fe80::77:1a›%12`, `mapped ::ffff:‹10.77.1.36› seen`,
	`\\‹fd00-77--a5›.ipv6-literal.net\share and ‹fd00:77::a5›`, `host ip-‹10-77-1-1› is up`,
	// computers
	`<MP Name="‹SCCMGAMMA›.CORP.FABRIKAM.NET"/>`, `MP changed from <‹SCCMALPHA›.corp.fabrikam.net> to <‹SCCMBETA›.corp.fabrikam.net>`,
	`Certificate issued to '‹pcphi›.corp.fabrikam.net'`, `FQDN: ‹pcrho›.fabrikam.net`, `using ‹proxyzeta›.fabrikam.net:8080`,
	`\\.\root\ccm:SMS_Client=@ __SERVER="‹WKSOMEGA›"`, `Management point changed from ‹MPOLDONE› to ‹MPNEWTWO›`, `NetBIOS Name: ‹PCSIGMA›`,
	`\\?\UNC\‹FILESRVTAU›\share$\x`, `copy from //‹filesrvpsi›/share`, `ftp://‹ftpsrvchi›.fabrikam.net/pub`, `CMG https://‹fabrikamcmg01›.cloudapp.net/x`,
	`{"computerName":"‹PCJSON01›"}`, `{\"hostName\":\"‹pcjson02›\"}`, `<MachineName>‹PCXML03›</MachineName>`, `\\‹SRVNOSLASH4›`, `host%3D‹PCPCT05›&x=1`,
	`Client name [‹PCBRACKET6›]`, `ldap://‹dcsrv07›.corp.fabrikam.net/DC=corp`, `LogonServer=\\‹DCSRV08›`, `"\\\\‹SRVJSON09›\\share\\x"`,
	`sent to ‹deep.er10›.corp.fabrikam.net`, `\\‹WEBDAV11›@SSL@443\DavWWWRoot`, `‹PC0147›$ has authenticated; ComputerName=‹PC0147›`,
	`Proxy: ‹proxy12›.contoso-proxy.org:3128`, `%5C%5C‹SRVPCT13›%5Cshare`, `sccm://x server=&quot;‹SRVENT14›&quot;`, `peer source ‹pc-lab-15›.corp.fabrikam.net has it`,
	// users
	`User '‹johnalpha›' logged on`, `UserName=‹johnbeta›`, `<UserName>‹johngamma›</UserName>`, `fabrikam.net\‹johndelta› is known`, `AzureAD\‹johnepsilon› is joined`,
	`WKSOMEGA\‹johnzeta› is local`, `{"acct":"FABRIKAM\\‹johneta›"}`, `acct=FABRIKAM%5C‹johntheta›&x`, `path C:/Users/‹johniota›/AppData`, `\\FILESRVTAU\users$\‹johnkappa›\doc`,
	`FABRIKAM\‹gästalpha› is here`, `C:\\Users\\‹johnlambda›\\AppData`, `file:///C:/Users/‹johnmu›/x`, `C:\Users\‹100777›\x`, `C%3A%5CUsers%5C‹johnnu›%5CDesktop`,
	`UPN: ‹johnxi›@fabrikam.net`, `mail=‹johnpi›%40fabrikam.net`, `"userPrincipalName":"‹johnrho›@corp.fabrikam.net"`, `LastLoggedOnUser = "FABRIKAM\‹johnsigma›"`,
	`Owner: ‹johntau›`, `logged on user is ‹johnupsilon›`, `createdBy="‹Johanna Phifer›"`, `user ‹johnchi› has logged on`, `https://‹johnpsi›:‹hunter2hunter›@pcphi.corp.fabrikam.net/`,
	`\\FILESRVTAU\C$\Users\‹johnomega›\x`, `run as [FABRIKAM\‹svc-alpha›]`, `run as .\‹localbeta›`,
	// SIDs
	`S-1-12-1-‹1111222233-1222333444-1333444555-1444555666›`, `s-1-5-21-‹2111222233-2222333444-2333444555›-1001`, `HKU\S-1-5-21-‹2111222233-2222333444-2333444556›-1001_Classes`,
	`sid=0x010500000000000515000000‹a1b2c3d4e5f60718293a4b5cf4010000›`, `S-1-5-21-‹3111222233-3222333444-3333444555-500›;S-1-5-21-‹3111222233-3222333444-3333444555-501›`,
	// marks of the computer
	`MAC ‹00:15:5D:77:AA:01›`, `mac=‹00-15-5D-77-AA-02›,‹00-15-5D-77-AA-03›`, `MACAddress="‹00155D77AA04›"`, `Serial Number: ‹5CG7771ABC›`, `<SerialNumber>‹MXL777XYZ9›</SerialNumber>`,
	`ServiceTag=‹7HJ77K2›`, `<HardwareID>2:‹7E38AB0177CCD1F4A9E2B3C4D5E6F70811223344›</HardwareID>`, `SMBIOS GUID: ‹4C4C4544-0042-3510-8057-B7C04F777731›`,
	`SMBIOS = ‹444C4C4C4200351080570077C04F7777›`, `mem ‹44454C4C420010358057b7c04f777731›`, `Thumbprint: ‹A9 09 50 2D D8 2A E4 14 33 E6 F8 38 86 B0 0D 42 77 77 32 A2›`,
	`certificate hash = ‹a909502dd82ae41433e6f83886b00d4277773299›`,
	// secrets
	`GET /x?token=‹s3cr3tt0k3n77›&y=1`, `?sv=2022&sig=‹AbCdEf77%2FGhIjKl%3D›&se=1`, `Authorization: Bearer ‹abc77def77ghi77jkl›`, `password=‹Pa77w0rd!›`, `pwd: '‹Zz77yy›'`, `<Password>‹q77w›</Password>`, `[password=‹7737›]`,
	`{"access_token":"‹eyJ77hbGciOi.eyJ77zdWIiOi.SflKxw77›"}`, `AccountKey=‹77abcdEFGH77/ijkl==›`, `client_secret=‹Qw8Q~77secret›`, `recovery ‹777777-111111-222222-333333-444444-555555-666666-777777›`,
	`ProductKey ‹W777N-WFGWX-YVC9B-4J6C9-T83G7›`, `x-functions-key: ‹77fkey77fkey77›`,
	// ids
	`TenantId: ‹77770001-aaaa-4bbb-8ccc-dddddddddddd›`, `AADDeviceID="‹77770002-aaaa-4bbb-8ccc-dddddddddddd›"`, `client id GUID:‹77770003-AAAA-4BBB-8CCC-DDDDDDDDDDDD›`,
	`https://login.microsoftonline.com/‹77770004-aaaa-4bbb-8ccc-dddddddddddd›/oauth2`, `{"deviceId":"‹77770005-aaaa-4bbb-8ccc-dddddddddddd›"}`,
	// across a line break
	"the name of corp.‹fabri\nkam›.net and ‹sccm\r\ngamma›.corp.fabrikam.net", "a new one, http://‹srvbro\nken77›.corp.fabrikam.net/x",
	// in other encodings than where they were learnt
	"UTF-16 ‹j\x00o\x00h\x00n\x00a\x00l\x00p\x00h\x00a›\x00", `percent FABRIKAM%5C‹g%C3%A4stalpha›`, `JSON ‹g\u00e4stalpha›`, `XML ‹g&#228;stalpha› and ‹GÄSTALPHA›`,
	"wide ‹P\x00C\x000\x001\x004\x007›\x00",
	// sites
	`SiteCode="‹QX7›"`, `assigned to site ‹QX8›`, `\\WKSOMEGA\SMS_‹QX9›\x`, `"SiteCode":"‹QY1›"`,
}

// records returns messages as records of a log, without ‹ and ›, and the texts between those.
func records(messages []string) (log string, names []string) {
	var b strings.Builder
	for i, m := range messages {
		for rest := m; ; {
			_, after, found := strings.Cut(rest, "‹")
			name, more, _ := strings.Cut(after, "›")
			if !found {
				break
			}
			names, rest = append(names, name), more
		}
		fmt.Fprintf(&b, "<![LOG[%s]LOG]!><time=\"21:%02d:%02d.000+300\" date=\"03-17-2026\" component=\"CAS\" context=\"\" type=\"1\" thread=\"4896\" file=\"cas.cpp:77\">\r\n",
			strings.NewReplacer("‹", "", "›", "").Replace(m), i/60, i%60)
	}
	return b.String(), names
}

// redactedCopy returns the members of the redacted copy of files, and the redactor.
func redactedCopy(t *testing.T, files map[string]string) (map[string]string, *Redactor) {
	t.Helper()
	source := fstest.MapFS{}
	for name, text := range files {
		source[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var out bytes.Buffer
	r := New()
	if err := r.Capture(t.Context(), func() (*tail.Source, error) { return tail.OpenFS("made up", source, tail.Options{}), nil }, &out); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	members := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(in)
		if members[f.Name] != "" {
			t.Errorf("%s is there twice", f.Name)
		}
		members[f.Name] = string(text)
		if y, m, d := f.Modified.UTC().Date(); y != 1980 || m != 1 || d != 1 {
			t.Errorf("%s is of %s", f.Name, f.Modified)
		}
	}
	return members, r
}

func TestCanaries(t *testing.T) {
	log, names := records(canaries)
	copied, r := redactedCopy(t, map[string]string{"CAS.log": log})
	got := copied["CAS.log"]
	low := strings.ToLower(got)
	for _, name := range names {
		if strings.Contains(low, strings.ToLower(name)) {
			t.Errorf("%q is still there", name)
		}
	}
	for _, rest := range []string{"fabrikam", "FABRIKAM", "kam.net", "contoso"} {
		if strings.Contains(got, rest) {
			t.Errorf("%q is still there", rest)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
	for _, what := range []string{"\n", "\r", "<![LOG[", "]LOG]!>", `component="CAS"`, `thread="4896"`} {
		if strings.Count(got, what) != strings.Count(log, what) {
			t.Errorf("%q is there %d times, not %d", what, strings.Count(got, what), strings.Count(log, what))
		}
	}
	if left := r.Left(); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
	again, _ := redactedCopy(t, map[string]string{"CAS.log": log})
	if again["CAS.log"] != got {
		t.Error("two copies differ")
	}
}

// TestWhatIsNoNameStays is about messages of the client that have the words around names, but none.
func TestWhatIsNoNameStays(t *testing.T) {
	messages := []string{
		`User: not logged on`, `The server: unavailable`, `password=<suppressed>`, `Property OSDComputerName is now = `, `Search ClientId = Update;ScanForUpdates`,
		`<State SerialNumber="232"/>`, `Version 10.0.22621.1 of agent, version="6.1.1.0", Package~~6.1.1.0`, `at 10:00:00, CDTSJob::HandleErrors, Add::Interface`,
		`S-1-5-18 and S-1-5-32-544`, `Host=127.0.0.1 and ::1, mask 255.255.255.0`, `Token = 0x1f`, `state changed from Active to Inactive`,
		`User logged off, user is interactive`, `System.Runtime.InteropServices.COMException in Microsoft.Update.Net`, `proxy: none, MP: unknown`, `Microsoft\Windows\x`,
		`<NetBIOSName></NetBIOSName><Priority>5</Priority>`, `CBS package identity: Package_for_KB5081427~31bf3856ad364e35`, `cscript //nologo x.vbs`,
		`User = NT AUTHORITY\SYSTEM`, `pass="windowsPE"`, `"\\\\.\\PHYSICALDRIVE0"`, `server 5C0E2A6B-6C3F-4A8E-9B0D-2F1E7C4A9D35`,
		`setup.exe /UserName= /x`, `the user's profile, 'owner' (default)`, `Deployment {77770003-AAAA-4BBB-8CCC-DDDDDDDDDDDD} has no hash`,
	}
	log, _ := records(messages)
	checkStays(t, log)
}

// checkStays checks that nothing of a log is replaced.
func checkStays(t *testing.T, log string) {
	t.Helper()
	copied, r := redactedCopy(t, map[string]string{"CAS.log": log})
	got, want := strings.Split(copied["CAS.log"], "\n"), strings.Split(log, "\n")
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Errorf("have %s\nwant %s", got[i], want[i])
		}
	}
	if len(r.Names()) > 0 {
		t.Errorf("%+v", r.Names())
	}
}

func TestFilesStayApart(t *testing.T) {
	one := func(host string) string {
		log, _ := records(slices.Repeat([]string{"first\r\nServer=" + host + "\r\nthird"}, 3000))
		return log
	}
	copied, r := redactedCopy(t, map[string]string{
		"PCALPHA/Logs/CAS.log": one("srv001"), "PCBETA/Logs/CAS.log": one("srv002"), "PCBETA/Logs/10.77.9.9.log": one("10.77.9.9"),
		"Twin.log": one("srv003"), "twin.log": one("srv004"), "SCNotify_FABRIKAM@jdoe_1.log": one("srv005"),
	})
	var names []string
	for name, text := range copied {
		names = append(names, name)
		if lines := strings.Split(text, "\r\n"); len(lines) != 9001 || strings.Count(text, lines[1]+"\r\nthird]LOG]!>") != 3000 {
			t.Errorf("%s has other records", name)
		}
	}
	slices.Sort(names)
	want := []string{"192.0.2.1.log", "SCNotify_DOMAIN1@user1_1.log", "folder1/Logs/CAS.log", "folder2/Logs/CAS.log", "same-name-2/word3.log", "word3.log"}
	if !slices.Equal(names, want) {
		t.Errorf("have %q\nwant %q", names, want)
	}
	if len(r.Left()) > 0 {
		t.Error(r.Left())
	}
}

func TestNamesOfOneLogAreReplacedInAll(t *testing.T) {
	first, _ := records([]string{"PCOMEGA17 says hello"})
	last, _ := records([]string{`ComputerName="PCOMEGA17"`})
	copied, _ := redactedCopy(t, map[string]string{"A.log": first, "B.log": last})
	if strings.Contains(copied["A.log"], "OMEGA") {
		t.Error(copied["A.log"])
	}
}

// TestWhatIsLeftIsFound spoils a copy and has it searched.
func TestWhatIsLeftIsFound(t *testing.T) {
	for in, want := range map[string]string{
		"plain xjohnalphax": "once", "JOHNALPHA johnalpha": "2 times", "jo\r\nhnalpha": "once", "j\x00o\x00h\x00n\x00a\x00l\x00p\x00h\x00a\x00": "once", "nothing": "",
		strings.Repeat("x ", checkBlock/2-3) + "johnalpha": "once", strings.Repeat(" ", checkBlock+checkOverlap/2-3) + "johnalpha": "once",
	} {
		r := New()
		r.Learn([]byte("UserName=johnalpha"))
		r.assignStandIns()
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, _ := z.Create("A.log")
		io.WriteString(w, in)
		z.Close()
		if err := r.check(bytes.NewReader(b.Bytes()), int64(b.Len())); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(r.Left(), "; "); want == "" && got != "" || want != "" && got != "A.log: the user johnalpha, "+want {
			t.Errorf("%.30q: %q", in, got)
		}
	}
}
