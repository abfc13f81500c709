package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAListOfClientsIsReadInItsForms(t *testing.T) {
	for list, want := range map[string]string{
		"PC1\nPC2\r\n\n  # no\n PC3 ":            "PC1 PC2 PC3",
		"Name\nPC1\nPC2\n":                       "PC1 PC2",
		"\"Name\"\n\"PC1\"\n":                    "PC1",
		"ResourceID\tName\n1\tPC1\n2\tPC2\n":     "PC1 PC2",
		"Site,NAME\nCHI,\"PC1\"\n\"C,HI\",PC2\n": "PC1 PC2",
		"Name,Note\nPC1,\"two\nlines\"\nPC2,x\n": "PC1 PC2",
		"Site,Name\nCHI\nCHI,PC2\n":              "PC2",
		"":                                       "",
	} {
		got, err := parseClientList(list)
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%q: %q, %v", list, got, err)
		}
	}
	if _, err := parseClientList("Name,x\n\"PC1"); err == nil {
		t.Error("a CSV that is cut is accepted")
	}
}

func TestAListMayBeginWithAByteOrderMark(t *testing.T) {
	utf16 := []byte{0xFF, 0xFE}
	for _, c := range []byte("Name\r\na\\b\r\n") {
		utf16 = append(utf16, c, 0)
	}
	for _, list := range []string{"\xEF\xBB\xBFName\r\na\\b\r\n", string(utf16)} {
		l := clientList{"-"}
		got, err := l.sources(&invocation{in: strings.NewReader(list)}, nil)
		if err != nil || len(got) != 1 || got[0] != `a\b` {
			t.Errorf("%q: %q, %v", list, got, err)
		}
	}
}

func TestAnEntryIsAPathOrAComputer(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("PC2", 0o755); err != nil {
		t.Fatal(err)
	}
	for entry, want := range map[string]string{
		"PC1": `\\PC1`, "pc1.contoso.com": `\\pc1.contoso.com`, "PC2": "PC2", `\\PC3`: `\\PC3`, "a/b": "a/b", "PC*": "PC*", "-": "-",
		filepath.Join("x", "y"): filepath.Join("x", "y"),
	} {
		if got := sourceOfClient(entry); got != want {
			t.Errorf("%s: got %s, want %s", entry, got, want)
		}
	}
}
