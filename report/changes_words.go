package report

import (
	"strings"

	"ccmtail/summary"
)

// Words says a change for people, without its time and its client: "KB5081905 installing → failed
// 0x80070643  Title (UpdatesHandler.log:12)".
func (c *Change) Words() string {
	what := orEmpty(c.ID)
	if kb := orEmpty(c.KB); kb != "" {
		what = (&summary.UpdateSummary{KB: kb}).Label()
	}
	words := (&change{Change: *c}).words()
	if c.Kind == kindGap {
		words = c.Log
	}
	if code := orEmpty(c.Result); code != "" && code != "0x00000000" {
		words += " " + code
	}
	said := strings.Join(strings.Fields(what+" "+words), " ")
	if title := orEmpty(c.Title) + orEmpty(c.Text); title != "" {
		said += "  " + title
	}
	if c.Kind == kindGap {
		return said
	}
	return said + " (" + summary.Place{File: c.File, Line: c.Line}.String() + ")"
}
