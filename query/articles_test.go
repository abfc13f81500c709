package query

import (
	"bytes"
	"context"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// articleTexts are what texts with numbers of all sorts are made of.
var articleTexts = []string{
	"961501", "9615012", "5081214", "0961501", "111111", "1111111", "96150", "96150123", "kb", "KB", "Kb", "k", "b", "a", "F", "x", "-", ",", " ", "(", "ü", "{" + sampleID + "}", sampleID[:9],
	"961501ab-dcfd-42d0-99cc-da46abbfb86c", "0d841d92-dcfd-42d0-99cc-da46ab961501", "0d841d92-dcfd-42d0-99cc-961501abcdef", "1", "12", "QNumbers=", "C:\\Windows\n",
}

// articlePattern is a number and what may stand around it.
var articlePattern = regexp.MustCompile(`(?i)(kb)?\d{5,8}\D?`)

// TestArticlesAreLookedUpAsMatched: what the index finds of numbers is what Match of each record
// does.
func TestArticlesAreLookedUpAsMatched(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	var random [][]byte
	for range 12_000 {
		var text []byte
		for range 1 + rng.IntN(8) {
			text = append(text, articleTexts[rng.IntN(len(articleTexts))]...)
		}
		random = append(random, text)
	}
	for name, texts := range map[string][][]byte{"random": random, "logs": testLogLines(t)} {
		records := recordsOf(rng, texts)
		for _, source := range articleFilters(rng, texts) {
			m, err := Parse(source, nil, nil)
			if err != nil {
				t.Fatalf("%q: %v", source, err)
			}
			var want []event.RecordID
			for id := range records.End() {
				if m.Match(records, id) {
					want = append(want, id)
				}
			}
			got := slices.Collect(Find(context.Background(), records, m, RetainedSet(records)).All)
			if !slices.Equal(got, want) {
				t.Errorf("%s: %q: %d records found, want %d", name, source, len(got), len(want))
			}
		}
	}
}

// articleFilters returns filters for numbers that stand in some texts, and for some that do not.
func articleFilters(rng *rand.Rand, texts [][]byte) []string {
	seen := map[string]bool{"kb:961501": true, "KB961501": true, "kb:7654321": true, "kb7654321": true, "kb:111111": true, "kb:96150123": true, "kb:96150": true, "kb:1111111111": true, "KB96150123": true}
	for range 150 {
		for _, found := range articlePattern.FindAll(texts[rng.IntN(len(texts))], 2) {
			number := bytes.Trim(bytes.ToLower(found), "kb \t\r\n!|")
			seen["kb:"+string(number)] = true
			seen["KB"+string(number)] = true
			seen["x kB"+string(number)+" y"] = true
		}
	}
	var sources []string
	for s := range seen {
		sources = append(sources, s)
	}
	return sources
}

// testLogLines returns the lines of the logs that the tests of this project have.
func testLogLines(t *testing.T) (lines [][]byte) {
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".log", ".lo_", ".txt"}, filepath.Ext(path)) {
			return err
		}
		text, err := os.ReadFile(path)
		lines = append(lines, bytes.SplitAfter(text, []byte("\n"))...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// recordsOf returns records with some texts, which have heads and tails that are no part of their
// messages.
func recordsOf(rng *rand.Rand, texts [][]byte) *store.Records {
	s := store.New()
	g := s.AddFile("a.log", "a.log", 0)
	for len(texts) > 0 {
		n := min(1+rng.IntN(500), len(texts))
		var all []byte
		var frames []model.Frame
		for _, text := range texts[:n] {
			head, tail := min(rng.IntN(8), len(text)), 0
			tail = min(rng.IntN(8), len(text)-head)
			all = append(all, text...)
			frames = append(frames, model.Frame{Size: len(text), Head: head, Tail: tail, Wall: rng.Int64N(1e6), Format: model.FormatCCM})
		}
		g.Append(all, frames)
		texts = texts[n:]
	}
	return s.Records()
}
