package summary

import (
	"strings"

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
	Count        int // how many updates, deployments and contents it explains
	Since        Time
	Records      int // that show it; the first few are quoted
	Quotes       []Quote
}

// maxQuotes is how many records of a finding are quoted.
const maxQuotes = 5

// Finding puts a problem into words.
func (s *AsOf) Finding(f *model.Finding) Finding {
	r := Finding{
		ID: f.ID, Badge: SeverityBadge(f), Text: Sentence(f.Text), Advice: Sentence(f.Advice), UpdateID: f.Update.String(), Lasts: f.Active(),
		Count: ExplainedCount(f), Since: s.Time(f.Began()), Records: f.Records(), Quotes: mapAll(f.Evidence[:min(len(f.Evidence), maxQuotes)], s.Quote),
	}
	if !r.Lasts {
		r.Cleared = s.EvidenceTime(f.Cleared)
	}
	return r
}

// findingRows returns what lasts, the worst first, and then what has cleared.
func (s *AsOf) findingRows() []Finding {
	rows := mapAll(s.Causes(), s.Finding)
	for _, f := range s.Findings() {
		if !f.Active() {
			rows = append(rows, s.Finding(f))
		}
	}
	return rows
}

// CountText says how much a finding explains, "" if that is one thing or the client as a whole.
func (f Finding) CountText() string {
	if f.Count < 2 {
		return ""
	}
	return "explains " + Grouped(f.Count)
}

// ClearedFindings counts the findings that are over: "2 cleared findings"; "" if there is none.
func (c *Client) ClearedFindings() string {
	n := 0
	for i := range c.Findings {
		if !c.Findings[i].Lasts {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return Count(n, "cleared finding")
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

// RecordsOf counts the records that show a finding, and how many of them are kept if not all.
func RecordsOf(f *model.Finding) string {
	all := Count(f.Records(), "record")
	if kept := len(f.Evidence); kept < f.Records() {
		return Grouped(kept) + " of " + all
	}
	return all
}

// ShortFinding says what a finding is for a narrow place: an update by its KB alone.
func (s *AsOf) ShortFinding(f *model.Finding) string {
	text := Sentence(f.Text)
	if u := s.FindUpdate(f.Update); u != nil && u.KB != "" {
		return strings.Replace(text, u.Name(), UpdateLabel(u), 1)
	}
	return text
}

// SinceText says how much a finding explains, where that is more than one thing, since when it lasts,
// and when it was cleared.
func (s *AsOf) SinceText(f *model.Finding) string {
	text := "since " + s.Short(f.Began())
	if n := s.explainedUpdates(f); n > 1 {
		text = Count(n, "update") + ", " + text
	}
	if !f.Active() {
		text += ", cleared " + s.EvidenceShort(f.Cleared)
	}
	return text
}

// explainedUpdates counts the updates that a finding explains.
func (s *AsOf) explainedUpdates(f *model.Finding) int {
	seen := map[*model.Update]bool{}
	for _, id := range f.Explained() {
		if u := s.FindUpdate(id); u != nil {
			seen[u] = true
		}
	}
	return len(seen)
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
