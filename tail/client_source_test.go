package tail

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// zipText returns a .zip with these members, compressed by a method.
func zipText(t *testing.T, method uint16, members map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range sortedKeys(members) {
		m, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(m, members[name])
	}
	w.Close()
	return b.String()
}

// fleetOf writes files below a folder and returns its path.
func fleetOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := tempDir(t)
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		os.MkdirAll(filepath.Dir(path), 0o755)
		writeText(t, path, text)
	}
	return dir
}

// describeClients reads clients and says what each has: NAME:LOG=TEXT,LOG=TEXT, or NAME!ERROR.
func describeClients(t *testing.T, all []ClientSource) string {
	t.Helper()
	var said []string
	for _, c := range all {
		s, err := c.Open(Options{})
		if err != nil {
			said = append(said, c.Name+"!"+err.Error())
			continue
		}
		if s.Name() != c.Name {
			t.Errorf("the source of %s is called %s", c.Name, s.Name())
		}
		logs := runToEnd(t, s)
		var texts []string
		for _, log := range sortedKeys(logs.logs) {
			texts = append(texts, log+"="+logs.text(log))
		}
		said = append(said, c.Name+":"+strings.Join(texts, ","))
	}
	return strings.Join(said, " ")
}

func TestASourceIsAClient(t *testing.T) {
	inner := func(method uint16, text string) string {
		return zipText(t, method, map[string]string{"Logs/A.log": text})
	}
	files := map[string]string{
		"flat/PC1/A.log": "1", "flat/PC2/A.log": "2", "flat/readme.txt": "none of the logs", "flat/empty/x.exe": "",
		"deep/PC1/Logs/A.log": "1", "deep/PC2/CCM/Logs/A.log": "2", "deep/PC3/Windows/CCM/Logs/A.log": "3", "deep/PC4/windows/ccm/logs/A.log": "4",
		"one/Windows/CCM/Logs/A.log": "1", "one/Windows/Panther/setupact.log": "setup",
		"both/Logs/A.log": "own", "both/PC1/Logs/A.log": "1", "both/extra/B.log": "no client",
		"zips/PC1.zip": inner(zip.Deflate, "1"), "zips/PC2.ZIP": inner(zip.Deflate, "2"), "zips/none.zip": zipText(t, zip.Deflate, map[string]string{"x.exe": ""}),
		"three.zip":  zipText(t, zip.Deflate, map[string]string{"PC1/Logs/A.log": "1", "PC2/A.log": "2", "PC2/Windows/Panther/setupact.log": "setup", "PC3/Windows/CCM/Logs/A.log": "3", "notes.txt": "no log"}),
		"nested.zip": zipText(t, zip.Deflate, map[string]string{"PC1.zip": inner(zip.Deflate, "1"), "x/PC2.zip": inner(zip.Store, "2"), "PC3/Logs/A.log": "3", "no.zip": zipText(t, zip.Store, map[string]string{"x.exe": ""})}),
		"stored.zip": zipText(t, zip.Store, map[string]string{"PC1.zip": inner(zip.Deflate, "1"), "PC2.zip": inner(zip.Store, "2")}),
		"single.zip": zipText(t, zip.Deflate, map[string]string{"Windows/CCM/Logs/A.log": "1", "Windows/ccmsetup/Logs/B.log": "b", "texts/C.txt": "text"}),
		"setup.zip":  zipText(t, zip.Deflate, map[string]string{"PC1/A.log": "1", "PC2/Panther/setupact.log": "setup", "PC3/B.log": "3"}),
	}
	dir := fleetOf(t, files)
	for _, c := range []struct{ spec, want string }{
		{"flat", "PC1:A.log=1 PC2:A.log=2"},
		{"flat/PC1", "PC1:A.log=1"},
		{"deep", "PC1:A.log=1 PC2:A.log=2 PC3:A.log=3 PC4:A.log=4"},
		{"deep/PC*", "PC1:A.log=1 PC2:A.log=2 PC3:A.log=3 PC4:A.log=4"},
		{"deep/PC3", "PC3:A.log=3"},
		{"deep/*/Logs", "PC1:A.log=1"},
		{"one", "one:A.log=1"},
		{"both", "both:A.log=own PC1:A.log=1"},
		{"zips", "PC1:A.log=1 PC2:A.log=2"},
		{"zips/PC*", "PC1:A.log=1 PC2:A.log=2"},
		{"three.zip", "PC1:A.log=1 PC2:A.log=2,setupact.log=setup PC3:A.log=3"},
		{"three.zip/PC2", "PC2:A.log=2,setupact.log=setup"},
		{"nested.zip", "PC3:A.log=3 PC1:A.log=1 PC2:A.log=2"},
		{"nested.zip/x", "PC2:A.log=2"},
		{"stored.zip", "PC1:A.log=1 PC2:A.log=2"},
		{"single.zip", "single:A.log=1,B.log=b,C.txt=text"},
		{"setup.zip", "PC1:A.log=1 PC2:setupact.log=setup PC3:B.log=3"},
		{"flat/PC1/*.log", "A.log:A.log=1"},
		{"flat/*/A.log", "PC1:A.log=1 PC2:A.log=2"},
		{"flat/PC1/A.log", "A.log:A.log=1"},
	} {
		if got := describeClients(t, FindClients([]string{filepath.Join(dir, filepath.FromSlash(c.spec))}, Options{})); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.spec, got, c.want)
		}
	}
}

func TestAPatternOfLogsOfAFolderIsOneClient(t *testing.T) {
	dir := fleetOf(t, map[string]string{"PC1/Logs/A.log": "a", "PC1/Logs/B.log": "b", "PC2/Logs/A.log": "2", "PC2/Logs/B.log": "3", "PC2/Logs/x.zip": "no"})
	got := describeClients(t, FindClients([]string{filepath.Join(dir, "PC1", "Logs", "*.log")}, Options{}))
	if got != "PC1:A.log=a,B.log=b" {
		t.Error(got)
	}
	got = describeClients(t, FindClients([]string{filepath.Join(dir, "*", "Logs", "*.log")}, Options{}))
	if got != "PC1:A.log=a,B.log=b PC2:A.log=2,B.log=3" {
		t.Error(got)
	}
}

func TestEqualNamesAreToldApartByTheirPaths(t *testing.T) {
	dir := fleetOf(t, map[string]string{
		"a/PC1/Logs/A.log": "1", "b/pc1/Logs/A.log": "2", "b/PC2/Logs/A.log": "3", "b/PC2/CCM/Logs/A.log": "4",
	})
	at := func(p string) string { return filepath.Join(dir, filepath.FromSlash(p)) }
	all := FindClients([]string{at("a/PC1"), at("b/pc1/Logs"), at("b/PC2/Logs"), at("b/PC2/CCM/Logs"), at("a/PC1/Logs"), at("a/PC1/Logs/")}, Options{})
	if len(all) != 4 {
		t.Fatalf("%d clients: a path named three times is one", len(all))
	}
	if all[0].Name != "a/PC1" || all[1].Name != "b/pc1" {
		t.Errorf("names %q and %q", all[0].Name, all[1].Name)
	}
	for i, c := range all {
		for _, o := range all[:i] {
			if strings.EqualFold(c.Name, o.Name) {
				t.Errorf("two clients are called %q", c.Name)
			}
		}
	}
	if !strings.HasSuffix(all[2].Name, "PC2/Logs") || !strings.HasSuffix(all[3].Name, "PC2/CCM/Logs") {
		t.Errorf("names %q and %q", all[2].Name, all[3].Name)
	}
}

func TestTellingNames(t *testing.T) {
	for path, want := range map[string]string{
		`\\pc0147\c$\Windows\CCM\Logs`: "pc0147", `\\?\UNC\pc0147\admin$\CCM\Logs`: "pc0147", `\\pc0147\Logs`: "pc0147",
		`\\srv\captures\PC1\Logs`: "PC1", `\\srv\captures\PC1.zip`: "PC1", `\\pc0147\c$\captures\x`: "pc0147",
		"/captures/PC1/Windows/CCM/Logs": "PC1", "/captures/night.zip/PC1/Logs": "PC1", "/captures/night.zip/Logs": "night",
		"/Windows/CCM/Logs": "Logs",
	} {
		if got := tellingName(path); got != want && !(runtime.GOOS == "windows" && path[0] == '/') {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}

func TestWhatCannotBeReadIsAClientWithItsError(t *testing.T) {
	dir := fleetOf(t, map[string]string{"PC1/Logs/A.log": "1", "broken.zip": "PK\x03\x04 and no more"})
	specs := []string{filepath.Join(dir, "PC1"), filepath.Join(dir, "missing"), filepath.Join(dir, "broken.zip"), filepath.Join(dir, "no*"), `\\pc*`, `\\pc*\c$`}
	all := FindClients(specs, Options{})
	if len(all) != len(specs) {
		t.Fatalf("%d clients", len(all))
	}
	for i, want := range []string{"", "check the name", "not a valid zip", "no file matches", "listed by a pattern", "listed by a pattern"} {
		_, err := all[i].Open(Options{})
		if fmt.Sprint(err) == want || want == "" && err == nil {
			continue
		}
		if err == nil || want == "" || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v does not say %q", specs[i], err, want)
		}
	}
	if all[1].Name != "missing" || all[2].Name != "broken" {
		t.Errorf("names %q and %q", all[1].Name, all[2].Name)
	}
	if one := FindClients([]string{filepath.Join(dir, "missing")}, Options{}); len(one) != 1 {
		t.Errorf("%d clients", len(one))
	}
}

// TestAClientThatComesLater is found where its logs are by then.
func TestAClientThatComesLater(t *testing.T) {
	dir := fleetOf(t, map[string]string{"PC1/Logs/A.log": "1", "PC2/x.exe": ""})
	all := FindClients([]string{filepath.Join(dir, "PC1"), filepath.Join(dir, "PC2"), filepath.Join(dir, "PC3")}, Options{})
	if got := describeClients(t, all); !strings.Contains(got, "PC1:A.log=1 PC2!") || !strings.Contains(got, "PC3!") {
		t.Error(got)
	}
	for _, path := range []string{"PC2/CCM/Logs", "PC3/Logs"} {
		os.MkdirAll(filepath.Join(dir, filepath.FromSlash(path)), 0o755)
		writeText(t, filepath.Join(dir, filepath.FromSlash(path), "A.log"), path)
	}
	if got := describeClients(t, all); got != "PC1:A.log=1 PC2:A.log=PC2/CCM/Logs PC3:A.log=PC3/Logs" {
		t.Error(got)
	}
	os.MkdirAll(filepath.Join(dir, "PC2", "PC4", "Logs"), 0o755)
	writeText(t, filepath.Join(dir, "PC2", "PC4", "Logs", "A.log"), "4")
	if _, err := all[1].Open(Options{}); err == nil || !strings.Contains(err.Error(), "several clients now") {
		t.Errorf("error %v", err)
	}
}

func TestAFolderThatCannotBeListedIsAClient(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("everything can be read")
	}
	dir := fleetOf(t, map[string]string{"PC1/A.log": "1", "PC2/A.log": "2"})
	os.Chmod(filepath.Join(dir, "PC2"), 0)
	t.Cleanup(func() { os.Chmod(filepath.Join(dir, "PC2"), 0o755) })
	all := FindClients([]string{dir}, Options{})
	if len(all) != 2 || all[1].Name != "PC2" || all[1].Err == nil || stateOf(all[1].Err) != StateDenied {
		t.Errorf("%+v", all)
	}
}

// TestNestedZipsAreNotAllInMemory reads many archives of one archive at the same time.
func TestNestedZipsAreNotAllInMemory(t *testing.T) {
	members := map[string]string{}
	for i := range 20 {
		members[fmt.Sprintf("PC%02d.zip", i)] = zipText(t, zip.Deflate, map[string]string{"A.log": fmt.Sprint(i)})
	}
	dir := fleetOf(t, map[string]string{"all.zip": zipText(t, zip.Deflate, members)})
	all := FindClients([]string{filepath.Join(dir, "all.zip")}, Options{})
	if len(all) != 20 {
		t.Fatalf("%d clients", len(all))
	}
	done := make(chan string)
	for _, c := range all {
		go func() { done <- describeClients(t, []ClientSource{c}) }()
	}
	seen := map[string]bool{}
	for range all {
		seen[<-done] = true
	}
	for i := range 20 {
		if want := fmt.Sprintf("PC%02d:A.log=%d", i, i); !seen[want] {
			t.Errorf("%s is missing", want)
		}
	}
}

func TestArchivesInTheArchiveAreLimited(t *testing.T) {
	big := zipText(t, zip.Deflate, map[string]string{"A.log": "x"})
	dir := fleetOf(t, map[string]string{"all.zip": zipText(t, zip.Deflate, map[string]string{"PC1.zip": big, "PC2.zip": big})})
	all := FindClients([]string{filepath.Join(dir, "all.zip")}, Options{Limits: Limits{Expanded: int64(len(big))}})
	if len(all) != 2 || all[0].Err != nil || all[1].Err == nil || !strings.Contains(all[1].Err.Error(), "too large") {
		t.Errorf("%+v", all)
	}
}

func TestWhenAClientWasHotLast(t *testing.T) {
	dir := t.TempDir()
	at := time.Date(2026, 3, 17, 21, 15, 0, 0, time.UTC)
	for i, name := range []string{"UpdatesHandler.log", "WUAHandler.log", "Other.log"} {
		path := filepath.Join(dir, name)
		if err := cmp.Or(os.WriteFile(path, []byte("line\n"), 0o644), os.Chtimes(path, at, at.Add(time.Duration(i)*time.Hour))); err != nil {
			t.Fatal(err)
		}
	}
	want := at.Add(time.Hour)
	if isRemote(dir) {
		want = time.Time{}
	}
	if got := FindClients([]string{dir}, Options{})[0].Modified(); !got.Equal(want) {
		t.Errorf("%v, not %v", got, want)
	}
	for _, path := range []string{`\\PC0147`, filepath.Join(dir, "nothing")} {
		if got := (ClientSource{Path: path}).Modified(); !got.IsZero() {
			t.Errorf("%s: %v", path, got)
		}
	}
}
