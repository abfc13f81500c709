package ui

import (
	"cmp"
	"context"
	"strings"

	"github.com/sahilm/fuzzy"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/summary"
)

// valueList is the values that exist for the field that is being typed.
type valueList struct {
	from   int // the byte of the input at which the value begins
	values []fieldValue
}

// fieldValue is a value of a field of filters.
type fieldValue struct {
	text  string
	about string // what else is said of it
	count int    // records with it, -1 if that is not counted yet
}

// maxValues is how many values are offered at once.
const maxValues = 8

// suggestValues offers the values of the field at the cursor, narrowed by what is typed of it.
func (a *App) suggestValues(p *prompt) {
	p.values = valueList{}
	field, typed, from := fieldAtCursor(&p.input)
	all := a.session().fieldValues(field)
	if len(all) == 0 {
		return
	}
	found := all
	if typed != "" {
		found = nil
		for _, m := range fuzzy.FindFrom(strings.TrimPrefix(strings.ToLower(typed), either(field == "kb", "kb", "")), fieldValueTexts(all)) {
			found = append(found, all[m.Index])
		}
	}
	if len(found) == 1 && strings.EqualFold(found[0].text, typed) {
		return
	}
	found = found[:min(len(found), maxValues)]
	for i := range found {
		if found[i].count < 0 {
			found[i].count = a.session().countMatches(field + ":" + found[i].text)
		}
	}
	p.choice, p.picked, p.values = 0, false, valueList{from, found}
}

// fieldAtCursor returns the field whose value is being typed, and what is typed of it from which byte
// on.
func fieldAtCursor(l *lineInput) (field, typed string, from int) {
	before, _ := l.split()
	begin := strings.LastIndexByte(before, ' ') + 1
	field, value, ok := strings.Cut(strings.TrimLeft(before[begin:], "!"), ":")
	if !ok {
		return "", "", 0
	}
	typed = value[strings.LastIndexByte(value, '|')+1:]
	return strings.ToLower(field), typed, len(before) - len(typed)
}

// fieldValues returns the values that a field has in what is there of a client, nil for one whose
// values cannot be listed. The commonest come first, and of updates the ones named last.
func (c *session) fieldValues(field string) (all []fieldValue) {
	r := c.client.Records
	switch field {
	case "log":
		for _, l := range r.Logs() {
			all = append(all, fieldValue{text: l.Name, count: l.Counts.Records + l.Counts.Damaged + l.Counts.Plain})
		}
	case "component":
		for name, n := range countComponents(r) {
			all = append(all, fieldValue{text: name, count: n})
		}
	case "level":
		levels := c.asOf.levels
		for _, l := range []model.Level{model.LevelError, model.LevelWarning, model.LevelInfo, model.LevelDebug} {
			all = append(all, fieldValue{text: l.String(), count: levels[l]})
		}
		return all
	case "kb", "guid", "id":
		return c.updateValues(field)
	}
	arrange.By(all, func(a, b fieldValue) int { return cmp.Or(b.count-a.count, strings.Compare(a.text, b.text)) })
	return all
}

// updateValues returns the updates by article or by id.
func (c *session) updateValues(field string) (all []fieldValue) {
	seen := map[string]bool{"": true}
	for _, u := range c.asOf.Updates() {
		v := fieldValue{text: u.ID.String(), about: summary.UpdateLabel(u) + " ", count: -1}
		if field == "kb" {
			v.text, v.about = u.KB, ""
		}
		if seen[v.text] {
			continue
		}
		seen[v.text] = true
		v.about += summary.StateText(u) + "  " + u.Title
		all = append(all, v)
	}
	return all
}

// countComponents returns how many records each component has.
func countComponents(r *store.Records) map[string]int {
	counts := map[string]int{}
	reader := r.Reader(1)
	defer reader.Close()
	for first := event.RecordID(0); first < r.End(); first += store.PageRecords {
		if r.Evicted(first) {
			continue
		}
		classes, classOf := reader.Classes(first)
		records := make([]int, len(classes))
		for _, c := range classOf {
			records[c]++
		}
		for c, n := range records {
			counts[classes[c].Component] += n
		}
	}
	delete(counts, "")
	return counts
}

// countMatches returns how many records match a filter without times.
func (c *session) countMatches(source string) int {
	k, err := parseChip(source, nil, nil)
	if err != nil {
		return 0
	}
	r := c.client.Records
	return query.Find(context.Background(), r, c.resolve(k).matcher, query.RetainedSet(r)).Len()
}

// completeValue types the value that is chosen.
func (a *App) completeValue(p *prompt) {
	v := p.values.values[p.choice].text
	if strings.ContainsAny(v, " |") {
		v = `"` + v + `"`
	}
	before, behind := p.input.split()
	p.input.set(before[:p.values.from] + v + behind)
	p.input.model.SetCursor(len([]rune(before[:p.values.from] + v)))
}

// fieldValueTexts lets a fuzzy search look at values and what is said of them.
type fieldValueTexts []fieldValue

func (t fieldValueTexts) String(i int) string { return t[i].text + " " + t[i].about }

func (t fieldValueTexts) Len() int { return len(t) }
