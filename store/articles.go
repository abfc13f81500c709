package store

import (
	"cmp"
	"iter"

	"ccmtail/model/event"
)

// article is the number of a KB article, with a one before it, so that those that begin with zeros
// differ too.
type article uint32

// Compare orders articles.
func (a article) Compare(o article) int { return cmp.Compare(a, o) }

// How many digits the number of an article has.
const (
	minArticleDigits = 6
	maxArticleDigits = 7
)

// overlongArticle stands for all numbers with KB before them that are longer than that of an
// article.
const overlongArticle article = 0

// parseArticle reads the digits of an article's number.
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

// collectArticles takes down the numbers in a message that may be those of articles: they have KB
// before them or stand on their own. It looks only between two places, and there only where a run
// of so many digits cannot be missed. In an id, behind its first hyphen, is none.
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
		if kb := endsInKB(msg[:from]); kb && (ok || to-from > maxArticleDigits) || ok && isOutsideHex(msg, from, to) {
			m.articles = append(m.articles, mention[article]{frame, a})
		}
		at = to
	}
}

// endsInKB reports whether a text ends in KB.
func endsInKB(text []byte) bool {
	n := len(text)
	return n >= 2 && text[n-1]|0x20 == 'b' && text[n-2]|0x20 == 'k'
}

// isOutsideHex reports whether a run of digits in a text is no part of a hexadecimal number.
func isOutsideHex(text []byte, from, to int) bool {
	return (from == 0 || !isHexLetter(text[from-1])) && (to == len(text) || !isHexLetter(text[to]))
}

func isDigit(c byte) bool { return c-'0' < 10 }

func isHexLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'f' }

// MentioningArticle returns the records whose text names an article by its number: with KB before
// it, or on its own, which is not as part of a longer number, nor of a hexadecimal one. They come
// in no order, some perhaps more than once. It is a look-up, as Naming is; posted says whether
// numbers like this one are looked up at all: those of six or seven digits.
func (v *Records) MentioningArticle(number string) (records iter.Seq[event.RecordID], posted bool) {
	a, ok := parseArticle(number)
	return v.mentioningArticles(a), ok
}

// KBCandidates returns records among which are all whose text has KB and then some digits; posted
// says whether that can be looked up: six digits or seven.
func (v *Records) KBCandidates(digits string) (records iter.Seq[event.RecordID], posted bool) {
	a, ok := parseArticle(digits)
	keys := []article{overlongArticle, a}
	for next := range article(10) {
		if len(digits) < maxArticleDigits {
			keys = append(keys, a*10+next)
		}
	}
	return v.mentioningArticles(keys...), ok
}

// mentioningArticles returns the records that name one of some articles.
func (v *Records) mentioningArticles(keys ...article) iter.Seq[event.RecordID] {
	return lookUp(v, keys, func(p *postingSegment) *postings[article] { return &p.articles })
}
