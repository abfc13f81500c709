package parsers

import (
	"iter"
	"math/bits"

	"ccmtail/model/event"
)

// fieldSet is a set of fields of an event. A set of one stands for the field, the empty set for a
// value that is read and dropped.
type fieldSet uint32

// The fields: the GUIDs in the order of Event.IDs, the texts, the numbers, the code, the answer.
const (
	fieldUpdate fieldSet = 1 << iota
	fieldSource
	fieldDeployment
	fieldContent
	fieldJob
	fieldRequest
	fieldWindow
	fieldLinked

	firstText   = 1 << event.IDCount
	firstNumber = firstText << event.TextCount

	fieldCode   fieldSet = firstNumber << event.NumberCount
	fieldAnswer          = fieldCode << 1

	fieldTitle      = fieldSet(firstText << event.Title)
	fieldSeconds    = fieldSet(firstNumber << event.Seconds)
	fieldWindowType = fieldSet(firstNumber << event.WindowType)
	fieldTotalBytes = fieldSet(firstNumber << event.TotalBytes)
	fieldWhen       = fieldSet(firstNumber << event.When)
	fieldHTTPStatus = fieldSet(firstNumber << event.HTTPStatus)
	fieldWorkloads  = fieldSet(firstNumber << event.Workloads)

	guidFields   = fieldSet(firstText - 1)
	textFields   = fieldSet(firstNumber - firstText)
	numberFields = fieldCode - firstNumber
)

// fieldNames maps the names in holes to fields. The answer has a name for each question that it may
// answer; "_" drops the value.
var fieldNames = map[string]fieldSet{
	"update": fieldUpdate, "source": fieldSource, "deployment": fieldDeployment, "content": fieldContent, "job": fieldJob,
	"request": fieldRequest, "window": fieldWindow, "linked": fieldLinked, "code": fieldCode, "_": 0,
	"restart": fieldAnswer, "compliant": fieldAnswer, "ignoreswindow": fieldAnswer, "opens": fieldAnswer, "intuneowns": fieldAnswer,

	"title": textField(event.Title), "kb": textField(event.KB), "state": textField(event.State), "url": textField(event.URL),
	"file": textField(event.File), "schedule": textField(event.Schedule), "name": textField(event.Name),

	"revision": numberField(event.Revision), "stateid": numberField(event.StateID), "topictype": numberField(event.TopicType),
	"count": numberField(event.Count), "attempt": numberField(event.Attempt), "seconds": numberField(event.Seconds),
	"finalseconds": numberField(event.FinalSeconds), "windowtype": numberField(event.WindowType),
	"httpstatus": numberField(event.HTTPStatus), "workloads": numberField(event.Workloads),
	"donebytes": numberField(event.DoneBytes), "totalbytes": numberField(event.TotalBytes), "when": numberField(event.When),
}

// textField returns the field of a text.
func textField(t event.Text) fieldSet { return firstText << t }

// numberField returns the field of a number.
func numberField(n event.Number) fieldSet { return firstNumber << n }

// scratch is an event while its message is being matched. Its texts are slices of the message, so
// that a match that fails allocates nothing.
type scratch struct {
	event.Event
	texts [event.TextCount][]byte
}

// guidOf returns the GUID field f of an event, nil if f is empty.
func guidOf(e *event.Event, f fieldSet) *event.GUID {
	switch f { // the order of Event.IDs
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
	case fieldLinked:
		return &e.Linked
	}
	return nil
}

// setNumber sets the number field f, if f is not empty.
func (s *scratch) setNumber(f fieldSet, v int64) {
	if f&numberFields != 0 {
		s.Numbers[bits.TrailingZeros32(uint32(f/firstNumber))] = v
	}
}

// setText sets the text field f, if f is not empty.
func (s *scratch) setText(f fieldSet, t []byte) {
	if f&textFields != 0 {
		s.texts[bits.TrailingZeros32(uint32(f/firstText))] = t
	}
}

// guids yields the GUID fields of set one by one.
func (set fieldSet) guids() iter.Seq[fieldSet] {
	return func(yield func(fieldSet) bool) {
		for rest := set & guidFields; rest != 0; rest &= rest - 1 {
			if !yield(rest & -rest) {
				return
			}
		}
	}
}

// numbers yields the numbers of set one by one.
func (set fieldSet) numbers() iter.Seq[event.Number] {
	return func(yield func(event.Number) bool) {
		for rest := set & numberFields; rest != 0; rest &= rest - 1 {
			if !yield(event.Number(bits.TrailingZeros32(uint32(rest / firstNumber)))) {
				return
			}
		}
	}
}

// fillFields copies those fields of set from one event to another that the other one lacks. Of the
// texts it copies only the title, the only one that rules remember.
func fillFields(to, from *event.Event, set fieldSet) {
	for f := range set.guids() {
		if p := guidOf(to, f); p.IsZero() {
			*p = *guidOf(from, f)
		}
	}
	if set&fieldWhen != 0 && to.Numbers[event.When] == 0 {
		to.WhenUTC = from.WhenUTC
	}
	for n := range set.numbers() {
		if to.Numbers[n] == 0 {
			to.Numbers[n] = from.Numbers[n]
		}
	}
	if set&fieldTitle != 0 && to.Texts[event.Title] == "" {
		to.Texts[event.Title] = from.Texts[event.Title]
	}
	if set&fieldCode != 0 && !to.HasCode {
		to.Code, to.HasCode = from.Code, from.HasCode
	}
}

// copyFields copies the fields of set from one event to another, none of the texts.
func copyFields(to, from *event.Event, set fieldSet) {
	for f := range set.guids() {
		*guidOf(to, f) = *guidOf(from, f)
	}
	for n := range set.numbers() {
		to.Numbers[n] = from.Numbers[n]
	}
	if set&fieldWhen != 0 {
		to.WhenUTC = from.WhenUTC
	}
	if set&fieldCode != 0 {
		to.Code, to.HasCode = from.Code, from.HasCode
	}
}

// clearFields empties the fields of set, of the texts only the title, as fillFields.
func clearFields(e *event.Event, set fieldSet) {
	for f := range set.guids() {
		*guidOf(e, f) = event.GUID{}
	}
	for n := range set.numbers() {
		e.Numbers[n] = 0
	}
	if set&fieldTitle != 0 {
		e.Texts[event.Title] = ""
	}
	if set&fieldCode != 0 {
		e.Code, e.HasCode = 0, false
	}
}

// endFields empties the fields of set, as clearFields, but for ids that another event has as well.
func endFields(e, other *event.Event, set fieldSet) {
	for f := range set.guids() {
		if p := guidOf(e, f); *p != *guidOf(other, f) {
			*p = event.GUID{}
		}
	}
	clearFields(e, set&^guidFields)
}

// articleOf returns the digits of the last KB number in a title or a file name, such as
// "… (KB961501)" or "windows6.1-kb2705219-v2-x64.cab"; "" if there is none.
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
