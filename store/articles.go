package store

import (
	"cmp"
	"iter"

	"ccmtail/model/event"
)

// article is the number of a KB article with a 1 before its digits, so that leading zeros count.
type article uint32

// Compare compares two numbers.
func (a article) Compare(other article) int { return cmp.Compare(a, other) }

// How many digits the number of an article has.
const (
	minArticleDigits = 6
	maxArticleDigits = 7
)

// overlongArticle is the key of all numbers behind KB that have more digits than an article's.
const overlongArticle article = 0

// parseArticle converts the digits of an article's number. ok is false if they are not such.
func parseArticle[T ~string | ~[]byte](digits T) (a article, ok bool) {
	if len(digits) < minArticleDigits || len(digits) > maxArticleDigits {
		return 0, false
	}
	a = 1
	for i := range len(digits) {
		if !isDigit(digits[i]) {
			return 0, false
		}
		a = a*10 + article(digits[i]-'0')
	}
	return a, true
}

// collectArticles adds the numbers in msg[begin:end] that may be those of articles: they stand
// behind KB or on their own. It looks at every sixth byte, which no run of so many digits escapes.
// Ids have no such numbers behind their first hyphen.
func (m *mentions) collectArticles(frame int, msg []byte, begin, end int) {
	for at := begin + minArticleDigits - 1; at < end; at += minArticleDigits {
		if !isDigit(msg[at]) {
			continue
		}
		from, to := at, at+1
		for from > 0 && isDigit(msg[from-1]) {
			from--
		}
		for to < len(msg) && isDigit(msg[to]) {
			to++
		}
		a, ok := parseArticle(msg[from:to])
		kb := endsInKB(msg[:from])
		if kb && (ok || to-from > maxArticleDigits) || ok && isOutsideHex(msg, from, to) {
			m.articles = append(m.articles, mention[article]{frame, a})
		}
		at = to
	}
}

// endsInKB reports whether a text ends in KB, in any case.
func endsInKB(text []byte) bool {
	n := len(text)
	return n >= 2 && text[n-1]|0x20 == 'b' && text[n-2]|0x20 == 'k'
}

// isOutsideHex reports whether a run of digits in a text is not part of a hexadecimal number.
func isOutsideHex(text []byte, from, to int) bool {
	return (from == 0 || !isHexLetter(text[from-1])) && (to == len(text) || !isHexLetter(text[to]))
}

func isDigit(c byte) bool { return c-'0' < 10 }

func isHexLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'f' }

// MentioningArticle yields the retained records whose text names an article by its number: behind
// KB, or on its own and not as part of a longer number or a hexadecimal one. They come in no
// particular order, perhaps more than once. It is a look-up as Mentioning is. posted is false if
// numbers like this one are not looked up, because they have not six or seven digits.
func (r *Records) MentioningArticle(number string) (records iter.Seq[event.RecordID], posted bool) {
	a, ok := parseArticle(number)
	return r.mentioningArticles(a), ok
}

// KBCandidates yields retained records that include all those whose text has KB followed by digits.
// It is a look-up as Mentioning is. posted is false if there are not six or seven digits: then the
// records mean nothing.
func (r *Records) KBCandidates(digits string) (records iter.Seq[event.RecordID], posted bool) {
	a, ok := parseArticle(digits)
	keys := []article{overlongArticle, a}
	for next := range article(10) {
		if len(digits) < maxArticleDigits {
			keys = append(keys, a*10+next)
		}
	}
	return r.mentioningArticles(keys...), ok
}

// mentioningArticles yields the retained records that are posted under any of keys.
func (r *Records) mentioningArticles(keys ...article) iter.Seq[event.RecordID] {
	return lookUp(r, keys, func(seg *postingSegment) *postings[article] { return &seg.articles })
}
