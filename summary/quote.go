package summary

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Quote is a record as evidence.
type Quote struct {
	Where  string // "WUAHandler.log:43"
	At     Time
	Origin string // component, thread and level, as far as the record has them
	Text   string // lines end in "\n"
}

// Quote returns the record behind a piece of evidence.
func (s *AsOf) Quote(e model.Evidence) Quote {
	r := s.Records.Record(e.Rec)
	return Quote{Where: s.Where(e), At: s.EvidenceTime(e), Origin: originText(&r), Text: quotedLines(r.Message)}
}

// QuoteRecord returns a record as evidence.
func (s *AsOf) QuoteRecord(id event.RecordID) Quote { return s.Quote(s.evidenceOf(id)) }

// RecordLine returns what a line says of a record behind its time: who, what, where. They are as
// logged.
func (s *AsOf) RecordLine(id event.RecordID) (component, message, where string) {
	return s.Records.Component(id), string(s.Records.Message(id)), s.WhereRecord(id)
}

// evidenceOf returns where a record stands.
func (s *AsOf) evidenceOf(id event.RecordID) model.Evidence {
	return model.EvidenceOf(&event.Event{
		Rec: id, Line: int32(s.Records.Line(id)), Log: event.LogNamed(s.Records.LogName(id)), Generation: s.Records.Generation(id),
		At: s.Records.Time(id).UnixNano(), Timed: s.Records.Flags(id)&model.Untimed == 0,
	})
}

// Citation is a record that is quoted only where it is shown: a history may be long.
type Citation struct {
	asOf     *AsOf
	Evidence model.Evidence
}

// Quote returns the record as evidence.
func (c Citation) Quote() Quote { return c.asOf.Quote(c.Evidence) }

func originText(r *model.Record) string {
	var parts []string
	if r.Component != "" {
		parts = append(parts, r.Component)
	}
	if r.Thread != 0 {
		parts = append(parts, fmt.Sprintf("thread %d", r.Thread))
	}
	if r.Level == model.LevelWarning || r.Level == model.LevelError {
		parts = append(parts, "logged as "+r.Level.String())
	}
	return strings.Join(parts, ", ")
}

// maxQuoteLen bounds, in bytes, what is quoted of one record: a damaged log can be a record of
// gigabytes.
const maxQuoteLen = 32 << 10

// quotedLines returns a message with its lines ended alike and nothing but text in them at the
// right.
func quotedLines(s string) string {
	s, more := clip(s, maxQuoteLen)
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.TrimRight(strings.ReplaceAll(s, "\r", "\n"), "\n")
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
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
	return s[:n], fmt.Sprintf("\n… and %s more in the log", Size(int64(len(s)-n)))
}
