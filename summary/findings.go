package summary

import (
	"cmp"
	"slices"

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

// Finding puts a problem into words.
func (s *AsOf) Finding(f *model.Finding) Finding {
	r := Finding{
		ID: f.ID, Badge: SeverityBadge(f), Text: Sentence(f.Text), Advice: Sentence(f.Advice), UpdateID: f.Update.String(), Lasts: f.Active(),
		Records: len(f.Evidence), Quotes: mapAll(f.Evidence[:min(len(f.Evidence), maxQuotes)], s.Quote),
	}
	if !r.Lasts {
		r.Cleared = s.EvidenceTime(f.Cleared)
	}
	return r
}

// findingRows returns what lasts, the worst first, and then what has cleared.
func (s *AsOf) findingRows() []Finding {
	rows := mapAll(s.Findings(), s.Finding)
	rank := func(r Finding) int {
		return slices.Index([]string{"bad", "wait", "busy", "quiet"}, r.Badge.Tone)
	}
	slices.SortStableFunc(rows, func(a, b Finding) int { return cmp.Compare(rank(a), rank(b)) })
	return rows
}

// More counts the records beyond the first that are quoted, and all of them if that is not the
// same.
func (f Finding) More() string {
	more, all := len(f.Quotes)-1, f.Records-1
	if more < all {
		return Grouped(more) + " of " + Count(all, "more record")
	}
	return Count(more, "more record")
}

// ClearedText returns when a finding that is over was cleared.
func (s *AsOf) ClearedText(f *model.Finding) string {
	return "Cleared " + s.EvidenceShort(f.Cleared) + "."
}

// FindingCounts counts the findings that last and those that have cleared.
func FindingCounts(all []*model.Finding) (active, cleared int) {
	for _, f := range all {
		if f.Active() {
			active++
		} else {
			cleared++
		}
	}
	return active, cleared
}
