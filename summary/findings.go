package summary

import (
	"cmp"
	"slices"

	"ccmtail/internal/text"
	"ccmtail/model"
)

// Finding is a problem in words, with the records that show it.
type Finding struct {
	ID           string
	Badge        Badge
	Text, Advice string
	UpdateID     string // id of the update
	Cleared      Time
	Lasts        bool
	Records      int // that show it; the first few are quoted
	Quotes       []Quote
}

// maxQuotes is how many records of a finding are quoted.
const maxQuotes = 5

func (d *summarizer) finding(f *model.Finding) Finding {
	r := Finding{
		ID: f.ID, Badge: severityBadge(f), Text: text.Clean(Sentence(f.Text)), Advice: text.Clean(Sentence(f.Advice)), UpdateID: f.Update.String(), Lasts: f.Active(),
		Records: len(f.Evidence),
		Quotes:  mapAll(f.Evidence[:min(len(f.Evidence), maxQuotes)], d.quote),
	}
	if !r.Lasts {
		r.Cleared = d.EvidenceTime(f.Cleared)
	}
	return r
}

// findings is what lasts, the worst first, and then what has cleared.
func (d *summarizer) findings() []Finding {
	rows := mapAll(d.State.FindingsAt(d.At), d.finding)
	rank := func(r Finding) int {
		return slices.Index([]string{"bad", "wait", "busy", "quiet"}, r.Badge.Tone)
	}
	slices.SortStableFunc(rows, func(a, b Finding) int { return cmp.Compare(rank(a), rank(b)) })
	return rows
}

// More counts the records beyond the first.
func (f Finding) More() string { return Count(len(f.Quotes)-1, "more record") }
