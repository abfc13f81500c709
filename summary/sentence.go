package summary

import (
	"fmt"
	"strings"
	"time"

	"ccmtail/errcode"
	"ccmtail/model"
	"ccmtail/model/event"
)

// Sentence puts a sentence of the model into words. They may hold text of logs, which is not made
// harmless yet.
func Sentence(s model.Sentence) string {
	if len(s.Values) == 0 {
		return s.Format
	}
	words := make([]any, len(s.Values))
	for i, v := range s.Values {
		words[i] = inWords(v)
	}
	return strings.TrimRight(fmt.Sprintf(s.Format, words...), " ")
}

// inWords puts a value of a sentence into words. Strings, counts and ids are left as they are.
func inWords(v any) any {
	switch v := v.(type) {
	case time.Duration:
		return Duration(v)
	case event.Code:
		return codeInFull(v)
	case model.CodeMeaning:
		return codeMeaning(event.Code(v))
	case model.CodeAdvice:
		return codeAdvice(v)
	case model.Subjects:
		if v.Count > 1 {
			return Count(v.Count, v.Kind)
		}
		return v.Name
	case model.Answer:
		return errcode.StatusMeaning(int(v))
	case model.Times:
		return timesText(int(v))
	case model.Clause:
		return asClause(Sentence(model.Sentence(v)))
	case model.Sentence:
		return Sentence(v)
	}
	return v
}

// codeInFull says a code with its symbol and what it means, as far as known: "0x80070643
// ERROR_INSTALL_FAILURE - The installer failed".
func codeInFull(c event.Code) string {
	info := errcode.Lookup(uint32(c))
	s := c.String()
	if info.Symbol != "" {
		s += " " + info.Symbol
	}
	if info.Meaning != "" {
		s += " - " + firstSentence(info.Meaning)
	}
	return s
}

// codeMeaning says a code with what it means, as far as known: "0x80070643: the installer failed". What
// the user says that it means stays as it is written: it may begin with a name.
func codeMeaning(c event.Code) string {
	s := c.String()
	switch info := errcode.Lookup(uint32(c)); {
	case info.Own:
		s += ": " + firstSentence(info.Meaning)
	case info.Meaning != "":
		s += ": " + asClause(firstSentence(info.Meaning))
	}
	return s
}

// codeAdvice returns what a code says is to be done, with room for more advice behind it.
func codeAdvice(a model.CodeAdvice) string {
	do := a.Words()
	if do == "" {
		return ""
	}
	return do + " "
}

// timesText returns how often something has happened, as the end of a clause; nothing where it was
// once.
func timesText(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" %d times", n)
}

// asClause returns a sentence as a part of another one.
func asClause(s string) string {
	if s == "" {
		return ""
	}
	return lowerFirst(strings.TrimSuffix(s, "."))
}

// firstSentence returns the first sentence of a text, without its full stop.
func firstSentence(s string) string {
	if i := strings.Index(s, ". "); i > 0 {
		s = s[:i]
	}
	return strings.TrimSuffix(s, ".")
}
