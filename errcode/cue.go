package errcode

// A cue is what the words before a number say about it: "Error = 53", "exit code 1603", "hr=0x0",
// "thread=4844". The words are those of the client's logs, WindowsUpdate.log, CBS.log and the
// installers that clients run.
type cue uint8

const (
	cueNone    cue = iota // there is no cue
	cueHexOnly            // a hexadecimal number is a code: "status", "result is"
	cueWeak               // a number is a code, unless the sentence counts something: "returned", "failed with"
	cueStrong             // a number is a code: "error", "exit code", "hr="
	cueForbids            // the number is not a code: "flags", "thread"
)

// cueBefore returns the cue before the number at start.
func (f *finder) cueBefore(start int) cue {
	i, equals := f.skipJoint(start)
	end := i
	for range 3 {
		i = wordStart(f.msg, end)
		word := f.msg[i:end]
		if len(word) == 0 || len(word) > 40 || class[word[0]]&decDigit != 0 {
			return cueNone
		}
		if !isFiller(word) {
			return f.judge(word, i, equals)
		}
		end = f.skipSpace(i) // in "exit code is 5" the cue is before "is"
	}
	return cueNone
}

// skipJoint returns the end of the word before the number at i, and whether there is an equals sign
// between the two.
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

// skipSpace returns the index before the spaces that end at i, of which there may be four.
func (f *finder) skipSpace(i int) int {
	for n := 0; i > 0 && f.msg[i-1] == ' ' && n < 4; n++ {
		i--
	}
	return i
}

// wordBefore returns the word before the spaces that end at i, and its index.
func (f *finder) wordBefore(i int) (word []byte, start int) {
	end := f.skipSpace(i)
	start = wordStart(f.msg, end)
	return f.msg[start:end], start
}

// isFiller reports whether a word may be between a cue and its number.
func isFiller(word []byte) bool {
	switch len(word) {
	case 2:
		return equalFold(word, "is") || equalFold(word, "of")
	case 3:
		return equalFold(word, "was")
	case 6:
		return equalFold(word, "number")
	}
	return false
}

// cueWord is a word that may be a cue.
type cueWord struct {
	text  string  // in lower case
	whole bool    // whether the word must be equal to text; otherwise it may end with it
	rule  cueRule // which cue it is
}

// cueRule determines the cue of a word.
type cueRule uint8

const (
	ruleResult        cueRule = iota // cueStrong
	ruleError                        // cueStrong, but not after "HTTP"
	ruleStatus                       // cueHexOnly, but not after "HTTP"
	ruleCode                         // depends on the word before, as in "exit code" and "HTTP code"
	ruleReturned                     // cueWeak
	ruleWith                         // cueWeak after "failed" and the like
	ruleHexOrAssigned                // cueStrong before an equals sign, otherwise cueHexOnly
	ruleAssigned                     // cueStrong before an equals sign
	ruleForbids                      // cueForbids
)

// cueWords holds the words by their last letter, so that only a few need be compared. The first one
// that matches counts.
var cueWords = func() (table [256][]cueWord) {
	for _, w := range []cueWord{
		{"error", false, ruleError}, {"errorcode", false, ruleError}, {"err", false, ruleError}, {"errorlevel", true, ruleError},
		{"hresult", false, ruleResult}, {"hr", true, ruleResult}, {"exitcode", false, ruleResult}, {"retcode", false, ruleResult},
		{"returncode", false, ruleResult}, {"resultcode", false, ruleResult},
		{"resultmapped", true, ruleResult}, {"resultunmapped", true, ruleResult},
		{"code", true, ruleCode}, {"result", false, ruleHexOrAssigned}, {"rc", true, ruleAssigned},
		{"returned", true, ruleReturned}, {"returns", true, ruleReturned}, {"with", true, ruleWith}, {"status", true, ruleStatus},
		{"thread", false, ruleForbids}, {"flags", false, ruleForbids}, {"flag", false, ruleForbids},
		{"handle", false, ruleForbids}, {"mask", false, ruleForbids}, {"address", false, ruleForbids},
		{"addr", false, ruleForbids}, {"pointer", false, ruleForbids}, {"ptr", false, ruleForbids}, {"offset", false, ruleForbids},
		{"pid", true, ruleForbids}, {"tid", true, ruleForbids}, {"id", true, ruleForbids}, {"key", true, ruleForbids},
		{"kb", true, ruleForbids}, {"size", false, ruleForbids}, {"bytes", false, ruleForbids}, {"version", false, ruleForbids},
		{"hash", false, ruleForbids}, {"serial", false, ruleForbids}, {"session", false, ruleForbids},
	} {
		last := w.text[len(w.text)-1]
		table[last] = append(table[last], w)
	}
	return table
}()

// judge returns the cue of a word at start. equals says whether an equals sign follows it.
func (f *finder) judge(word []byte, start int, equals bool) cue {
	for _, w := range cueWords[word[len(word)-1]|0x20] {
		if !hasSuffixFold(word, w.text) || w.whole && len(word) != len(w.text) {
			continue
		}
		switch w.rule {
		case ruleResult:
			return cueStrong
		case ruleError:
			return f.unlessHTTP(word, start, cueStrong)
		case ruleStatus:
			return f.unlessHTTP(word, start, cueHexOnly)
		case ruleCode:
			return f.judgeCode(start, equals)
		case ruleReturned:
			return cueWeak
		case ruleWith:
			return f.judgeWith(start)
		case ruleHexOrAssigned:
			return strongIf(equals, cueHexOnly)
		case ruleAssigned:
			return strongIf(equals, cueNone)
		}
		return cueForbids
	}
	return cueNone
}

// judgeCode returns the cue of the word "code" at start: "exit code", "error code" and "Code=" are
// strong, "HTTP code" and "status code" are none.
func (f *finder) judgeCode(start int, equals bool) cue {
	before, at := f.wordBefore(start)
	is := func(word string) bool { return equalFold(before, word) }
	switch {
	case is("http"), is("status"), is("reason"), is("site"):
		return cueNone
	case is("error"), is("result"):
		return f.unlessHTTP(before, at, cueStrong)
	case is("exit"), is("return"), is("win32"), is("with"), is("msi"):
		return cueStrong
	}
	return strongIf(equals, cueHexOnly)
}

// judgeWith returns the cue of the word "with" at start: weak in "failed with 1603", none in "done
// with 3 updates".
func (f *finder) judgeWith(start int) cue {
	before, _ := f.wordBefore(start)
	if equalFold(before, "failed") || equalFold(before, "exited") || equalFold(before, "failure") {
		return cueWeak
	}
	return cueNone
}

// unlessHTTP returns c, or cueNone if "HTTP" is before the word at start or at its beginning.
func (f *finder) unlessHTTP(word []byte, start int, c cue) cue {
	before, _ := f.wordBefore(start)
	if equalFold(before, "http") || len(word) > 4 && equalFold(word[:4], "http") {
		return cueNone
	}
	return c
}

// strongIf returns cueStrong or another cue.
func strongIf(yes bool, otherwise cue) cue {
	if yes {
		return cueStrong
	}
	return otherwise
}

// countUnits holds the words before which a number is a count.
var countUnits = [...]string{
	"of", "update", "updates", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "ms", "time", "times",
	"byte", "bytes", "kb", "mb", "item", "items", "file", "files", "record", "records", "error", "errors", "retry", "retries",
	"attempt", "attempts", "more", "percent",
}

// isCount reports whether one of countUnits follows the number that ends at end.
func (f *finder) isCount(end int) bool {
	word := f.wordAfter(end)
	for _, u := range countUnits {
		if equalFold(word, u) {
			return true
		}
	}
	return false
}

// continuations holds the words that may follow a code in a sentence.
var continuations = [...]string{
	"for", "from", "while", "when", "at", "on", "and", "to", "in", "after", "by", "with", "but", "as", "because", "trying", "so",
}

// sentenceGoesOn reports whether the number that ends at end is followed by a word that is likely to
// be what it counts: one in lower case that is not in continuations, as in "returned 5 entries".
func (f *finder) sentenceGoesOn(end int) bool {
	word := f.wordAfter(end)
	if len(word) == 0 || word[0] < 'a' {
		return false
	}
	for _, l := range continuations {
		if equalFold(word, l) {
			return false
		}
	}
	return true
}

// wordAfter returns the word after a space at end.
func (f *finder) wordAfter(end int) []byte {
	if !isAt(f.msg, end, ' ') {
		return nil
	}
	return f.msg[end+1 : wordEnd(f.msg, end+1)]
}

// equalFold reports whether a word is equal to want, which is in lower case, without regard to case.
func equalFold(word []byte, want string) bool {
	return len(word) == len(want) && hasSuffixFold(word, want)
}

// hasSuffixFold reports whether a word ends with want, which consists of lower case letters and
// digits, without regard to case.
func hasSuffixFold(word []byte, want string) bool {
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
