//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"time"
)

// The table stands between these lines of the document.
const (
	begins = "<!-- written by bench/run: -->\n"
	ends   = "<!-- :bench/run -->\n"
)

// table is the measured figures as Markdown.
type table struct{ strings.Builder }

// add adds a capture's rows; the first result is ours and the measure of the others.
func (t *table) add(capture string, results []result) {
	if t.Len() == 0 {
		t.WriteString("| capture | program | wall | CPU | peak memory | wall, ours = 1 | CPU, ours = 1 | memory, ours = 1 |\n")
		t.WriteString("|---|---|--:|--:|--:|--:|--:|--:|\n")
	}
	ours := results[0]
	for _, r := range results {
		if r.crashed {
			fmt.Fprintf(t, "| %s | `%s` | crashed | – | – | – | – | – |\n", capture, r.name)
			continue
		}
		fmt.Fprintf(t, "| %s | `%s` | %.3f s | %.3f s | %d MB | %s | %s | %s |\n", capture, r.name, r.wall.Seconds(), r.cpu.Seconds(),
			r.peak>>20, ratio(r.wall, ours.wall), ratio(r.cpu, ours.cpu), ratio(r.peak, ours.peak))
	}
}

func ratio[T int64 | time.Duration](a, b T) string {
	return fmt.Sprintf("%.2f", float64(a)/float64(max(b, 1)))
}

// write puts the table in the place of the last one.
func (t *table) write(out string) error {
	if out == "-" {
		_, err := os.Stdout.WriteString(t.String())
		return err
	}
	doc, err := os.ReadFile(out)
	if err != nil {
		return err
	}
	before, rest, ok := bytes.Cut(doc, []byte(begins))
	_, after, ok2 := bytes.Cut(rest, []byte(ends))
	if !ok || !ok2 {
		return fmt.Errorf("%s has no place for the table", out)
	}
	doc = []byte(string(before) + begins + "\n" + t.String() + "\n" + ends + string(after))
	return os.WriteFile(out, doc, 0o644)
}
