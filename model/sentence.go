package model

import "ccmtail/model/event"

// Sentence is a sentence that is not put into words yet: what it says stands in its format, and the
// values in it as they are, so that durations and codes get their wording in one place, package
// summary. The values are strings, counts, ids, durations, codes, and what is defined below.
// Without values the format stands for itself.
type Sentence struct {
	Format string
	Values []any
}

// Clause is a sentence as a part of another one.
type Clause Sentence

// Times is how often something has happened: " 3 times", and nothing where it was once.
type Times int

// CodeMeaning is a code with what it means, as the end of a clause. An event.Code has its symbol
// beside it, too.
type CodeMeaning event.Code

// CodeAdvice is what a code itself says is to be done, in front of other advice; nothing where it
// says none.
type CodeAdvice event.Code

// sentence returns the sentence with a format and its values.
func sentence(format string, values ...any) Sentence { return Sentence{format, values} }

// isZero reports whether it says nothing.
func (s Sentence) isZero() bool { return s.Format == "" }
