package parsers

import "testing"

// TestTypographicTextIsSeen looks for each character that is undone, and for letters that are not.
func TestTypographicTextIsSeen(t *testing.T) {
	for _, c := range typographic {
		if s := "Größe" + c.pretty; !hasTypographic([]byte(s)) {
			t.Errorf("%q is not seen", s)
		}
	}
	if !hasTypographic([]byte("0" + timesSign + "80240022")) {
		t.Error("the sign of multiplication is not seen")
	}
	for _, s := range []string{"", "plain", "ü", "Größe in € für Übertragung läuft", "\xe2", "\xc3", "日本"} {
		if hasTypographic([]byte(s)) {
			t.Errorf("%q has nothing to undo", s)
		}
	}
}
