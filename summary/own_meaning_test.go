package summary

import (
	"testing"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// TestOwnMeaningsStayAsTheyAreWritten: a name at the beginning keeps its capital, where a meaning of
// ours becomes a part of the sentence.
func TestOwnMeaningsStayAsTheyAreWritten(t *testing.T) {
	errcode.Teach(map[uint32]string{0x80070643: "Contoso Agent locks the installer. Ask Jo"})
	t.Cleanup(func() { errcode.Teach(nil) })
	for code, want := range map[event.Code]string{
		0x80070643: "0x80070643: Contoso Agent locks the installer",
		0x80070005: "0x80070005: " + lowerFirst(firstSentence(errcode.Lookup(0x80070005).Meaning)),
	} {
		if got := codeMeaning(code); got != want {
			t.Errorf("says %q, want %q", got, want)
		}
	}
}
