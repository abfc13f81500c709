package errcode

// A cue is the word before a number that says what the number is: "Error = 53", "exit code 1603",
// "hr=0x0", "thread=4844". The words are those of the client's own logs, of WindowsUpdate.log,
// CBS.log and the installers they run.
type cue uint8

const (
	cueNone    cue = iota
	cueHexOnly     // "status", "result is": vouches for hex, not for a plain number
	cueWeak        // "returned", "failed with": vouches for a number unless the sentence goes on to count something
	cueStrong      // "error", "exit code", "hr=": vouches for a number
	cueForbids     // "flags", "thread": this is something else
)

// cueBefore judges the words before start.
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
		end = f.skipSpace(i) // "exit code is 5": look before the filler
	}
	return cueNone
}

// skipJoint goes back over what may stand between a cue and its number, and says whether an equals
// sign was there.
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

// wordBefore returns the word before i when only spaces lie between.
func (f *finder) wordBefore(i int) (word []byte, start int) {
	end := f.skipSpace(i)
	start = wordStart(f.msg, end)
	return f.msg[start:end], start
}

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

// cueWord is a word, or the end of one, and how its number is judged.
type cueWord struct {
	text  string // in lower case
	whole bool   // the word must be just this
	rule  cueRule
}

type cueRule uint8

const (
	ruleResult        cueRule = iota // a code
	ruleError                        // a code, or an HTTP status if HTTP stands before
	ruleStatus                       // a code if it is hex and no HTTP status
	ruleCode                         // depends on the word before: exit code, HTTP code
	ruleReturned                     // a code or a count
	ruleWith                         // a code after "failed with"
	ruleHexOrAssigned                // a code if an equals sign follows; else only hex is
	ruleAssigned                     // a code if an equals sign follows
	ruleForbids                      // never a code
)

// cueWords are the words by their last letter, so that few are compared. Of several endings that
// fit, the first counts.
var cueWords = func() (table [256][]cueWord) {
	for _, w := range []cueWord{
		{"error", false, ruleError}, {"errorcode", false, ruleError}, {"err", false, ruleError}, {"errorlevel", true, ruleError},
		{"hresult", false, ruleResult}, {"hr", true, ruleResult}, {"exitcode", false, ruleResult}, {"retcode", false, ruleResult},
		{"returncode", false, ruleResult}, {"resultcode", false, ruleResult}, {"resultmapped", true, ruleResult}, {"resultunmapped", true, ruleResult},
		{"code", true, ruleCode}, {"result", false, ruleHexOrAssigned}, {"rc", true, ruleAssigned},
		{"returned", true, ruleReturned}, {"returns", true, ruleReturned}, {"with", true, ruleWith}, {"status", true, ruleStatus},
		{"thread", false, ruleForbids}, {"flags", false, ruleForbids}, {"flag", false, ruleForbids}, {"handle", false, ruleForbids}, {"mask", false, ruleForbids},
		{"address", false, ruleForbids}, {"addr", false, ruleForbids}, {"pointer", false, ruleForbids}, {"ptr", false, ruleForbids}, {"offset", false, ruleForbids},
		{"pid", true, ruleForbids}, {"tid", true, ruleForbids}, {"id", true, ruleForbids}, {"key", true, ruleForbids}, {"kb", true, ruleForbids},
		{"size", false, ruleForbids}, {"bytes", false, ruleForbids}, {"version", false, ruleForbids}, {"hash", false, ruleForbids},
		{"serial", false, ruleForbids}, {"session", false, ruleForbids},
	} {
		last := w.text[len(w.text)-1]
		table[last] = append(table[last], w)
	}
	return table
}()

// judge decides by the word itself or its ending and, for some, the words before it.
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

// judgeCode tells "exit code", "error code" and "Code=" from "HTTP code" and "status code".
func (f *finder) judgeCode(start int, equals bool) cue {
	before, at := f.wordBefore(start)
	switch {
	case equalFold(before, "http"), equalFold(before, "status"), equalFold(before, "reason"), equalFold(before, "site"):
		return cueNone
	case equalFold(before, "error"), equalFold(before, "result"):
		return f.unlessHTTP(before, at, cueStrong)
	case equalFold(before, "exit"), equalFold(before, "return"), equalFold(before, "win32"), equalFold(before, "with"), equalFold(before, "msi"):
		return cueStrong
	}
	return strongIf(equals, cueHexOnly)
}

// judgeWith tells "failed with 1603" from "done with 3 updates".
func (f *finder) judgeWith(start int) cue {
	before, _ := f.wordBefore(start)
	if equalFold(before, "failed") || equalFold(before, "exited") || equalFold(before, "failure") {
		return cueWeak
	}
	return cueNone
}

// unlessHTTP returns c, unless the number is an HTTP status.
func (f *finder) unlessHTTP(word []byte, start int, c cue) cue {
	before, _ := f.wordBefore(start)
	if equalFold(before, "http") || len(word) > 4 && equalFold(word[:4], "http") {
		return cueNone
	}
	return c
}

func strongIf(yes bool, otherwise cue) cue {
	if yes {
		return cueStrong
	}
	return otherwise
}

// countUnits are words after a number that make it a count.
var countUnits = [...]string{"of", "update", "updates", "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "ms", "time", "times", "byte", "bytes", "kb", "mb", "item", "items", "file", "files", "record", "records", "error", "errors", "retry", "retries", "attempt", "attempts", "more", "percent"}

// isCount reports whether a unit follows the number.
func (f *finder) isCount(end int) bool {
	word := f.wordAfter(end)
	for _, u := range countUnits {
		if equalFold(word, u) {
			return true
		}
	}
	return false
}

// continuations are words with which a sentence goes on after a code.
var continuations = [...]string{"for", "from", "while", "when", "at", "on", "and", "to", "in", "after", "by", "with", "but", "as", "because", "trying", "so"}

// sentenceGoesOn reports whether the sentence goes on with a word that is neither a link nor begins
// with a capital letter: "returned 5 entries".
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

// wordAfter returns the word after one space.
func (f *finder) wordAfter(end int) []byte {
	if !isAt(f.msg, end, ' ') {
		return nil
	}
	return f.msg[end+1 : wordEnd(f.msg, end+1)]
}

// equalFold compares without regard to case; want is in lower case.
func equalFold(word []byte, want string) bool {
	return len(word) == len(want) && hasSuffixFold(word, want)
}

// hasSuffixFold reports whether a word ends in want, without regard to case; want is in lower case
// letters and digits.
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
