package redact

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"ccmtail/model/event"
)

// maxWords is how many words have a stand-in with a number. The others have one made of a digest, for
// which nothing must be kept.
const maxWords = 100_000

// maxNumbered is the length in bytes of the longest word that has a stand-in with a number.
const maxNumbered = 256

// eachWord calls found with the ends of each word of a text that is not harmless, and of what is
// replaced as a whole. A GUID is none of them.
func (r *Redactor) eachWord(text []byte, found func(from, to int)) {
	for at := 0; at < len(text); {
		if n := shapeAt(text, at); n > 0 {
			if !r.isSpelledWord(text[at : at+n]) {
				found(at, at+n)
			}
			at += n
			continue
		}
		if n, _ := escapeAt(text[at:]); n > 0 {
			at += n
			continue
		}
		if _, n := event.ParseGUID(text[at:]); n > 0 {
			at += n
			continue
		}
		to := wordEnd(text, at)
		if to == at {
			at++
			continue
		}
		if end := to - stampLen(text[at:to]); end > at && !r.isHarmless(text, at, end) {
			found(at, end)
		}
		at = to
	}
}

// isSpelledWord reports whether a text is a harmless word in UTF-16.
func (r *Redactor) isSpelledWord(text []byte) bool {
	if text[1] != 0 {
		return false
	}
	word := string(bytes.ReplaceAll(text, []byte{0}, nil))
	return 2*len(word)-len(text) < 2 && r.judge(word)
}

// stampLen returns the length of what a rolled log has behind its name, -YYYYMMDD-HHMMSS or that and
// a number, at the end of a word.
func stampLen(word []byte) int {
	if m := rolledStamp().FindIndex(word); m != nil {
		return len(word) - m[0]
	}
	return 0
}

var rolledStamp = compile(`-\d{8}-\d{6}(?:-\d{1,3})?$`)

// learnWords learns the words of a text that are not harmless.
func (r *Redactor) learnWords(text []byte) {
	r.eachWord(text, func(from, to int) { r.addWord(string(text[from:to])) })
}

// learnGUIDs learns the GUIDs in a line: all if GUIDs is set, else those of a person, a computer or a
// tenant.
func (r *Redactor) learnGUIDs(line []byte) {
	for at := 0; at+36 <= len(line); at++ {
		if line[at+8] != '-' || line[at+13] != '-' || at > 0 && isWordByte(line[at-1]) {
			continue
		}
		_, n := event.ParseGUID(line[at:])
		if n == 0 {
			continue
		}
		if r.GUIDs {
			r.add(GUID, string(line[at:at+n]))
		} else if isPersonal(line[max(0, at-guidReach):at]) {
			r.add(ID, string(line[at:at+n]))
		}
		at += n - 1
	}
}

// guidReach is how many bytes before a GUID are searched for what it is the id of.
const guidReach = 48

// personalBefore matches what is before the GUID of a person, a computer or a tenant, with nothing
// between that it could be the id of instead.
var personalBefore = compile(`(?i)(?:device|tenant|client|user|machine|computer|hardware|aad|azure|entra|intune|mdm|account|owner|person|employee|directory|subscription|principal|smsid|smbios)` +
	`s?(?:[\s:='"({\[<>/_-]|\b(?:id|guid|identifier|is|was|of|the|as|found|enrolled|one|joined|with|has|now|new|old|current|object)\b|id)*$`)

// isPersonal reports whether the last thing that a text before a GUID names is a person, a computer
// or a tenant.
func isPersonal(before []byte) bool { return personalBefore().Match(before) }

// addWord learns a word, unless it is known or there are too many.
func (r *Redactor) addWord(word string) {
	low := strings.ToLower(word)
	if r.isKeyed || r.words[low] != nil || len(r.wordOrder) >= maxWords || len(word) > maxNumbered || isDigest(word) {
		return
	}
	n := &Name{Kind: Word, Text: word}
	r.words[low] = n
	r.wordOrder = append(r.wordOrder, n)
}

// assignWords assigns stand-ins to the words that have none.
func (r *Redactor) assignWords() {
	for _, n := range r.wordOrder {
		if n.StandIn == "" && r.names[strings.ToLower(n.Text)] == nil {
			r.count[Word]++
			n.StandIn = fmt.Sprintf("word%d", r.count[Word])
		}
	}
}

// appendWords appends a text without names to out, with the stand-ins of its words.
func (r *Redactor) appendWords(out, text []byte) []byte {
	at := 0
	r.eachWord(text, func(from, to int) {
		out = append(out, text[at:from]...)
		out = append(out, r.standInOf(text[from:to])...)
		at = to
	})
	return append(out, text[at:]...)
}

// standInOf returns the stand-in of a word.
func (r *Redactor) standInOf(word []byte) string {
	n := r.words[strings.ToLower(string(word))]
	switch {
	case n != nil:
		if n.StandIn == "" {
			r.count[Word]++
			n.StandIn = fmt.Sprintf("word%d", r.count[Word])
		}
		n.Count++
		return n.StandIn
	case isDigest(string(word)):
		return r.digest(word, len(word))
	case r.isKeyed:
		return r.keyedStandIn(Word, string(word))
	}
	return "word" + r.digest(word, 12)
}

// isDigest reports whether a word is hexadecimal digits, as digests and keys are. Its stand-in is of
// the same form.
func isDigest(word string) bool {
	return len(word) >= 8 && len(word) <= maxNumbered && areHexDigits([]byte(word))
}

// digest returns so many hexadecimal digits that stand for a word in any case: those of its digest
// under a key that nobody knows, so that no list of names can be tried.
func (r *Redactor) digest(word []byte, digits int) string {
	if r.key == nil {
		r.key = make([]byte, sha256.Size)
		rand.Read(r.key) //nolint:errcheck // it never fails
	}
	mac := hmac.New(sha256.New, r.key)
	mac.Write([]byte(strings.ToLower(string(word))))
	sum := hex.EncodeToString(mac.Sum(nil))
	for len(sum) < digits {
		mac.Write([]byte(sum))
		sum += hex.EncodeToString(mac.Sum(nil))
	}
	if strings.ToLower(string(word)) != string(word) {
		sum = strings.ToUpper(sum)
	}
	return sum[:digits]
}
