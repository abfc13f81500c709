package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ccmtail/internal/text"
	"ccmtail/model"
)

// quote is a record as evidence.
type quote struct {
	Where  string // "WUAHandler.log:43"
	At     clockTime
	Origin string // component, thread and level, as far as the record has them
	Text   string // lines end in "\n"; visible, not escaped
}

// quote is the record behind a piece of evidence.
func (d *drafter) quote(e model.Evidence) quote {
	r := d.Records.Record(e.Rec)
	return quote{Where: text.Clean(d.source(e)), At: d.evidence(e), Origin: origin(&r), Text: cleanLines(r.Message)}
}

// cited is a record that is quoted only where it is shown: a history may be long.
type cited struct {
	d        *drafter
	evidence model.Evidence
}

// Quote is the record as evidence.
func (c cited) Quote() quote { return c.d.quote(c.evidence) }

func origin(r *model.Record) string {
	var parts []string
	if r.Component != "" {
		parts = append(parts, text.Clean(r.Component))
	}
	if r.Thread != 0 {
		parts = append(parts, fmt.Sprintf("thread %d", r.Thread))
	}
	if r.Level == model.LevelWarning || r.Level == model.LevelError {
		parts = append(parts, "logged as "+r.Level.String())
	}
	return strings.Join(parts, ", ")
}

// longestQuote bounds, in bytes, what is quoted of one record: a damaged log can be a record of gigabytes.
const longestQuote = 32 << 10

// cleanLines is Clean for a text of several lines: line breaks stay.
func cleanLines(s string) string {
	s, more := clip(s, longestQuote)
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.TrimRight(strings.ReplaceAll(s, "\r", "\n"), "\n")
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(text.Clean(l), " ")
	}
	return strings.Join(lines, "\n") + more
}

// clip cuts a text to at most n bytes; more says how much is left out.
func clip(s string, n int) (head, more string) {
	if len(s) <= n {
		return s, ""
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n], fmt.Sprintf("\n… and %s bytes more in the log", grouped(len(s)-n))
}
