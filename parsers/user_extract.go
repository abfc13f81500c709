package parsers

import (
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"

	"ccmtail/model/event"
)

// UserExtractor reads the events of a user's rules from the records of one log. Its methods must not
// be called concurrently.
type UserExtractor struct {
	rules   []*userRule
	scratch scratch
	plain   []byte // the present message without typographic characters
}

// Event returns the event of the first rule that a message fits, nil if it fits none. It is valid
// until the next call; its time, record, log and position are not set.
func (x *UserExtractor) Event(msg []byte) *event.Event {
	if x == nil {
		return nil
	}
	e := x.find(trimLeading(msg))
	if e == nil && hasTypographic(msg) {
		x.plain = undoTypographic(x.plain[:0], msg)
		e = x.find(trimLeading(x.plain))
	}
	return e
}

func (x *UserExtractor) find(msg []byte) *event.Event {
	for _, r := range x.rules {
		if x.fits(r.ends, msg) {
			return x.event(r, event.No)
		}
		if x.fits(r.shows, msg) {
			return x.event(r, event.Yes)
		}
	}
	return nil
}

// fits reports whether a message fits one of the patterns, and leaves its values in the scratch.
func (x *UserExtractor) fits(patterns []*pattern, msg []byte) bool {
	for _, p := range patterns {
		if first := p.elements[0].literal; first != "" && matchLiteral(first, msg) < 0 {
			continue // as most
		}
		x.scratch = scratch{}
		if match(p.elements, p.openEnded, msg, &x.scratch) == matches {
			return true
		}
	}
	return false
}

// event returns the event of a rule whose values are in the scratch.
func (x *UserExtractor) event(r *userRule, holds event.Tri) *event.Event {
	e := &x.scratch.Event
	text := ""
	if holds == event.Yes {
		text = r.say(&x.scratch)
	}
	e.Linked = event.GUID{}
	if about := guidOf(e, r.about); about != nil {
		e.Linked = *about
	}
	e.Kind, e.Answer, e.WhenUTC = event.UserRule, holds, false
	e.Numbers, e.Texts = event.Numbers{event.Rule: r.number}, event.Texts{event.Name: text, event.State: r.Severity}
	return e
}

// maxUserText is the longest sentence of a user's rule in bytes, whatever its holes have read.
const maxUserText = 400

// say returns the sentence with the values in it. A code is only marked: its words are for others.
func (r *userRule) say(s *scratch) string {
	var b strings.Builder
	for _, p := range r.text {
		b.WriteString(p.literal)
		b.WriteString(s.valueOf(p.field))
	}
	text := strings.ToValidUTF8(b.String(), "\uFFFD")
	if len(text) <= maxUserText {
		return text
	}
	end := maxUserText
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// valueOf returns the value of a field as a log writes it, "" if it has none.
func (s *scratch) valueOf(f fieldSet) string {
	switch {
	case f&guidFields != 0:
		if g := guidOf(&s.Event, f); !g.IsZero() {
			return "{" + g.String() + "}"
		}
	case f&textFields != 0:
		t := s.texts[bits.TrailingZeros32(uint32(f/firstText))]
		return strings.ReplaceAll(string(t[:min(len(t), maxUserText)]), event.CodeMark, " ")
	case f&numberFields != 0:
		return strconv.FormatInt(s.Numbers[bits.TrailingZeros32(uint32(f/firstNumber))], 10)
	case f&fieldCode != 0 && s.HasCode:
		return event.CodeMark
	}
	return ""
}
