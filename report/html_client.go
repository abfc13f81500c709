package report

import (
	g "maragu.dev/gomponents"

	"ccmtail/summary"
)

// pageClient is a client's sheet on the page.
type pageClient struct {
	*summary.Client
	anchor string // begins the ids of its parts
	gantt  *gantt // nil if there is nothing to draw
}

// article returns all that is known of the client.
func (p *pageClient) article() g.Node {
	return el("article", attr("id", p.anchor), lines(
		p.header(),
		alarm(p.Error, "Cannot read: "),
		alarm(p.Incomplete, ""),
		p.verdict(),
		p.findings(),
		p.overTime(),
		p.updates(),
		el("div", attr("class", "pair"), lines(p.window(), p.restart())),
		p.fits(),
		p.deployments(),
		p.contents(),
		p.scans(),
		p.logs(),
	))
}

// header says whose sheet it is, as of when, and from what it was read.
func (p *pageClient) header() g.Node {
	zone := ifText(p.Zone, func(t g.Node) g.Node { return g.Group{words("; all times "), t} })
	return pageHeader(p.Name, g.Group{
		words("As of "), el("strong", moment(p.AsOf)), zone, el("br"), words(p.Counts + " from "), el("code", words(p.Path)),
	}, "Updates by state", each(p.StateCounts, func(c *summary.StateCount) g.Node { return tally(c.N, c.Badge) }))
}

// pageHeader returns what a sheet begins with.
func pageHeader(name string, meta g.Node, counted string, counts g.Node) g.Node {
	return el("header", lines(
		el("div", lines(
			el("p", attr("class", "kicker"), words("Software updates on")),
			el("h1", words(name)),
			el("p", attr("class", "meta"), meta),
		)),
		el("ul", attr("class", "tally"), attr("aria-label", counted), lines(counts)),
	))
}

// tally returns how much is in a state.
func tally(n int, b summary.Badge) g.Node {
	return el("li", toned(b.Tone), sign(b.Sign), el("b", words(summary.Grouped(n))), words(" "+b.Word))
}

// alarm returns what is wrong with the logs, nothing if what is "".
func alarm(what, begin string) g.Node {
	return ifText(what, func(t g.Node) g.Node { return el("p", attr("class", "alarm tone-bad"), sign("cross"), words(begin), t) })
}

// verdict says how the client stands, and of its updates what they wait for.
func (p *pageClient) verdict() g.Node {
	return el("section", attr("aria-label", "Summary"), lines(
		el("p", attr("class", "verdict tone-"+p.VerdictTone()), sign(p.VerdictSign()), el("strong", words(p.Verdict))),
		list("ul", attr("class", "headline"), p.Headline, func(e *summary.HeadlineEntry) g.Node {
			since := ifText(e.Since, func(t g.Node) g.Node { return g.Group{words(" "), el("span", attr("class", "since"), t)} })
			return el("li", toned(e.Badge.Tone), sign(e.Badge.Sign), el("span",
				el("strong", words(e.About)), words(" "), el("span", attr("class", "state"), words(e.Badge.Word)), since, el("br"), words(e.Sentence)))
		}),
	))
}

// findings lists the problems that last, and behind them those that are over.
func (p *pageClient) findings() g.Node {
	if len(p.Findings) == 0 {
		return nil
	}
	var lasting, over []summary.Finding
	for _, f := range p.Findings {
		if f.Lasts {
			lasting = append(lasting, f)
		} else {
			over = append(over, f)
		}
	}
	return section("Findings", each(lasting, finding),
		ifText(p.ClearedFindings(), func(t g.Node) g.Node { return unfolded(t, each(over, finding)) }))
}

func finding(f *summary.Finding) g.Node {
	count := ifText(f.CountText(), func(t g.Node) g.Node {
		return g.Group{words(" "), el("span", attr("class", "since"), words("("), t, words(")"))}
	})
	var cleared, first, rest g.Node
	if !f.Lasts {
		cleared = el("p", words("Cleared "), moment(f.Cleared), words("."))
	}
	if len(f.Quotes) > 0 {
		first = quote(f.Quotes[0])
	}
	if len(f.Quotes) > 1 {
		rest = unfolded(words(f.More()), quotes(f.Quotes[1:]))
	}
	return el("div", attr("class", "finding tone-"+f.Badge.Tone), lines(
		el("p", attr("class", "what"), chip(f.Badge), words(" "), el("span", attr("class", "id"), words(f.ID)), words(" "+f.Text), count),
		toDo(f.Advice), cleared, first, rest))
}

// window says when updates may install.
func (p *pageClient) window() g.Node {
	return section("Maintenance window", el("p", words(p.Window.Sentence)), quotes(p.Window.Proof))
}

// restart says whether the client must restart, and what was done about it.
func (p *pageClient) restart() g.Node {
	var done g.Node
	if all := p.Restart.Steps; len(all) > 0 {
		done = el("details", attr("class", "history"), el("summary", words(p.Restart.StepCount())), list("ol", attr("class", "steps"), all, func(s *summary.RestartStep) g.Node {
			return el("li", el("div", words(s.Name)), quote(s.Quote()))
		}))
	}
	return section("Restart", each(p.Restart.Sentences, func(s *summary.Statement) g.Node { return el("p", words(s.Text+".")) }), done)
}
