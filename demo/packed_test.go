package demo

import (
	"bytes"
	"compress/gzip"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "pack story.txt")

// TestPackedStoryIsTheStory: what is embedded is what stands in story.txt.
func TestPackedStoryIsTheStory(t *testing.T) {
	b, err := os.ReadFile("story.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(string(b), "\r\n", "\n") // a checkout on Windows may differ
	if *update {
		packStory(t, want)
		return
	}
	if storyText() != want {
		t.Error("story.txt has changed; go test ./demo -update packs it")
	}
}

func packStory(t *testing.T, text string) {
	t.Helper()
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("story.txt.gz", packed.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}
