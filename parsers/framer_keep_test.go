package parsers

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ccmtail/model"
)

// TestWhatIsKeptDoesNotChange feeds text in random chunks, keeps all that comes of it, and holds that
// against what each call said at the time, and the whole against the text.
func TestWhatIsKeptDoesNotChange(t *testing.T) {
	const record = "<![LOG[Job started\r\nfor an update]LOG]!><time=\"22:20:42.915+300\" date=\"05-23-2017\" " +
		"component=\"UpdatesHandler\" context=\"\" type=\"1\" thread=\"4242\" file=\"updatesmanager.cpp:874\">\r\n"
	text := strings.Repeat(record+"a plain line\r\n", 300)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		var f Framer
		var kept, said [][]byte
		var frames, saidFrames [][]model.Frame
		for _, chunk := range randomChunks(text, rng) {
			f.FeedKeeping([]byte(chunk), nil, func(_ int, text []byte, fs []model.Frame) {
				kept, said = append(kept, text), append(said, bytes.Clone(text))
				frames, saidFrames = append(frames, fs), append(saidFrames, slices.Clone(fs))
			})
		}
		for i := range kept {
			if !bytes.Equal(kept[i], said[i]) || !slices.Equal(frames[i], saidFrames[i]) {
				t.Fatalf("text %d is now %q with frames %v, was %q with %v", i, kept[i], frames[i], said[i], saidFrames[i])
			}
		}
		if got := string(bytes.Join(kept, nil)); got != text[:len(got)] || len(text)-len(got) != f.Pending() {
			t.Fatalf("%d bytes of %d, %d pending", len(got), len(text), f.Pending())
		}
	}
}
