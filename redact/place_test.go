package redact

import (
	"fmt"
	"strings"
	"testing"
)

// placed holds messages with names that are harmless words or numbers, and values of other forms than
// those of canaries. Each is redacted by itself, so that no other line tells its names.
var placed = []string{
	// numbers where a name is
	`profile C:\Users\‹10482917›\AppData, account AUBACH\‹10482917›`, `run as AUBACH\‹48291›`, `UPN of primary user: ‹20482918›@aubach.example`,
	`UserName=‹10482917›`, `<User>‹10482917›</User>`, `User: ‹10482917›`, `Copying \\‹48291773›\c$\temp, ping ‹48291773›.aubach.example`,
	`DN: CN=‹0048291›,OU=‹4711›,DC=aubach,DC=com`, `subject 'SERIALNUMBER=‹8820417›, G=‹Grace›, SN=‹Long›, C=DE'`,
	`SerialNumber=‹4829177355›; Win32_BIOS.SerialNumber='‹4829177356›'; S/N: ‹4829177357›; Serial No. ‹4829177358›; serial number is ‹48291›`,
	`Asset tag ‹00482917›, inventory number ‹00482918›, EmployeeID ‹482917›`, `manage-bde -TPMAndPIN ‹48291773›`,
	// words where a name is
	`AUBACH\‹Will› and AUBACH\‹assignment›`, `STRONG\‹update› is of STRONG\‹policy›, account ‹STRONG›\update`, `C:\Users\‹Client›\x and C:/Users/‹Service›/y`,
	`copy from \\‹Window›\share$\x`, `Computer name: ‹Policy›`, `Primary user is ‹job›@aubach.example`, `\\‹SITE-SERVER›\SMSPKGD$\x`,
	`{"givenName":"‹Grace›","surname":"‹Long›","officeLocation":"‹Site 3›"}`, `PrimaryOwnerName = "‹Mark Long›"`,
	`user ‹Mark› ‹Zorawski›`, `dismissed by ‹Zorawski›, ‹Mark› (x)`, `Device owner is ‹Grace› ‹Zorawski›`, `Termination ‹Mark› ‹Zorawski›.docx`,
	`OU path: aubach.example/‹Clients/Human Resources/Long› and more`, `principal ‹update›@STRONG, logon as ‹STRONG›/‹update›`, `member of group ‹STRONG›\Domain Admins`,
	`SMSSITECODE=‹abc›`, `SMSSITECODE=‹top› x`, `SMSSITECODE=‹NEW›`, `on site ‹TOP›`,
	// secrets as a whole
	`app.exe PASSWORD="‹Summer Window 2024›" /quiet`, `pwd="‹Summer 2024›"`, `Password='‹Blue;River 99›';`, `{\"password\":\"‹Server Room 4›\"}`,
	`ConvertTo-SecureString '‹Server Room!4›' -AsPlainText`, `/ud:AUBACH\‹svc-join› /pd:‹Ziegenpeter#9›`, `x -p ‹Ziegen#9› y`, `Password="‹Server›"`,
	// elements with attributes
	`<ClientID IDType="0" IDFlag="1">‹77770003-AAAA-4BBB-8CCC-DDDDDDDDDDDD›</ClientID>`, `<TenantId src="x">‹77770004-AAAA-4BBB-8CCC-DDDDDDDDDDDD›</TenantId>`,
	`<Password enc="0">‹Summer›</Password>`, `&lt;User t=&quot;1&quot;&gt;‹Policy›&lt;/User&gt;`, `<MachineName xsi:type="s" x='1'>‹Policy›</MachineName>`,
	// the same in other forms
	`Primary adapter MAC ‹a4bb.6d1e.90fc› used`, `Gateway address ‹0xC0A81129› (‹3232239913›)`, `padded ‹010.077.031.010›, net ‹10.77.31.x›`,
	`gateway ‹0300.0250.021.051›`, `objectSid=‹\01\05\00\00\00\00\00\05\15\00\00\00\a1\b2\c3\d4\e5\f6\07\18\29\3a\4b\5c\61\2e\00\00›`,
	`tel. ‹0171/4482913›`, `Tel: ‹07531 884-2217›`, `"telephoneNumber":"‹0171 4482913›"`, `Latitude = ‹47.78213›, Longitude = ‹9.61173›`,
	`OSDJoinAccount=‹AUBACH›\‹svc.join›`, `<Owner>‹AUBACH›&#92;‹gletscherberg›</Owner>`, `logged on user is CN=‹Oberhuber\, Ludmilla›,OU=‹Einkauf›`,
	`SSID '‹Long Guest›' seen`,
	`cmdkey /user:AUBACH\‹10482917› /pass:‹Window› and /rp ‹Window#1›`, `OTP ‹448291›, call ‹07531/884-2217›`, `{"password":"‹Summer Window›","user":"‹Policy›"}`,
	`‹Mark.Long›@aubach.example is ‹Mark.Long›`, `<Server>‹Policy›</Server>`,
}

func TestNamesAreReplacedWhereTheyStand(t *testing.T) {
	for _, m := range placed {
		if left := leftOf(t, m); len(left) > 0 {
			t.Errorf("%q are still there of %s", left, m)
		}
	}
}

// TestNoLineMakesALeak redacts all of these messages together: what one tells of a name must not
// keep another from being replaced.
func TestNoLineMakesALeak(t *testing.T) {
	messages := append([]string{`<Owner>AUBACH</Owner>`, `Server=AUBACH`, `user AUBACH has logged on`, `Domain: STRONG`, `SSID=AUBACH`}, placed...)
	log, _ := records(messages)
	copied, _ := redactedCopy(t, map[string]string{"CAS.log": log})
	lines := strings.Split(strings.ToLower(copied["CAS.log"]), "\r\n")
	for i, m := range messages {
		_, names := records([]string{m})
		for _, name := range names {
			// a word that another part of the message has too is not looked for
			if rest := strings.NewReplacer("‹"+name+"›", "").Replace(m); strings.Contains(strings.ToLower(rest), strings.ToLower(name)) {
				continue
			}
			if strings.Contains(lines[i], strings.ToLower(name)) {
				t.Errorf("%q is still there: %s", name, lines[i])
			}
		}
	}
}

// TestAWordIsReplacedOnlyWhereItIsAName: the others are words of the client.
func TestAWordIsReplacedOnlyWhereItIsAName(t *testing.T) {
	got := redacted(t, false, strings.Join([]string{
		`user AUBACH\assignment, C:\Users\assignment\x, logged on user: Progress, \\Security\share, FSP=primary.lan, OU=Clients,DC=strong,DC=com`,
		`assignment Progress Security primary Clients strong update 10482 of 4711`, `User: 10482, CN=4711`,
	}, "\r\n"))
	if !strings.Contains(got, "\r\nassignment Progress Security primary Clients strong update 10482 of 4711\r\n") {
		t.Error(got)
	}
	for _, part := range []string{`\user2, C:\Users\user2\x, logged on user: user1, \\HOST`, `\share, FSP=HOST`, `.lan, OU=Subject1,DC=DOMAIN`, "User: user3, CN=Subject2"} {
		if !strings.Contains(got, part) {
			t.Errorf("%s is not in %s", part, got)
		}
	}
}

// TestWhatIsPublicStays is about times, keys, elements, files and services that are no names.
func TestWhatIsPublicStays(t *testing.T) {
	messages := []string{
		`MessageTime="20260317234347.100000+000" LastEvalTime=20260317234347.000000-300 and 20260317234347`,
		`logged on user is CN=Users,OU=Domain Controllers`, `RegQueryValue LastUser (REG_BINARY) = 41`, `Search ClientId = x (cV: 1), User (cV = 1)`,
		`&lt;TopicUser&gt;&lt;Mail&gt;SYSTEM&lt;/Mail&gt;&lt;/TopicUser&gt; Mail service`, `<Owner><TopicUser></TopicUser></Owner>`,
		`ROOT\ROOT_DEVICE_ROUTER, ACPI\VIRTUAL_POWER_PDO, USB4\ROOT_DEVICE_ROUTER on USB4`, `CCMHTTPPORT="80" SMSSITECODE=AUTO`,
		`https://login.microsoftonline.com/common, onmicrosoft.com, setuphost.exe wcp.dll cbscore.dll WindowsUpdateAgent30-x64.exe`,
		`ZTIGather.wsf and LiteTouch.wsf SEV= LEV= COMP="SMS" ISTR0= SupersessionState AssignedCIs Software Center SSID UPN surname`,
		`windows10.0-kb5031356-x64_8a3f0c2b1e7a444d2c9a5b19f3f3a1c0d7aabbcc.cab`, `Microsoft-Windows-RDP-WinIP-Package-TopLevel at Thu Jan 23`,
		`WSUS server='http://www.microsoft.com', Server="https://www.w3.org"`,
		`01-13-201617:56:35.510 read 0x7fed806eb5d, PNP0C08, a 32-bit program`,
	}
	log, _ := records(messages)
	log = strings.ReplaceAll(log, `file="cas.cpp:77"`, `file="cdeploymentagent.cpp:77"`)
	checkStays(t, log)
}

// TestADigestThatIsNotPublicGoes: only Microsoft's files have one that tells nobody apart.
func TestADigestThatIsNotPublicGoes(t *testing.T) {
	const digest = "8a3f0c2b1e7a444d2c9a5b19f3f3a1c0d7aabbcc"
	for _, text := range []string{digest, "app_" + digest + ".msi", "kb5031356 " + digest, "windows10.0-kb5031356-x64_" + digest + ".key", "thumbprint_" + digest + ".cab"} {
		if got := redacted(t, false, text); strings.Contains(got, digest) {
			t.Error(got)
		}
	}
}

// TestWordsInUTF16 is about a file that is UTF-16 without a mark, so that its text is bytes.
func TestWordsInUTF16(t *testing.T) {
	wide := func(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }
	got := redacted(t, false, wide(`date="03-17-2026" component of zorawski`))
	if !strings.Contains(got, wide("date=")) || !strings.Contains(got, wide("component")) || strings.Contains(got, "z\x00o\x00r") {
		t.Errorf("%q", got)
	}
}

// TestStandInsOfPlaces: a name has one stand-in at all places, and is listed once.
func TestStandInsOfPlaces(t *testing.T) {
	r := New()
	text := []byte("UserName=Policy\r\nC:\\Users\\Policy\\x\r\nPolicy@aubach.example\r\nthe policy")
	r.Learn(text)
	if got := string(r.Apply(text)); got != "UserName=user1\r\nC:\\Users\\user1\\x\r\nuser1@domain1.example\r\nthe policy" {
		t.Error(got)
	}
	for _, n := range r.Names() {
		if n.Kind == User && (n.Text != "Policy" || n.Count != 3) {
			t.Errorf("%+v", n)
		}
	}
	if len(r.Names()) != 2 {
		t.Errorf("%+v", r.Names())
	}
}

// TestANameWithManyPlaces: its places are not searched one after the other.
func TestANameWithManyPlaces(t *testing.T) {
	var b strings.Builder
	for i := range 2 * maxPlaces {
		fmt.Fprintf(&b, "account DOM%d\\update\r\n", i)
	}
	r := New()
	r.Learn([]byte(b.String()))
	if got := string(r.Apply([]byte(b.String()))); strings.Contains(got, "update") {
		t.Errorf("%.100s", got)
	}
	if len(r.order) > 3*maxPlaces+1 {
		t.Errorf("%d names", len(r.order))
	}
}
