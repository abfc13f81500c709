package report

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
)

// ToldChange is a change that has been told elsewhere, by the collector of a site.
type ToldChange struct {
	Site string `json:"site"`
	Change
}

// ChangePrinter writes changes that have been told elsewhere, as a ChangeWriter writes those that
// it finds itself. It belongs to one goroutine.
type ChangePrinter struct {
	W    io.Writer
	Text bool
	// Zone is that of times in text.
	Zone *time.Location
	// Since is when the changes begin that are written; those without a time are written.
	Since time.Time
	// Filters are what all changes must match.
	Filters []query.ChangeFilter
	// Until ends with the first change of an update into one of these states: Print then returns a
	// *ReachedState.
	Until []model.UpdateState
}

// Print writes a change, if it is wanted.
func (p *ChangePrinter) Print(c *ToldChange) error {
	if c.Time != nil && c.Time.Before(p.Since) {
		return nil
	}
	asked := c.asked()
	if slices.ContainsFunc(p.Filters, func(f query.ChangeFilter) bool { return !f.Match(&asked) }) {
		return nil
	}
	if err := p.write(c); err != nil {
		return err
	}
	state, ok := model.ParseUpdateState(c.To)
	if c.Kind == kindUpdate && ok && slices.Contains(p.Until, state) {
		return &ReachedState{Update: c.label(), State: state}
	}
	return nil
}

func (p *ChangePrinter) write(c *ToldChange) error {
	if !p.Text {
		b, err := json.Marshal(c)
		if err != nil {
			return err
		}
		_, err = p.W.Write(append(text.JSONInASCII(b), '\n'))
		return err
	}
	at := summary.Time{}.OrUnknown()
	if c.Time != nil {
		at = c.Time.In(p.Zone).Format("2006-01-02 15:04:05 -07:00")
	}
	out := text.NewPrinter(p.W)
	out.Line("%s/%s  %s  %-16s %s", c.Site, c.Client, at, c.Kind, c.Words())
	if line := orEmpty(c.Evidence); line != "" {
		out.Line("    | %s", line)
	}
	return out.Err()
}

// label names what has changed.
func (c *Change) label() string {
	u := summary.UpdateSummary{KB: orEmpty(c.KB), Title: orEmpty(c.Title)}
	u.ID, _ = event.ParseGUID(orEmpty(c.ID))
	return u.Label()
}

// asked returns what an expression can ask about the change.
func (c *Change) asked() query.Change {
	words := (&change{Change: *c}).words()
	q := query.Change{
		Text: []byte(strings.Join([]string{orEmpty(c.Title), orEmpty(c.ID), words, orEmpty(c.Result), orEmpty(c.Text)}, " ")),
		Kind: c.Kind, State: c.To, KB: orEmpty(c.KB), Log: c.Log,
	}
	if c.Time != nil {
		q.At = *c.Time
	}
	if id, n := event.ParseGUID(orEmpty(c.ID)); n > 0 {
		q.IDs = append(q.IDs, id)
	}
	return q
}
