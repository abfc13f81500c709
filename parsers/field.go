package parsers

import (
	"iter"

	"ccmtail/model/event"
)

// fieldSet is a set of an event's fields.
type fieldSet uint32

// The fields a hole can fill.
const (
	fieldUpdate fieldSet = 1 << iota
	fieldSource
	fieldDeployment
	fieldContent
	fieldJob
	fieldRequest
	fieldWindow
	fieldOther
	fieldN
	fieldM
	fieldCode
	fieldFlag
	fieldWhen
	fieldTitle
	fieldKB
	fieldName
	fieldText
)

// fieldNames is the fields by the names that holes use; "_" is read and dropped.
var fieldNames = map[string]fieldSet{
	"update": fieldUpdate, "source": fieldSource, "deployment": fieldDeployment, "content": fieldContent, "job": fieldJob,
	"request": fieldRequest, "window": fieldWindow, "other": fieldOther, "n": fieldN, "m": fieldM, "code": fieldCode, "flag": fieldFlag,
	"when": fieldWhen, "title": fieldTitle, "kb": fieldKB, "name": fieldName, "text": fieldText, "_": 0,
}

// scratch is an event being read: the texts are still parts of the message.
type scratch struct {
	event.Event
	title, kb, name, text []byte
}

// guidOf is the place of an id in the event.
func guidOf(e *event.Event, f fieldSet) *event.GUID {
	switch f {
	case fieldUpdate:
		return &e.Update
	case fieldSource:
		return &e.Source
	case fieldDeployment:
		return &e.Deployment
	case fieldContent:
		return &e.Content
	case fieldJob:
		return &e.Job
	case fieldRequest:
		return &e.Request
	case fieldWindow:
		return &e.Window
	case fieldOther:
		return &e.Other
	}
	return nil
}

// numberOf is the place of a number in the event.
func numberOf(e *event.Event, f fieldSet) *int64 {
	switch f {
	case fieldN:
		return &e.N
	case fieldM:
		return &e.M
	}
	return nil
}

// textOf is the place of a text in the scratch.
func (s *scratch) textOf(f fieldSet) *[]byte {
	switch f {
	case fieldTitle:
		return &s.title
	case fieldKB:
		return &s.kb
	case fieldName:
		return &s.name
	case fieldText:
		return &s.text
	}
	return nil
}

// guidFields are the fields that hold GUIDs.
const guidFields = fieldUpdate | fieldSource | fieldDeployment | fieldContent | fieldJob | fieldRequest | fieldWindow | fieldOther

// guids are those of set that hold GUIDs, one by one.
func (set fieldSet) guids() iter.Seq[fieldSet] {
	return func(yield func(fieldSet) bool) {
		for rest := set & guidFields; rest != 0; rest &= rest - 1 {
			if !yield(rest & -rest) {
				return
			}
		}
	}
}

// fillFields copies the fields of set from one event to another, where the other has none.
func fillFields(to, from *event.Event, set fieldSet) {
	for f := range set.guids() {
		if p := guidOf(to, f); p.IsZero() {
			*p = *guidOf(from, f)
		}
	}
	if set&fieldN != 0 && to.N == 0 {
		to.N = from.N
	}
	if set&fieldM != 0 && to.M == 0 {
		to.M = from.M
	}
	if set&fieldWhen != 0 && to.When == 0 {
		to.When, to.WhenUTC = from.When, from.WhenUTC
	}
	if set&fieldTitle != 0 && to.Title == "" {
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
