package text

import (
	"testing"
	"unicode"
)

func TestWhatIsHidden(t *testing.T) {
	for _, r := range []rune{
		0, '\a', '\t', '\n', '\r', 0x1b, 0x7f, 0x9b, // C0, delete, C1: 0x9b begins a command as Esc [ does
		0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180b, 0x180e, 0x3164, 0xffa0, 0x2800, // no room, or a blank that is none
		0x200b, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2060, 0x2066, 0x2069, 0x206f, // joiners, directions, separators
		0xfe00, 0xfe0f, 0xfeff, 0xfff0, 0xfff9, 0xfffb, 0xfffc, // selectors, the byte order mark, annotations
		0xe000, 0xf8ff, 0xf0000, 0x10fffd, // private use
		0x1bca0, 0x1d173, 0x1d17a, 0xe0001, 0xe0020, 0xe007f, 0xe01ef, 0xe0fff, // formats of scripts and music, tags
	} {
		if !Hidden(r) {
			t.Errorf("%U is shown", r)
		}
	}
	for _, r := range " ~aZ09_‹éßñ–—“…→≤─▓日本語кир한ไ🙂\u00a0\ufffd" {
		if Hidden(r) {
			t.Errorf("%U is hidden", r)
		}
	}
	for r := range rune(unicode.MaxRune) {
		if unicode.Is(unicode.Bidi_Control, r) && !Hidden(r) || unicode.IsLetter(r) && Hidden(r) != unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) {
			t.Errorf("%U", r)
		}
	}
}
