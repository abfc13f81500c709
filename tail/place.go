package tail

import "unicode/utf8"

// Place is a place in the text of a chunk whose byte in the file is known. From it on, text and
// file go apart otherwise than before.
type Place struct {
	Text, Byte uint32 // counted from where the chunk begins in the text and in the file
}

// decoded is text that is not in the file in the same form, and its places.
type decoded struct {
	text   []byte
	places []Place
}

// addPlace adds a place, unless text and file go on as after the place before.
func (t *decoded) addPlace(text, raw, unit int) {
	var before Place
	if n := len(t.places); n > 0 {
		before = t.places[n-1]
	}
	if raw-int(before.Byte) != unit*(text-int(before.Text)) {
		t.places = append(t.places, Place{uint32(text), uint32(raw)})
	}
}

// addStretch adds the place behind a stretch of raw from the byte at to end, whose text begins at
// from and ends the text so far. The byte of ASCII that ends most stretches is behind the place: a
// record may begin with it.
func (t *decoded) addStretch(from int, raw []byte, at, end int) {
	text := len(t.text)
	if text-from == end-at {
		return
	}
	if last := raw[end-1]; text > from && last < utf8.RuneSelf && t.text[text-1] == last {
		text, end = text-1, end-1
	}
	t.places = append(t.places, Place{uint32(text), uint32(end)})
}

// addUTF16 adds the places of a text that was UTF-16: one behind each run of characters outside
// ASCII.
func (t *decoded) addUTF16() {
	for text, raw := 0, 0; text < len(t.text); {
		n := firstNonASCII(t.text[text:])
		text, raw = text+n, raw+2*n
		for text < len(t.text) && t.text[text] >= utf8.RuneSelf {
			size, units := sizesOf(t.text[text])
			text, raw = text+size, raw+2*units
		}
		t.addPlace(text, raw, 2)
	}
}

// sizesOf returns how many bytes of UTF-8 and how many units of UTF-16 a character outside ASCII
// has, by its first byte of UTF-8.
func sizesOf(first byte) (size, units int) {
	switch {
	case first < 0xE0:
		return 2, 1
	case first < 0xF0:
		return 3, 1
	}
	return 4, 2
}
