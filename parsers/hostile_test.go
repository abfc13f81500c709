package parsers

import (
	"strings"
	"testing"
)

// hostileLen is the length of a hostile message.
const hostileLen = 1 << 20

// TestFreeTextsAreSearchedInLinearTime lets rules with several free texts match messages that
// repeat what follows the texts but lack the end of the line, so that the end of each text is
// looked for in vain. It counts comparisons.
func TestFreeTextsAreSearchedInLinearTime(t *testing.T) {
	tried := 0
	for i, l := range logs {
		seen := map[*rule]bool{}
		for _, p := range patterns[i]() {
			elements := fromFirstText(p.elements)
			texts := countTexts(elements)
			if texts < 2 || seen[p.rule] {
				continue
			}
			seen[p.rule] = true
			for _, end := range []int{2, len(elements) - 1} {
				unit := sampleOf(t, elements[:end])
				msg := []byte(strings.Repeat(unit, hostileLen/len(unit)))
				tries := 0
				if match(counting(elements, &tries), p.openEnded, msg, &scratch{}) == matches {
					continue
				}
				tried++
				if limit := len(elements) * len(msg); tries > limit {
					t.Errorf("%s: %d tries in a message of %d bytes: %s", l.name, tries, len(msg), p.rule.line)
				}
			}
		}
	}
	if tried < 30 {
		t.Errorf("only %d messages did not match", tried)
	}
}

// counting returns elements that match the same, but count in tries how often a literal is compared
// with a part of the message.
func counting(elements []element, tries *int) []element {
	var all []element
	for _, el := range elements {
		if literal := el.literal; literal != "" {
			el = element{hole: func(s []byte, _ fieldSet, _ *scratch) int {
				*tries++
				return matchLiteral(literal, s)
			}}
		}
		all = append(all, el)
	}
	return all
}

// fromFirstText returns the elements from the first free text on, nil if there is none.
func fromFirstText(elements []element) []element {
	for i, el := range elements {
		if el.isText {
			return elements[i:]
		}
	}
	return nil
}

func countTexts(elements []element) int {
	n := 0
	for _, el := range elements {
		if el.isText {
			n++
		}
	}
	return n
}

// sampleOf returns a text that elements match.
func sampleOf(t *testing.T, elements []element) string {
	t.Helper()
	var b strings.Builder
	for _, el := range elements {
		sample := el.literal
		if el.holeName != "" {
			sample = map[string]string{
				"text": "a", "url": "a", "word": "a", "int": "1", "guid": deployID, "hresult": "0x80070005", "failure": "0x80070005",
				"hex": "80070005", "win32": "5", "bool": "1", "column": "\ta", "about": "\ta", "files": `<FileContent Name="a" Size="1"/>`,
			}[el.holeName]
		}
		if sample == "" {
			t.Fatalf("no sample of %s", el.holeName)
		}
		b.WriteString(sample)
	}
	return b.String()
}

func TestARunOfBlanksIsTriedOnce(t *testing.T) {
	tries := 0
	never := func([]byte, fieldSet, *scratch) int { tries++; return -1 }
	elements := []element{{isText: true}, {literal: " "}, {holeName: "word", hole: never}}
	msg := []byte("a" + strings.Repeat(" \t", hostileLen/2) + "b c")
	if match(elements, false, msg, &scratch{}) == matches || tries != 2 {
		t.Errorf("%d tries, want one for each of the two runs", tries)
	}
}

// TestAHoleBehindATextTakesLinearTime has a hole of each type that is tried at each byte of a message;
// the test would not end if each read to the end of the message.
func TestAHoleBehindATextTakesLinearTime(t *testing.T) {
	for name := range holeTypes {
		p, err := parsePattern("<_:text>a<_:" + name + ">!")
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range []string{"a", "a_", "a::", "a1", "a1 ", "a\t", "a-", "a0x", "aCMG"} {
			msg := []byte(strings.Repeat(unit, hostileLen/4/len(unit)))
			if match(p.elements, false, msg, &scratch{}) == matches {
				t.Errorf("%q matches a message without its end", name)
			}
		}
	}
}

func TestALongWordIsNone(t *testing.T) {
	for n, want := range map[int]int{maxWordLen: maxWordLen, maxWordLen + 1: -1, hostileLen: -1} {
		for _, end := range []string{"", " b"} {
			if got := holeWord([]byte(strings.Repeat("a", n)+end), 0, &scratch{}); got != want {
				t.Errorf("a word of %d bytes: %d", n, got)
			}
		}
	}
}

func TestALongColumnIsNone(t *testing.T) {
	for n, want := range map[int]int{maxColumnLen: maxColumnLen + 1, maxColumnLen + 1: -1, hostileLen: -1} {
		for _, end := range []string{"", "\tb"} {
			if got := holeColumn([]byte("\t"+strings.Repeat("a", n)+end), 0, &scratch{}); got != want {
				t.Errorf("a column of %d bytes: %d", n, got)
			}
		}
	}
}
