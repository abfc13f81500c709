package cell

// FirstCharacter returns how many bytes the first character of s takes, as a reader sees it, and
// how many cells what is shown for it.
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
