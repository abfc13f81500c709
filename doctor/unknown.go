package doctor

import (
	"cmp"
	"slices"

	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
)

// FindUnknown returns a view for whoever writes rules: which wordings of the update chain's logs no
// rule fits, the most frequent first, and how many records of those logs there are and are known.
func FindUnknown(c *store.Client) (lines []UnknownWording, known, all int) {
	var x parsers.Extractor
	byTemplate := map[string]*UnknownWording{}
	for row := range c.Records.Len() {
		id := c.Records.ID(row)
		component := c.Records.Component(id)
		if !parsers.HasRules(component) {
			continue
		}
		all++
		msg := c.Records.Message(id)
		if len(msg) == 0 || x.Match(parsers.Input{Component: component, Message: msg}).Known {
			known++
			continue
		}
		countUnknown(byTemplate, component, string(msg), id)
	}
	for _, u := range byTemplate {
		lines = append(lines, *u)
	}
	slices.SortFunc(lines, func(a, b UnknownWording) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Component, b.Component), cmp.Compare(a.Template, b.Template))
	})
	return lines, known, all
}

func countUnknown(byTemplate map[string]*UnknownWording, component, msg string, id event.RecordID) {
	key := component + "\x00" + parsers.Template(msg)
	u := byTemplate[key]
	if u == nil {
		u = &UnknownWording{Component: component, Template: parsers.Template(msg), Example: id}
		byTemplate[key] = u
	}
	u.Count++
}
