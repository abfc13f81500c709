package parsers

import (
	"fmt"
	"os"
	"testing"
)

func TestSmoke(t *testing.T) {
	p := os.Getenv("SMOKE")
	if p == "" {
		t.Skip()
	}
	b, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	var f Framer
	text, fr := f.Feed(b, true)
	var x Extractor
	off, line := 0, 1
	sum := 0
	for _, r := range fr {
		msg := text[off+r.Head : off+r.Size-r.Tail]
		m := x.Read(Input{r.Component, r.Thread, msg})
		mark := " "
		if m.Known {
			mark = "."
		}
		k := ""
		if m.Event != nil {
			mark = "*"
			k = fmt.Sprint(m.Event.Kind)
		}
		s := string(msg)
		if len(s) > 100 {
			s = s[:100]
		}
		if os.Getenv("ONLY") == "" || mark == os.Getenv("ONLY") {
			fmt.Printf("%4d %s%3s %v %d %-12.12s f%d %q\n", line+r.Lead, mark, k, r.Format, r.Thread, r.Component, r.Flags, s)
		}
		off += r.Size
		line += r.Lines
		sum += r.Size
	}
	fmt.Println("sum", sum, len(b), len(fr))
}
