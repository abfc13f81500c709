package errcode

// A cue is the word before a number that says what the number is: "Error = 53", "exit code 1603", "hr=0x0", "thread=4844". The words
// are those of the client's own logs, of WindowsUpdate.log, CBS.log and the installers they run.
type cue uint8

const (
	none    cue = iota
	hexOnly     // "status", "result is": vouches for hex, not for a plain number
	weak        // "returned", "failed with": vouches for a number unless the sentence goes on to count something
	strong      // "error", "exit code", "hr=": vouches for a number
	forbids     // "flags", "thread": this is something else
)

// cueBefore judges the words before start.
func (f *finder) cueBefore(start int) cue {
	i, equals := f.skipJoint(start)
	end := i
	for range 3 {
		i = wordStart(f.msg, end)
		word := f.msg[i:end]
		if len(word) == 0 || len(word) > 40 || class[word[0]]&decDigit != 0 {
			return none
		}
		if !isFiller(word) {
			return f.judge(word, i, equals)
		}
		end = f.skipSpace(i) // "exit code is 5": look before the filler
	}
	return none
}

// skipJoint goes back over what may stand between a cue and its number, and says whether an equals sign was there.
func (f *finder) skipJoint(i int) (end int, equals bool) {
	for n := 0; i > 0 && n < 8; n++ {
		switch f.msg[i-1] {
		case '=':
			equals = true
		case ' ', '\t', ':', '(', '[', '"', '\'', '<', '>', '#', '-':
		default:
			return i, equals
		}
		i--
	}
	return i, equals
}

func (f *finder) skipSpace(i int) int {
	for n := 0; i > 0 && f.msg[i-1] == ' ' && n < 4; n++ {
		i--
	}
	return i
}

// wordBefore is the word before i when only spaces lie between.
func (f *finder) wordBefore(i int) (word []byte, start int) {
	end := f.skipSpace(i)
	start = wordStart(f.msg, end)
	return f.msg[start:end], start
}

func isFiller(word []byte) bool {
	switch len(word) {
	case 2:
		return fold(word, "is") || fold(word, "of")
	case 3:
		return fold(word, "was")
	case 6:
		return fold(word, "number")
	}
	return false
}

// cueWord is a word, or the end of one, and how its number is judged.
type cueWord struct {
	text  string // in lower case
	whole bool   // the word must be just this
	how   judgement
}

type judgement uint8

const (
	isResult     judgement = iota // a code
	isError                       // a code, or an HTTP status if HTTP stands before
	isStatus                      // a code if it is hex and no HTTP status
	isCode                        // depends on the word before: exit code, HTTP code
	isReturned                    // a code or a count
	isWith                        // a code after "failed with"
	ifAssigned                    // a code if an equals sign follows; else only hex is
	onlyAssigned                  // a code if an equals sign follows
	isOther                       // never a code
)

// cueWords are the words by their last letter, so that few are compared. Of several endings that fit, the first counts.
var cueWords = func() (table [256][]cueWord) {
	for _, w := range []cueWord{
		{"error", false, isError}, {"errorcode", false, isError}, {"err", false, isError}, {"errorlevel", true, isError},
		{"hresult", false, isResult}, {"hr", true, isResult}, {"exitcode", false, isResult}, {"retcode", false, isResult},
		{"returncode", false, isResult}, {"resultcode", false, isResult}, {"resultmapped", true, isResult}, {"resultunmapped", true, isResult},
		{"code", true, isCode}, {"result", false, ifAssigned}, {"rc", true, onlyAssigned},
		{"returned", true, isReturned}, {"returns", true, isReturned}, {"with", true, isWith}, {"status", true, isStatus},
		{"thread", false, isOther}, {"flags", false, isOther}, {"flag", false, isOther}, {"handle", false, isOther}, {"mask", false, isOther},
		{"address", false, isOther}, {"addr", false, isOther}, {"pointer", false, isOther}, {"ptr", false, isOther}, {"offset", false, isOther},
		{"pid", true, isOther}, {"tid", true, isOther}, {"id", true, isOther}, {"key", true, isOther}, {"kb", true, isOther},
		{"size", false, isOther}, {"bytes", false, isOther}, {"version", false, isOther}, {"hash", false, isOther},
		{"serial", false, isOther}, {"session", false, isOther},
	} {
		last := w.text[len(w.text)-1]
		table[last] = append(table[last], w)
	}
	return table
}()

// judge decides by the word itself or its ending and, for some, the words before it.
func (f *finder) judge(word []byte, start int, equals bool) cue {
	for _, w := range cueWords[word[len(word)-1]|0x20] {
		if !ends(word, w.text) || w.whole && len(word) != len(w.text) {
			continue
		}
		switch w.how {
		case isResult:
			return strong
		case isError:
			return f.unlessHTTP(word, start, strong)
		case isStatus:
			return f.unlessHTTP(word, start, hexOnly)
		case isCode:
			return f.judgeCode(start, equals)
		case isReturned:
			return weak
		case isWith:
			return f.judgeWith(start)
		case ifAssigned:
			return strongIf(equals, hexOnly)
		case onlyAssigned:
			return strongIf(equals, none)
		}
		return forbids
	}
	return none
}

// judgeCode tells "exit code", "error code" and "Code=" from "HTTP code" and "status code".
func (f *finder) judgeCode(start int, equals bool) cue {
	before, at := f.wordBefore(start)
	switch {
	case fold(before, "http"), fold(before, "status"), fold(before, "reason"), fold(before, "site"):
		return none
	case fold(before, "error"), fold(before, "result"):
		return f.unlessHTTP(before, at, strong)
	case fold(before, "exit"), fold(before, "return"), fold(before, "win32"), fold(before, "with"), fold(before, "msi"):
		return strong
	}
	return strongIf(equals, hexOnly)
}

// judgeWith tells "failed with 1603" from "done with 3 updates".
func (f *finder) judgeWith(start int) cue {
	before, _ := f.wordBefore(start)
	if fold(before, "failed") || fold(before, "exited") || fold(before, "failure") {
		return weak
	}
	return none
}

// unlessHTTP is c, unless the number is an HTTP status.
func (f *finder) unlessHTTP(word []byte, start int, c cue) cue {
	before, _ := f.wordBefore(start)
	if fold(before, "http") || len(word) > 4 && fold(word[:4], "http") {
		return none
	}
	return c
}

func strongIf(yes bool, otherwise cue) cue {
	if yes {
		return strong
	}
	return otherwise
}

// units are words after a number that make it a count.
var units = [...]string{"of", "update", "updates", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "ms", "time", "times", "byte", "bytes", "kb", "mb", "item", "items", "file", "files", "record", "records", "error", "errors", "retry", "retries", "attempt", "attempts", "more", "percent"}

// counts says whether a unit follows the number.
func (f *finder) counts(end int) bool {
	word := f.wordAfter(end)
	for _, u := range units {
		if fold(word, u) {
			return true
		}
	}
	return false
}

// links are words with which a sentence goes on after a code.
var links = [...]string{"for", "from", "while", "when", "at", "on", "and", "to", "in", "after", "by", "with", "but", "as", "because", "trying", "so"}

// goesOn says whether the sentence goes on with a word that is neither a link nor begins with a capital letter: "returned 5 entries".
func (f *finder) goesOn(end int) bool {
	word := f.wordAfter(end)
	if len(word) == 0 || word[0] < 'a' {
		return false
	}
	for _, l := range links {
		if fold(word, l) {
			return false
		}
	}
	return true
}

// wordAfter is the word after one space.
func (f *finder) wordAfter(end int) []byte {
	if !isAt(f.msg, end, ' ') {
		return nil
	}
	return f.msg[end+1 : wordEnd(f.msg, end+1)]
}

// fold compares without regard to case; want is in lower case.
func fold(word []byte, want string) bool {
	return len(word) == len(want) && ends(word, want)
}

// ends says whether a word ends in want, without regard to case; want is in lower case letters and digits.
func ends(word []byte, want string) bool {
	n := len(word) - len(want)
	if n < 0 {
		return false
	}
	for i := range len(want) {
		if word[n+i]|0x20 != want[i] {
			return false
		}
	}
	return true
}
