package parsers

import (
	"math/rand/v2"
	"testing"
)

// TestALabelIsAsLongAsReadByteByByte changes some bytes of a label, and cuts it.
func TestALabelIsAsLongAsReadByteByByte(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	const text, odd = "Successfully completed scan of all ", " \t\r\nx\x00\xff"
	for range 300_000 {
		from := rng.IntN(len(text))
		var n node
		n.setLabel(text[from : from+1+rng.IntN(len(text)-from)])
		msg := []byte(n.label + "and more of it"[:rng.IntN(14)])
		for range rng.IntN(3) {
			at := rng.IntN(len(msg))
			if c := odd[rng.IntN(len(odd))]; rng.IntN(2) == 0 {
				msg[at] = c
			} else {
				msg = append(msg[:at], append([]byte{c}, msg[at:]...)...)
			}
		}
		if k, want := n.matchLabel(msg), matchLiteral(n.label, msg); k != want {
			t.Fatalf("%q takes %d bytes of %q, not %d", n.label, k, msg, want)
		}
	}
}
