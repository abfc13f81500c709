package model

import (
	"fmt"

	"ccmtail/model/event"
)

// flat returns a sentence with its values about as they are: what puts them into words lies outside
// of this package.
func flat(s Sentence) string {
	if len(s.Values) == 0 {
		return s.Format
	}
	values := make([]any, len(s.Values))
	for i, v := range s.Values {
		switch w := v.(type) {
		case Sentence:
			v = flat(w)
		case Clause:
			v = flat(Sentence(w))
		case CodeMeaning:
			v = event.Code(w)
		case CodeAdvice:
			v = ""
		case Subjects:
			v = w.String()
		case Answer:
			v = fmt.Sprintf("answered %d", int(w))
		case Times:
			v = ""
			if w > 1 {
				v = fmt.Sprintf(" %d times", int(w))
			}
		}
		values[i] = v
	}
	return fmt.Sprintf(s.Format, values...)
}
