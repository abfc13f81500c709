package parsers

import (
	"math/rand/v2"
	"testing"
)

// TestMatchLabelEqualsMatchLiteral compares both on labels with some bytes changed or inserted.
func TestMatchLabelEqualsMatchLiteral(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	const text, special = "Successfully completed scan of all ", " \t\r\nx\x00\xff"
	for range 300_000 {
		from := rng.IntN(len(text))
		var n node
		n.setLabel(text[from : from+1+rng.IntN(len(text)-from)])
		msg := []byte(n.label + "and more of it"[:rng.IntN(14)])
		for range rng.IntN(3) {
			at := rng.IntN(len(msg))
			if c := special[rng.IntN(len(special))]; rng.IntN(2) == 0 {
				msg[at] = c
			} else {
				msg = append(msg[:at], append([]byte{c}, msg[at:]...)...)
			}
		}
		if k, want := n.matchLabel(msg), matchLiteral(n.label, msg); k != want {
			t.Fatalf("%q matches %d bytes of %q, want %d", n.label, k, msg, want)
		}
	}
}
