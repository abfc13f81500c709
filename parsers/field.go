package parsers

import (
	"iter"

	"ccmtail/model/event"
)

// fields is a set of an event's fields.
type fields uint32

// The fields a hole can fill.
const (
	update fields = 1 << iota
	source
	deployment
	content
	job
	request
	window
	other
	n
	m
	code
	flag
	when
	title
	kb
	name
	text
)

// fieldNames is the fields by the names that holes use; "_" is read and dropped.
var fieldNames = map[string]fields{
	"update": update, "source": source, "deployment": deployment, "content": content, "job": job,
	"request": request, "window": window, "other": other, "n": n, "m": m, "code": code, "flag": flag,
	"when": when, "title": title, "kb": kb, "name": name, "text": text, "_": 0,
}

// scratch is an event being read: the texts are still parts of the message.
type scratch struct {
	event.Event
	title, kb, name, text []byte
}

// guid is the place of an id in the event.
func guid(e *event.Event, f fields) *event.GUID {
	switch f {
	case update:
		return &e.Update
	case source:
		return &e.Source
	case deployment:
		return &e.Deployment
	case content:
		return &e.Content
	case job:
		return &e.Job
	case request:
		return &e.Request
	case window:
		return &e.Window
	case other:
		return &e.Other
	}
	return nil
}

// number is the place of a number in the event.
func number(e *event.Event, f fields) *int64 {
	switch f {
	case n:
		return &e.N
	case m:
		return &e.M
	}
	return nil
}

// words is the place of a text in the scratch.
func (s *scratch) words(f fields) *[]byte {
	switch f {
	case title:
		return &s.title
	case kb:
		return &s.kb
	case name:
		return &s.name
	case text:
		return &s.text
	}
	return nil
}

// ids are the fields that hold GUIDs.
const ids = update | source | deployment | content | job | request | window | other

// ids are those of set that hold GUIDs, one by one.
func (set fields) ids() iter.Seq[fields] {
	return func(yield func(fields) bool) {
		for rest := set & ids; rest != 0; rest &= rest - 1 {
			if !yield(rest & -rest) {
				return
			}
		}
	}
}

// copyFields copies the fields of set from one event to another, where the other has none.
func copyFields(to, from *event.Event, set fields) {
	for f := range set.ids() {
		if p := guid(to, f); p.IsZero() {
			*p = *guid(from, f)
		}
	}
	if set&n != 0 && to.N == 0 {
		to.N = from.N
	}
	if set&m != 0 && to.M == 0 {
		to.M = from.M
	}
	if set&when != 0 && to.When == 0 {
		to.When, to.WhenUTC = from.When, from.WhenUTC
	}
	if set&title != 0 && to.Title == "" {
		to.Title = from.Title
	}
}

// articleOf finds the KB number in a title or a file name: "… (KB961501)", "windows6.1-kb2705219-v2-x64.cab".
// The last one counts.
func articleOf(s string) string {
	for at := len(s) - len("kb12345"); at >= 0; at-- {
		if s[at]|0x20 != 'k' || s[at+1]|0x20 != 'b' {
			continue
		}
		end := at + 2
		for end < len(s) && s[end]-'0' < 10 {
			end++
		}
		if end-at-2 >= 5 {
			return s[at+2 : end]
		}
	}
	return ""
}
