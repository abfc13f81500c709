package redact

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first needed: compiling all of them takes
// longer than the program needs to start, and few runs redact anything.
type pattern func() *regexp.Regexp

// compile is not inlined: each pattern would have a copy of what it returns, 0.1 MB in all.
//
//go:noinline
func compile(text string) pattern {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
