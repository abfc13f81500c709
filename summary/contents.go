package summary

import (
	"fmt"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// Content is one content of an update in words: what is downloaded, and how far.
type Content struct {
	Update, File   string
	Badge          Badge
	Bytes          string
	Total          int64
	Started, Ended Time
	Server         string
	Error          Code
	Chain          []Fact // the ids from the update to the bytes
}

// Scan is a scan for updates in words.
type Scan struct {
	Start, End Time
	Server     string
	Source     string
	Result     Code
	Badge      Badge
}

// Log is how much of a log was read, in words.
type Log struct {
	Name, Format string
	Records      int
	Bytes        int64
	Size         string
	First, Last  Time
	Trouble      string
}

func (d *summarizer) content(c *model.Content) Content {
	r := Content{
		Update: updateName(d.State, c.Update), File: text.Clean(c.File), Badge: contentBadges[c.State], Total: c.Total,
		Started: d.EvidenceTime(c.Started), Ended: d.EvidenceTime(c.Ended), Server: text.Clean(c.Server),
	}
	if c.Total > 0 {
		r.Bytes = Size(c.Total)
		if c.Done != c.Total {
			r.Bytes = Size(c.Done) + " of " + r.Bytes
		}
	}
	if c.HasError {
		r.Error = ExplainCode(c.Error)
	}
	for _, link := range []struct {
		name string
		id   event.GUID
	}{
		{"Content", c.ID}, {"Download request", c.Request}, {"CTM job", c.CTM}, {"Location request", c.LocationRequest}, {"DTS job", c.DTS},
		{"BITS job", c.BITS},
	} {
		if !link.id.IsZero() {
			r.Chain = append(r.Chain, Fact{link.name, link.id.String()})
		}
	}
	if c.Retries > 0 {
		r.Chain = append(r.Chain, Fact{"Retries", fmt.Sprint(c.Retries)})
	}
	return r
}

func (d *summarizer) scan(c model.Scan) Scan {
	r := Scan{
		Start: d.EvidenceTime(c.Start), Server: text.Clean(c.Server), Source: c.Source.String(),
		Badge: Badge{"end not in the logs", "dot", "quiet"},
	}
	switch {
	case c.Ended && c.Result.Failed():
		r.End, r.Result, r.Badge = d.EvidenceTime(c.End), ExplainCode(c.Result), Badge{"failed", "cross", "bad"}
	case c.Ended:
		r.End, r.Result, r.Badge = d.EvidenceTime(c.End), ExplainCode(c.Result), Badge{"completed", "check", "good"}
	}
	return r
}

func (d *summarizer) log(l store.Log) Log {
	r := Log{
		Name: text.Clean(l.Name), Format: l.Format.String(), Records: l.Records, Bytes: l.Bytes, Size: Size(l.Bytes),
		First: d.Time(l.First), Last: d.Time(l.Last),
	}
	var troubles []string
	if l.Damaged > 0 {
		troubles = append(troubles, Count(l.Damaged, "damaged record"))
	}
	if l.Gaps > 0 {
		troubles = append(troubles, Count(l.Gaps, "gap"))
	}
	if l.Err != "" {
		troubles = append(troubles, text.Clean(l.State+": "+l.Err))
	}
	r.Trouble = strings.Join(troubles, ", ")
	return r
}
