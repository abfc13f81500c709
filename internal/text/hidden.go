// Package text says which characters of a log's text must not be shown as they are: those that
// command a terminal, turn the direction of writing, take no room, or look like a blank and are
// none. How each is shown instead is up to who shows it.
package text

import (
	"unicode"

	"golang.org/x/text/unicode/rangetable"
)

// table is every hidden character beyond ASCII, by Unicode's own properties.
var table = rangetable.Merge(
	unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, // controls, formats, separators of lines and paragraphs
	unicode.Co, // private use: every font draws something else, or nothing
	unicode.Other_Default_Ignorable_Code_Point, // fillers and what is drawn as nothing
	unicode.Variation_Selector,
	rangetable.New('\u2800', '\ufffc'), // a blank of Braille; the place of an object that is not there
)

// Hidden reports whether a character is hidden. Line breaks and tabs are, too: where they are
// wanted, the caller lets them pass.
func Hidden(r rune) bool {
	if r < 0x7f {
		return r < ' '
	}
	return unicode.Is(table, r)
}
