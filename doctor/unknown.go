package doctor

import (
	"cmp"

	"ccmtail/internal/arrange"
	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
)

// FindUnknown returns the wordings in the logs of the update chain that no rule fits, for the writers
// of rules. A record that names no component belongs to the log that it is in.
func FindUnknown(c *store.Client) Unknown {
	var u Unknown
	var extractor parsers.Extractor
	byTemplate := map[string]*UnknownWording{}
	for row := range c.Records.Len() {
		id := c.Records.ID(row)
		written := c.Records.Component(id)
		component := parsers.ComponentIn(c.Records.LogName(id), written)
		if !parsers.HasRules(component) {
			continue
		}
		msg := c.Records.Message(id)
		known := len(msg) == 0 || extractor.Match(parsers.Input{Component: written, Message: msg}).Known
		switch covered := parsers.IsCovered(component); {
		case known && covered:
			u.Known++
			u.All++
		case covered:
			u.All++
			countUnknown(byTemplate, component, string(msg), id)
		case !known:
			u.NotRead++
		}
	}
	for _, w := range byTemplate {
		u.Wordings = append(u.Wordings, *w)
	}
	arrange.By(u.Wordings, func(a, b UnknownWording) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Component, b.Component), cmp.Compare(a.Template, b.Template))
	})
	return u
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
