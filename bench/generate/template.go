package main

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/parsers"
)

// template is the text of an evening in pieces: those that are the same every night, and those that
// are not.
type template []piece

type piece struct {
	text string
	kind pieceKind
}

type pieceKind uint8

const (
	fixed   pieceKind = iota
	date              // 03-17-2026
	dateWU            // 2026/03/17
	id                // a GUID
	article           // the digits of an article
	month             // 2026-03, of a title
	letters           // the end of a message of a record without an event
)

// varying finds the pieces that vary: each in a group of its own, in the order of their kinds.
var varying = regexp.MustCompile(`date="(\d\d-\d\d-\d{4})"` +
	`|(?m:^(\d{4}/\d\d/\d\d) )` +
	`|([0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})` +
	`|(?:[Kk][Bb]|QNumbers=)(\d{6,7})` +
	`|\b(20\d\d-\d\d) [A-Z.]`)

// newTemplate cuts a log into pieces. kept is the ids that stay what they are.
func newTemplate(text []byte, kept map[string]bool) (t template) {
	type span struct {
		from, to int
		kind     pieceKind
	}
	var spans []span
	for _, m := range varying.FindAllSubmatchIndex(text, -1) {
		for kind := date; kind < letters; kind++ {
			if from, to := m[2*kind], m[2*kind+1]; from >= 0 && !(kind == id && kept[strings.ToUpper(string(text[from:to]))]) {
				spans = append(spans, span{from, to, kind})
			}
		}
	}
	for _, at := range quietEnds(text) {
		spans = append(spans, span{at, at, letters})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.from-b.from, a.to-b.to) })
	done := 0
	for _, s := range spans {
		t = append(t, piece{text: string(text[done:s.from])}, piece{string(text[s.from:s.to]), s.kind})
		done = s.to
	}
	return append(t, piece{text: string(text[done:])})
}

// quietEnds returns where the messages end of the records that make no event; those of all records
// if each makes one.
func quietEnds(text []byte) (ends []int) {
	var all []int
	var f parsers.Framer
	var x parsers.Extractor
	at := 0
	f.Feed(text, true, func(_ int, _ []byte, frames []model.Frame) {
		for _, r := range frames {
			message := text[at+r.Head : at+r.Size-r.Tail]
			all = append(all, at+r.Head+len(bytes.TrimRight(message, "\r\n")))
			if x.Match(parsers.Input{Component: r.Component, Thread: r.Thread, Message: message}).Event == nil {
				ends = append(ends, all[len(all)-1])
			}
			at += r.Size
		}
	})
	if len(ends) == 0 {
		return all
	}
	return ends
}

// keptIDs returns the ids that are never new ones: the client's maintenance windows and its site.
func keptIDs(capture fs.FS) (map[string]bool, error) {
	text, err := fs.ReadFile(capture, "ServiceWindowManager.log")
	if err != nil {
		return nil, err
	}
	kept := map[string]bool{"65436AE5-1838-4074-BB12-9020B0BF67E7": true}
	for _, m := range varying.FindAllSubmatch(text, -1) {
		kept[strings.ToUpper(string(m[id]))] = true
	}
	return kept, nil
}

// write writes the evening of a night, after so many renewals.
func (t template) write(w *bufio.Writer, night, renewals int, nextLetters func() string) {
	for _, p := range t {
		switch p.kind {
		case fixed:
			w.WriteString(p.text)
		case letters:
			w.WriteString(nextLetters())
		default:
			w.WriteString(p.varied(night, renewals))
		}
	}
}

// varied returns what stands in the place of a piece.
func (p piece) varied(night, renewals int) string {
	switch p.kind {
	case date:
		return laterDate("01-02-2006", p.text, 0, night)
	case dateWU:
		return laterDate("2006/01/02", p.text, 0, night)
	}
	if renewals == 0 {
		return p.text
	}
	switch p.kind {
	case id:
		return newID(p.text, renewals)
	case article:
		return newArticle(p.text, renewals)
	}
	return laterDate("2006-01", p.text, renewals, 0)
}

// laterDate returns a date so many months and days on, in the layout it is written in.
func laterDate(layout, text string, months, days int) string {
	t, err := time.Parse(layout, text)
	if err != nil {
		return text
	}
	return t.AddDate(0, months, days).Format(layout)
}

// newID returns another id in the place of one, in the same case.
func newID(text string, renewals int) string {
	const from, to = 24, 28 // of the last group
	n, err := strconv.ParseUint(text[from:to], 16, 16)
	if err != nil {
		return text
	}
	digits := fmt.Sprintf("%04x", uint16(n)+uint16(renewals))
	if text == strings.ToUpper(text) {
		digits = strings.ToUpper(digits)
	}
	return text[:from] + digits + text[to:]
}

// newArticle returns another article's number in the place of one, of as many digits.
func newArticle(text string, renewals int) string {
	n, err := strconv.Atoi(text)
	if err != nil {
		return text
	}
	least := 1
	for range len(text) - 1 {
		least *= 10
	}
	return strconv.Itoa(least + (n-least+97*renewals)%(9*least))
}
