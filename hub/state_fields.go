package hub

import (
	"encoding/json"
	"time"
)

// next goes behind s, if it comes next.
func (r *stateReader) next(s string) bool {
	rest := r.text[r.at:]
	if r.isOdd || len(rest) < len(s) || string(rest[:len(s)]) != s {
		return false
	}
	r.at += len(s)
	return true
}

// expect goes behind s, which must come next.
func (r *stateReader) expect(s string) { r.isOdd = !r.next(s) }

// field goes behind the name of a field, if that comes next in an object.
func (r *stateReader) field(name string) bool {
	before := r.at
	isFirst := before > 0 && r.text[before-1] == '{'
	if (isFirst || r.next(",")) && r.next(name) {
		return true
	}
	r.at = before
	return false
}

// list reads a list of so many values at most, each of them by each. It ends where the state turns out
// to be odd.
func (r *stateReader) list(most int, each func()) {
	r.expect("[")
	if r.next("]") {
		return
	}
	for n := 0; n < most && !r.isOdd; n++ {
		each()
		if r.next("]") {
			return
		}
		r.expect(",")
	}
	r.isOdd = true
}

// plain returns what stands between the quotes that come next. ok says that it stands for itself: it is
// ASCII, and nothing in it is escaped or hidden.
func (r *stateReader) plain() (b []byte, ok bool) {
	r.expect(`"`)
	ok = true
	for i := r.at; i < len(r.text) && !r.isOdd; i++ {
		switch c := r.text[i]; {
		case c == '"':
			b, r.at = r.text[r.at:i], i+1
			return b, ok
		case c == '\\':
			ok = false
			i++
		case c < ' ' || c > '~':
			ok = false
		}
	}
	r.isOdd = true
	return nil, false
}

// word returns a short text that is plain.
func (r *stateReader) word() []byte {
	b, ok := r.plain()
	r.isOdd = r.isOdd || !ok || len(b) > maxName
	return b
}

// pass goes behind a plain text.
func (r *stateReader) pass() {
	_, ok := r.plain()
	r.isOdd = r.isOdd || !ok
}

// harmless returns a text, of so many bytes at most before what is hidden in it is made visible.
func (r *stateReader) harmless(most int) []byte {
	before := r.at
	b, ok := r.plain()
	if ok && len(b) <= most || r.isOdd {
		return b
	}
	var s string
	if err := json.Unmarshal(r.text[before:r.at], &s); err != nil {
		r.isOdd = true
	}
	return []byte(harmless(s, most))
}

// shared returns a text that is kept once for all that say it.
func (r *stateReader) shared(b []byte) string {
	if known, ok := r.texts[string(b)]; ok || r.isOdd {
		return known
	}
	s := string(b)
	r.texts[s] = s
	return s
}

func (r *stateReader) time() (t time.Time) {
	before := r.at
	r.pass()
	if !r.isOdd && t.UnmarshalJSON(r.text[before:r.at]) != nil {
		r.isOdd = true
	}
	return t
}

// number returns a whole number that is not large.
func (r *stateReader) number() (n int64) {
	isNegative := r.next("-")
	first := r.at
	for ; r.at < len(r.text) && r.text[r.at] >= '0' && r.text[r.at] <= '9'; r.at++ {
		n = n*10 + int64(r.text[r.at]-'0')
	}
	digits := r.at - first
	if digits == 0 || digits > 18 || digits > 1 && r.text[first] == '0' {
		r.isOdd = true
	}
	if isNegative {
		return -n
	}
	return n
}

// count returns a number that an int holds on any computer.
func (r *stateReader) count() int {
	n := r.number()
	r.isOdd = r.isOdd || int64(int32(n)) != n
	return int(n)
}

// textOf, wordOf, timeOf, countOf and flagOf return what a field says, if it is there.
func (r *stateReader) textOf(field string, most int) (s string) {
	if r.field(field) {
		s = r.shared(r.harmless(most))
	}
	return s
}

func (r *stateReader) wordOf(field string) (s string) {
	if r.field(field) {
		s = r.shared(r.word())
	}
	return s
}

func (r *stateReader) timeOf(field string) (t time.Time) {
	if r.field(field) {
		t = r.time()
	}
	return t
}

func (r *stateReader) countOf(field string) (n int) {
	if r.field(field) {
		n = r.count()
	}
	return n
}

func (r *stateReader) flagOf(field string) bool {
	is := r.field(field)
	if is {
		r.expect("true")
	}
	return is
}
