package report

import (
	"fmt"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"ccmtail/summary"
)

// key gives a cell what it is sorted by, where that is not its text.
func key(s string) g.Node { return attr("data-key", s) }

// updates lists the updates with their histories.
func (p *pageClient) updates() g.Node {
	if len(p.Updates) == 0 {
		return el("section", lines(updatesHeading(), el("p", attr("class", "none"), words(summary.NoUpdates+"."))))
	}
	return el("section", lines(updatesHeading(),
		table("sortable grouped updates", heads("Update", "Title", "State", "Since", "Result"), each(p.Updates, p.update))))
}

func updatesHeading() g.Node { return el("div", attr("class", "heading"), el("h2", words("Updates"))) }

// update returns an update's line, and what can be unfolded below it.
func (p *pageClient) update(u *summary.Update) g.Node {
	since := u.Since.UTC
	if since == "" {
		since = u.Since.Text
	}
	label, title := none("no KB"), words(u.Title)
	if u.KB != "" {
		label = el("strong", words(u.KB))
	}
	if u.Title == "" {
		title = el("code", words(u.ID))
	}
	var failedWith string
	var result, meaning g.Node
	if u.Result.Failed {
		failedWith, result, meaning = u.Result.Code, code(u.Result), sentence(u.Result.Meaning)
	}
	why, class := words(u.Why+u.Until()), g.Node(nil)
	if u.Why == "" {
		why, class = words(u.StepCount()), attr("class", "history")
	}
	return el("tbody", attr("id", p.anchor+"-"+u.ID), lines(
		el("tr", lines(
			el("td", key(u.Label), label),
			el("td", title),
			el("td", key(fmt.Sprintf("%02d", u.Rank)), chip(u.Badge)),
			el("td", key(since), moment(u.Since)),
			el("td", key(failedWith), result),
		)),
		more(el("td"), el("td", attr("colspan", "4"), newline, el("details", class, lines(
			el("summary", why), toDo(u.Do), meaning, quotes(u.WhyEvidence), facts(u.Facts), steps(u.Steps()),
		)), newline)),
	))
}

// fits lists what fits into the window, and the windows.
func (p *pageClient) fits() g.Node {
	w := &p.Window
	if len(w.Fits)+len(w.Rows)+len(w.Other) == 0 {
		return nil
	}
	var fitting, windows, other g.Node
	if len(w.Fits) > 0 {
		fitting = table("sortable", heads("Update", "Verdict", "Needs", "Available", "Sum"), el("tbody", lines(each(w.Fits, func(f *summary.Fit) g.Node {
			return el("tr", el("td", el("strong", words(f.Label))), el("td", chip(f.Badge)), el("td", words(f.Need)), el("td", words(f.Left)), el("td", words(f.Comparison)))
		}))))
	}
	if len(w.Rows) > 0 {
		windows = windowTable(w.Rows)
	}
	if len(w.Other) > 0 {
		other = unfolded(words(summary.Count(len(w.Other), "window")+" for other things than updates"), windowTable(w.Other))
	}
	return section("What fits, and the windows", fitting, windows, other)
}

func windowTable(all []summary.WindowItem) g.Node {
	return table("sortable", heads("Window", "For", "Recurs", "From", "To", "Now"), el("tbody", lines(each(all, func(w *summary.WindowItem) g.Node {
		return el("tr", el("td", el("code", attr("title", "schedule "+w.Schedule), words(w.ID))), el("td", words(w.Kind)), el("td", words(w.Recurrence)),
			el("td", moment(w.Start)), el("td", moment(w.End)), el("td", words(w.State)))
	}))))
}

// deployments lists the deployments with their histories.
func (p *pageClient) deployments() g.Node {
	if len(p.Deployments) == 0 {
		return nil
	}
	return section("Deployments", table("sortable grouped", heads("Deployment", "State", "Since", "Deadline", "Needs"),
		each(p.Deployments, func(d *summary.Deployment) g.Node {
			names := strings.Join(d.Updates, ", ")
			if len(d.Updates) == 0 {
				names = d.Count
			}
			var known g.Node
			if len(d.Facts) > 0 {
				known = facts(d.Facts)
			}
			return el("tbody", lines(
				el("tr", el("td", el("code", words(d.ID))), el("td", chip(d.Badge)), el("td", moment(d.Since)), el("td", moment(d.Deadline)), el("td", words(d.Needs))),
				more(el("td", attr("colspan", "5"), unfolded(words(names), known, steps(d.Steps())))),
			))
		})))
}

// contents lists what is downloaded, with the ids from the update to the bytes.
func (p *pageClient) contents() g.Node {
	if len(p.Contents) == 0 {
		return nil
	}
	columns := append(append(heads("Update", "State"), numberHead("Size")), heads("Begun", "Ended", "File")...)
	return section("Content", table("sortable grouped", columns, each(p.Contents, func(c *summary.Content) g.Node {
		update, server := none("unknown"), "server unknown"
		if c.Update != "" {
			update = el("strong", words(c.Update))
		}
		if c.Server != "" {
			server = "from " + c.Server
		}
		if c.Attempts != "" {
			server += "; " + c.Attempts
		}
		var failed g.Node
		if c.Error.Code != "" {
			failed = el("p", words(c.Error.String()))
		}
		return el("tbody", lines(
			el("tr", el("td", update), el("td", chip(c.Badge)), el("td", attr("class", "number"), key(strconv.FormatInt(c.Total, 10)), words(c.Bytes)),
				el("td", moment(c.Started)), el("td", moment(c.Ended)), el("td", words(c.File))),
			more(el("td"), el("td", attr("colspan", "5"), unfolded(words(server), failed, list("ol", attr("class", "chain"), c.Chain, func(f *summary.Fact) g.Node {
				return el("li", el("span", words(summary.Capitalized(f.Name))), words(" "), el("code", words(f.Value)))
			})))),
		))
	})))
}

// scans lists the scans for updates.
func (p *pageClient) scans() g.Node {
	if len(p.Scans) == 0 {
		return nil
	}
	return section("Scans", table("sortable", heads("Begun", "Ended", "Outcome", "Result", "Server", "Source"), el("tbody", lines(each(p.Scans, func(s *summary.Scan) g.Node {
		return el("tr", el("td", moment(s.Start)), el("td", moment(s.End)), el("td", chip(s.Badge)), el("td", code(s.Result)), el("td", words(s.Server)), el("td", el("code", words(s.Source))))
	})))))
}

// logs lists how much of each log was read.
func (p *pageClient) logs() g.Node {
	if len(p.Logs) == 0 {
		return nil
	}
	columns := append(append(heads("Log"), numberHead("Records"), numberHead("Size")), heads("First", "Last", "Form", "Trouble")...)
	return section("Logs", table("sortable", columns, el("tbody", lines(each(p.Logs, func(l *summary.Log) g.Node {
		return el("tr", el("td", words(l.Name)), el("td", attr("class", "number"), key(strconv.Itoa(l.Records)), words(summary.Grouped(l.Records))),
			el("td", attr("class", "number"), key(strconv.FormatInt(l.Bytes, 10)), words(l.Size)), el("td", moment(l.First)), el("td", moment(l.Last)),
			el("td", words(l.Format)), el("td", words(l.Trouble)))
	})))))
}
