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

// table is the measured figures as Markdown: a row for each capture, a column for each program, and the
// same once more in proportion to ours.
type table struct {
	header        string
	figures, ours strings.Builder
}

// add adds a capture's rows; the first result is ours and the measure of the others.
func (t *table) add(capture string, results []result) {
	t.header = "| |"
	fmt.Fprintf(&t.figures, "| %s |", capture)
	fmt.Fprintf(&t.ours, "| %s |", capture)
	for _, r := range results {
		t.header += " `" + r.name + "` |"
		if r.failed {
			t.figures.WriteString(" failed |")
			t.ours.WriteString(" – |")
			continue
		}
		fmt.Fprintf(&t.figures, " %s, %s, %d MB |", seconds(r.wall), seconds(r.cpu), r.peak>>20)
		fmt.Fprintf(&t.ours, " %s, %s |", ratio(r.wall, results[0].wall), ratio(r.peak, results[0].peak))
	}
	t.figures.WriteString("\n")
	t.ours.WriteString("\n")
}

// seconds returns a duration in milliseconds, or seconds if it has any.
func seconds(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

func ratio[T int64 | time.Duration](a, b T) string {
	return fmt.Sprintf("%.2f", float64(a)/float64(max(b, 1)))
}

// String returns both tables.
func (t *table) String() string {
	header := t.header + "\n|---|" + strings.Repeat("--:|", strings.Count(t.header, "|")-2) + "\n"
	return "Elapsed time, processor time, peak memory:\n\n" + header + t.figures.String() +
		"\nElapsed time and peak memory, ours = 1:\n\n" + header + t.ours.String()
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
