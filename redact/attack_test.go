package redact

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// attacked holds messages of somebody who looked for what is left.
var attacked = []string{
	// a secret ends where its form says
	`User ID=sa_inventory;Password=‹Tr0ubadour&9›;Encrypt=yes`, `Pwd=‹Vole&Toad&17›;x=y`, `password: ‹a&b&c9› now`, `GET /x?user=a&password=‹Vole9toad›&y=1`,
	`<Password>‹&amp;9vole!toad&lt;&gt;17›</Password>`, `<Password>‹Kite&lt;44817&gt;›</Password>`, `<Secret a="b">‹Kite, (44817)›</Secret>`,
	`Pwd=""‹hammer;service update›""`, `password=""‹hammer; brick wall›"" x`,
	`net use \\depot14\x$ ‹&9vole!toad<>17› /user:AUBACH\svc`, `net use Z: \\depot14\x$ ‹Ziegen#9› /user:AUBACH\svc`, `net use Z: \\depot14\x$ "‹two windows›" /persistent:no`,
	// the label of a property is in its attribute
	`<Property Name="SerialNumber"><Value>‹20481735›</Value></Property>`, `<Property Name="IdentifyingNumber" Type="19"><Value><![CDATA[‹20481735›]]></Value></Property>`,
	`<Property Name="UserName"><Value>‹Policy›</Value></Property>`, `<Property Name="AssetTag"><Value>‹482917›</Value></Property>`, `<Property Name="UserName" Type="8"><Value><![CDATA[‹20481735›]]></Value></Property>`,
	`<Property Name="NetBiosName" Type="8"><Value>‹Server›</Value></Property>`, `<PROPERTY NAME="Name" TYPE="string"/><PROPERTY NAME="SerialNumber" TYPE="string"><VALUE>‹20481735›</VALUE></PROPERTY>`,
	"<Property Name=\"SerialNumber\">\r\n  <Value>‹20481735›</Value>\r\n</Property>", "\"name\": \"UserName\",\r\n  \"value\": \"‹Policy›\"", "<PROPERTY NAME=\"AssetTag\">\n<VALUE>‹482917›</VALUE>",
	// words that name nobody elsewhere
	`\\‹Service›\c$\temp`, `on ‹service›.milltown.example:8530 x`, `COMPUTERNAME=‹SERVER›`, `COMPUTERNAME=‹CLIENT›`, `NetBIOS name: ‹SERVER›`, `<NetBiosName>‹SERVER›</NetBiosName>`,
	`MachineName: ‹System›`, `https://‹client›.milltown.example/x`, `‹system›@milltown.example`, `\\‹Public›\share\x`, `to ‹server›.milltown.example now`,
	// hosts of databases
	`Data Source=‹sqlorchid›;Initial Catalog=CM`, `Server=tcp:‹sqlorchid›,1433;Database=x`, `Data Source=tcp:‹Policy›,1433`, `Server=tcp:‹Policy›,1433;`,
}

func TestWhatAnAttackFoundIsReplaced(t *testing.T) {
	for _, m := range attacked {
		if left := leftOf(t, m); len(left) > 0 {
			t.Errorf("%q are still there of %s", left, m)
		}
	}
}

// TestWhatIsAroundANameStays: what is replaced ends with the name.
func TestWhatIsAroundANameStays(t *testing.T) {
	for message, want := range map[string]string{
		`Boundary group 'Harbour Office floor 3' matched for 10.9.8.0/24`:                                               `Boundary group 'Subject1' matched for 192.0.2.1/24`,
		`"givenName":"Marguerite","x":1`:                                                                                `"givenName":"user1","x":1`,
		`{"first_name":"Marguerite"}`:                                                                                   `{"first_name":"user1"}`,
		`Password=Tr0ubadour&9;Encrypt=yes`:                                                                             `Password=SECRET001;Encrypt=yes`,
		`GET /x?password=Tr0ubadour9&path=update`:                                                                       `GET /x?password=SECRET001&path=update`,
		`<Password>&amp;9vole!toad&lt;&gt;17</Password><Path>update</Path>`:                                             `<Password>SECRET001</Password><Path>update</Path>`,
		`Pwd=""hammer;service update"" /q`:                                                                              `Pwd=""SECRET002"" /q`,
		`net use Z: \\depot14\x$ /user:AUBACH\svc /persistent:no`:                                                       `net use Z: \\HOST01\x$ /user:DOMAIN1\user1 /persistent:no`,
		`Data Source=sqlorchid;Initial Catalog=x`:                                                                       `Data Source=HOST01;Initial Catalog=x`,
		`Server=tcp:sqlorchid,1433`:                                                                                     `Server=tcp:HOST01,1433`,
		`C:\Users\Public\x, C:\Users\Default\x, C:\Users\All Users\x`:                                                   `C:\Users\Public\x, C:\Users\Default\x, C:\Users\All Users\x`,
		`{"user":{"givenName":"Marguerite","id":5},"x":{"first_name":"Ann"}}`:                                           `{"user":{"givenName":"user1","id":5},"x":{"first_name":"user2"}}`,
		`{\"users\":[{\"userName\":\"update\"}],"server":{"hostName":"update"}}`:                                        `{\"users\":[{\"userName\":\"user1\"}],"server":{"hostName":"HOST01"}}`,
		`Password=;Encrypt=yes Password=&quot;&quot; x=&quot;1&quot; ?password=&x=update`:                               `Password=;Encrypt=yes Password=&quot;&quot; x=&quot;1&quot; ?password=&x=update`,
		`Pwd="" User="" x="update", {"password":"","user":""}`:                                                          `Pwd="" User="" x="update", {"password":"","user":""}`,
		`connect(password=abc77, user=x);`:                                                                              `connect(password=SECRET001, user=x);`,
		`Password=&amp;9vole&lt;44&gt;;Encrypt=yes`:                                                                     `Password=SECRET001;Encrypt=yes`,
		`<PublicKeyToken>31bf3856ad364e35</PublicKeyToken><RequirePassword>true</RequirePassword>`:                      `<PublicKeyToken>31bf3856ad364e35</PublicKeyToken><RequirePassword>true</RequirePassword>`,
		`<Password>&lt;abc&gt;44817</Password>`:                                                                         `<Password>SECRET002</Password>`,
		`<Password><![CDATA[x<y44817]]></Password>`:                                                                     `<Password><![CDATA[SECRET001]]></Password>`,
		`net use failed, net use \\localhost\share failed`:                                                              `net use failed, net use \\localhost\share failed`,
		`{"Name":"SerialNumber","Value":"20481735"}`:                                                                    `{"Name":"SerialNumber","Value":"SERIAL001"}`,
		`<Property Name="UserName"><Value></Value></Property><Property Name="Caption"><Value>update</Value></Property>`: `<Property Name="UserName"><Value></Value></Property><Property Name="Caption"><Value>update</Value></Property>`,
		`boundary group "O'Brien's floor 3" matched, registered owner 'Mark Long' Update failed`:                        `boundary group "Subject1" matched, registered owner 'user2' Update failed`,
		`profile 'C:\Users\jdoe' is below \\localhost\x`:                                                                `profile 'C:\Users\user1' is below \\localhost\x`,
		`"\\\\DC07\\\\Update\\\\Client"`:                                                                                `"\\\\HOST01\\\\Update\\\\Client"`,
		`Data Source=C:\x.sdf, Data Source=(local), Server=tcp:localhost,1433`:                                          `Data Source=C:\x.sdf, Data Source=(local), Server=tcp:localhost,1433`,
		`connecting to server, the server: unavailable, computer system, user SYSTEM`:                                   `connecting to server, the server: unavailable, computer system, user SYSTEM`,
	} {
		r := New()
		r.Learn([]byte(message))
		if got := string(r.Apply([]byte(message))); got != want {
			t.Errorf("have %s\nwant %s", got, want)
		}
	}
	for word := range strings.FieldsSeq(`MSSQLSvc LOGONSERVER Bearer PTR git x.ps1 Modem tcp tcp:`) {
		if got := string(New().Apply([]byte(word))); got != word {
			t.Errorf("%s is %s", word, got)
		}
	}
}

// TestASiteMayBeCalledLikeAScript: PS1 is the code of many sites.
func TestASiteMayBeCalledLikeAScript(t *testing.T) {
	got := redacted(t, false, `assigned to site PS1, package PS100012, SMS_PS1 and install.ps1`)
	if want := `assigned to site X01, package X0100012, SMS_X01 and install.ps1`; got != want {
		t.Errorf("have %s, want %s", got, want)
	}
}

// TestASecretLeavesTheMarksOfRecords has secrets of the characters that begin and end a record.
func TestASecretLeavesTheMarksOfRecords(t *testing.T) {
	parts := []string{"<", ">", "!", "]", "[", "$", "&", "&lt;", "&amp;", "LOG", ",", ")", "x9", "\\", "/", "-"}
	forms := []string{"Password=%;Encrypt=yes", "password=%", "<Password>%</Password>", `net use \\depot14\x$ %`, `<Password><![CDATA[%`, `Pwd=""%""`}
	rnd := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test
	for range 300 {
		var messages []string
		for range 12 {
			var secret strings.Builder
			for range 1 + rnd.IntN(6) {
				secret.WriteString(parts[rnd.IntN(len(parts))])
			}
			if s := secret.String(); !strings.Contains(s, "]LOG") && !strings.Contains(s, "<![") {
				messages = append(messages, strings.ReplaceAll(forms[rnd.IntN(len(forms))], "%", s))
			}
		}
		log, _ := records(messages)
		r := New()
		r.Learn([]byte(log))
		got := string(r.Apply([]byte(log)))
		for _, what := range []string{"\r\n", "<![LOG[", "]LOG]!>", `<time="`, `component="CAS"`, `file="cas.cpp:77">`} {
			if strings.Count(got, what) != strings.Count(log, what) {
				t.Fatalf("%q is there %d times, not %d:\n%s\n%s", what, strings.Count(got, what), strings.Count(log, what), log, got)
			}
		}
	}
}

// TestNoNameIsPartOfAMark has names of what records begin and end with, whoever has learnt them.
func TestNoNameIsPartOfAMark(t *testing.T) {
	const log = "password=x9  $$<CAS><03-17-2026><thread=1>\r\n<![LOG[password=x9]LOG]!><time=\"1\">\r\n<![LOG[password=]LOG]!><time=\"1\">\r\n"
	for _, name := range []string{
		"x9]", "x9]LOG", "]LOG]!>", "!><t", "><time", "<![", "x9\r\n<!", "x9  $$<CAS", "x9  $$", "[x9", "LOG[password", "x9]LOG]!><time", ">\r\n<", "thread=1>\r\n<",
	} {
		r := New()
		r.add(Secret, name)
		r.addThere(Secret, name, place{before: "password="})
		if got := string(r.Apply([]byte(log))); !strings.Contains(got, "$$<CAS><") || strings.Count(got, "<![LOG[") != 2 || strings.Count(got, "]LOG]!><time=") != 2 {
			t.Errorf("%q: %q", name, got)
		}
	}
}

// TestAWordWithManyPlacesStaysElsewhere: "server" is a word of the client.
func TestAWordWithManyPlacesStaysElsewhere(t *testing.T) {
	var b strings.Builder
	for i := range 2 * maxPlaces {
		fmt.Fprintf(&b, "http://server.dom%d.example/x, system@dom%d.example\r\n", i, i)
	}
	b.WriteString("the server and the system")
	if got := redacted(t, false, b.String()); !strings.HasSuffix(got, "\nthe server and the system") {
		t.Error(got[len(got)-100:])
	}
}
