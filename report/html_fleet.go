package report

import (
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"ccmtail/model"
	"ccmtail/summary"
)

// pageFleet is what a page of several clients shows of them.
type pageFleet struct {
	*summary.Fleet
	Count, AsOf string
	Tone        string
	Clients     []pageRow
}

// pageRow is a client in the table.
type pageRow struct {
	*summary.ClientSummary
	Rank  int    // by its state, the worst first
	Link  string // to what else is known of it, "" if that is not written
	Shown []*summary.UpdateSummary
	Rest  string // of the updates that need nothing
}

// pageFleet returns the table of clients. Their articles have the order in which they were added,
// and their rows that of attention.
func (r *Report) pageFleet() *pageFleet {
	f := r.Fleet()
	p := &pageFleet{Fleet: f, Count: summary.Count(f.Clients(), "client"), AsOf: fleetTime(f), Tone: fleetTone(f)}
	links := r.links()
	for i := range f.Rows {
		c := &f.Rows[i]
		row := pageRow{ClientSummary: c, Rank: int(summary.ClientStates) - int(c.State), Link: links[[2]string{c.Name, c.Path}]}
		var rest [model.UpdateStates]int
		for j := range c.Updates {
			if u := &c.Updates[j]; u.Pending {
				row.Shown = append(row.Shown, u)
			} else {
				rest[u.State]++
			}
		}
		row.Rest = restText(&rest)
		p.Clients = append(p.Clients, row)
	}
	return p
}

// links returns where all that is known of the clients stands, by name and path: files of letters,
// digits and hyphens, or places on the page.
func (r *Report) links() map[[2]string]string {
	all := map[[2]string]string{}
	var names PageNames
	for i := range r.clients {
		key := [2]string{r.clients[i].Name, r.clients[i].Path}
		switch {
		case r.Pages:
			all[key] = names.Of(r.clients[i].Name)
		case r.form.client != nil:
			all[key] = "#c" + strconv.Itoa(i)
		}
	}
	return all
}

// restText counts updates that need nothing by state.
func restText(n *[model.UpdateStates]int) string {
	var all []string
	for s, badge := range summary.UpdateBadges {
		if n[s] > 0 {
			all = append(all, summary.Grouped(n[s])+" "+badge.Word)
		}
	}
	return strings.Join(all, ", ")
}

// fleetTone returns the tone of the verdict: that of the worst state.
func fleetTone(f *summary.Fleet) string {
	if len(f.Rows) == 0 {
		return "quiet"
	}
	return f.Rows[0].Badge().Tone
}

// article returns the sums of all clients and the table of them.
func (p *pageFleet) article() g.Node {
	return el("article", lines(
		pageHeader(p.Count, g.Group{words("As of "), el("strong", words(p.AsOf))}, "Clients by state",
			each(p.StateCounts(), func(c *summary.ClientCount) g.Node { return tally(c.N, c.Badge) })),
		el("section", attr("aria-label", "Summary"), lines(el("p", attr("class", "verdict tone-"+p.Tone), el("strong", words(p.Verdict()))))),
		p.causes(),
		p.updates(),
		section("Clients", table("sortable grouped clients",
			append(append(heads("Client", "State"), numberHead("Done")), heads("Why", "Newest record")...), each(p.Clients, (*pageRow).body))),
	))
}

// causes lists what lasts on the clients.
func (p *pageFleet) causes() g.Node {
	if len(p.Causes) == 0 {
		return nil
	}
	return section("Causes", table("sortable sums", append(g.Group{numberHead("Clients")}, heads("Severity", "Finding", "What")...),
		el("tbody", lines(each(p.Causes, func(c *summary.FleetCause) g.Node {
			return el("tr", el("td", attr("class", "number"), words(summary.Grouped(c.Clients))), el("td", chip(c.Badge())), el("td", words(c.ID)), el("td", words(c.Text)))
		})))))
}

// updates lists the updates that the clients have.
func (p *pageFleet) updates() g.Node {
	if len(p.KBs) == 0 {
		return nil
	}
	columns := append(append(heads("Update"), numberHead("Clients")), heads("States", "Codes", "Title")...)
	return section("Updates", table("sortable sums", columns, el("tbody", lines(each(p.KBs, func(u *summary.FleetUpdate) g.Node {
		counts := g.Map(u.StateCounts(), func(c summary.StateCount) g.Node {
			return g.Group{el("span", attr("class", "tone-"+c.Badge.Tone+" count"), sign(c.Badge.Sign), words(c.Text())), words(" ")}
		})
		var label g.Node
		if u.KB != "" {
			label = words(u.Label())
		}
		return el("tr", el("td", label),
			el("td", attr("class", "number"), words(summary.Grouped(u.Clients))), el("td", counts), el("td", words(u.CodesText())), el("td", words(u.Title)))
	})))))
}

// body returns a client's line, and what can be unfolded below it.
func (r *pageRow) body() g.Node {
	name := words(r.Name)
	if r.Link != "" {
		name = el("a", attr("href", r.Link), name)
	}
	return el("tbody", attr("class", "row"), lines(
		el("tr", el("td", name), el("td", key(strconv.Itoa(r.Rank)), chip(r.Badge())), el("td", attr("class", "number"), words(r.DoneText())),
			el("td", words(r.WhyText())), el("td", attr("class", "time"), words(r.Said))),
		more(el("td", attr("colspan", "5"), unfolded(words(summary.Count(len(r.Updates), "update")), r.details()))),
	))
}

// details returns why a client is in its state, and its updates that need something.
func (r *pageRow) details() g.Node {
	var shown g.Node
	if len(r.Shown) > 0 {
		shown = list("ul", nil, r.Shown, func(u **summary.UpdateSummary) g.Node {
			reason := ifText((*u).Reason, func(t g.Node) g.Node { return g.Group{words(": "), t} })
			return el("li", words((*u).Label()+" "+(*u).StateText()), reason)
		})
	}
	return g.Group{
		el("p", words(r.Verdict)), newline,
		each(r.Stuck, func(s *summary.StuckSummary) g.Node {
			since := ifText(s.Said, func(t g.Node) g.Node { return g.Group{words(", since "), t} })
			var evidence g.Node
			if s.Evidence.File != "" {
				evidence = g.Group{words(" "), el("code", words(s.Evidence.String()))}
			}
			return el("p", el("strong", words(summary.Capitalized(s.Why))), since, evidence)
		}), newline,
		each(r.Causes, func(c *summary.CauseSummary) g.Node { return el("p", words(c.ID+" "+c.Text)) }), newline,
		shown, sentence(r.Rest),
	}
}
