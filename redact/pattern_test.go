package redact

import "testing"

func TestEveryPatternHasANameToFind(t *testing.T) {
	for _, cues := range [][]cue{phrases, keyCues} {
		for _, c := range cues {
			if n := c.pattern().NumSubexp(); n < 1 {
				t.Errorf("%v has %d groups", c.pattern(), n)
			}
		}
	}
}
