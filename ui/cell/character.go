package cell

// FirstCharacter returns how many bytes of s its first character has, and how many cells what the
// screen shows for it takes. A character is what a reader takes for one: a letter with its accents,
// an emoji of several code points.
func FirstCharacter(s string) (bytes, cells int) {
	if s == "" {
		return 0, 0
	}
	bytes, _, cells = grapheme(s, 0)
	return bytes, cells
}

// LastCharacter returns how many bytes the last character of s takes.
func LastCharacter(s string) (bytes int) {
	for s != "" {
		bytes, _ = FirstCharacter(s)
		s = s[bytes:]
	}
	return bytes
}
