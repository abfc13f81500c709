package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// lowBytes returns the lower byte of each unit of a text in UTF-16, little endian.
func lowBytes(text []byte) (low []byte) {
	for i := 0; i < len(text); i += 2 {
		low = append(low, text[i])
	}
	return low
}

// encodeFiles adds records with letters outside ASCII to the files of a folder, and encodes these:
// some as Windows-1252, as UTF-8 with invalid bytes and as UTF-16.
func encodeFiles(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.lo*"))
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		switch i % 4 {
		case 1:
			text = withLetters(text, "Ger\xE4t gepr\xFCft")
		case 2:
			text = withLetters(text, "Gerät\xFF gepr\xFC\xFCft")
		case 3:
			wide := []byte("\xFF\xFE")
			for _, b := range withLetters(text, "Ger\xE4t gepr\xFCft") {
				wide = append(wide, b, 0)
			}
			text = wide
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// withLetters returns a text with a record of letters, and of the same time, before each fifth
// native one.
func withLetters(text []byte, letters string) (all []byte) {
	begins := append(recordBegins(text), len(text))
	for i, from := range begins[:len(begins)-1] {
		record := text[from:begins[i+1]]
		if end := bytes.Index(record, []byte("]LOG]!>")); i%5 == 0 && end > 0 {
			all = append(append(all, "<![LOG["+letters...), record[end:]...)
		}
		all = append(all, record...)
	}
	return all
}
