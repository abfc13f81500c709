package doctor

import (
	"cmp"
	"slices"

	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
)

// FindUnknown returns the wordings in the logs of the update chain that no rule fits, the most
// frequent first, for the writers of rules. all is how many retained records these logs have, and
// known how many of them are empty or fit a rule. A record that names no component belongs to the
// log that it is in.
func FindUnknown(c *store.Client) (wordings []UnknownWording, known, all int) {
	var extractor parsers.Extractor
	byTemplate := map[string]*UnknownWording{}
	for row := range c.Records.Len() {
		id := c.Records.ID(row)
		written := c.Records.Component(id)
		component := parsers.ComponentIn(c.Records.LogName(id), written)
		if !parsers.HasRules(component) {
			continue
		}
		all++
		msg := c.Records.Message(id)
		if len(msg) == 0 || extractor.Match(parsers.Input{Component: written, Message: msg}).Known {
			known++
			continue
		}
		countUnknown(byTemplate, component, string(msg), id)
	}
	for _, u := range byTemplate {
		wordings = append(wordings, *u)
	}
	slices.SortFunc(wordings, func(a, b UnknownWording) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Component, b.Component), cmp.Compare(a.Template, b.Template))
	})
	return wordings, known, all
}

func countUnknown(byTemplate map[string]*UnknownWording, component, msg string, id event.RecordID) {
	template := parsers.Template(msg)
	key := component + "\x00" + template
	u := byTemplate[key]
	if u == nil {
		u = &UnknownWording{Component: component, Template: template, Example: id}
		byTemplate[key] = u
	}
	u.Count++
}
