package parsers

// leastWide is the least length of a text for uptoWide.
const leastWide = 16

// uptoWide is upto for n bytes of text, the first of which is at text; all eight bytes of c are the one that is looked for.
//
//go:noescape
func uptoWide(text *byte, n int, c uint64) (at int, plain bool)
