package report

import (
	"math"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"ccmtail/summary"
)

// Heights in the picture: dates 14, times 31, windows 42-56, marks 68-80, then the rows.

// overTime returns the picture of the updates over time.
func (p *pageClient) overTime() g.Node {
	if p.gantt == nil {
		return nil
	}
	var omitted g.Node
	if n := p.gantt.Omitted; n > 0 {
		omitted = el("p", attr("class", "none"), words(summary.Count(n, "update")+" not drawn: no activity, or no room."))
	}
	return section("Over time", el("div", attr("class", "wide"), lines(p.drawing())), g.Raw(strings.TrimSpace(ganttLegend)), omitted)
}

// drawing returns the picture itself. What is drawn later lies above.
func (p *pageClient) drawing() g.Node {
	d := p.gantt
	title, describes := p.anchor+"-gt", p.anchor+"-gd"
	return el("svg", attr("class", "gantt"), viewBox("0 0 "+px(d.Width)+" "+px(d.Height)), attr("role", "img"), attr("aria-labelledby", title+" "+describes), lines(
		el("title", attr("id", title), words("The updates over time")),
		el("desc", attr("id", describes), words("One row an update, times on the client's clock, up to "+d.AsOfText+
			". The table of updates lists the same steps with their evidence.")),
		d.axis(),
		d.windows(),
		d.lane(78, "Deadlines, restarts", len(d.Marks)),
		each(d.Rows, func(r *ganttRow) g.Node { return d.rowLabel(r, p.anchor) }),
		each(d.Marks, d.mark),
		each(d.Rows, bars),
		each(d.Breaks, d.leftOut),
		path("asof", "M"+px(d.AsOf)+" 38V"+px(d.Bottom, 6)),
		label("date", d.AsOf+4, d.Bottom+18, "as of "+d.AsOfText, attr("text-anchor", "end")),
	))
}

// axis returns the windows' bands behind the rows, and the times.
func (d *gantt) axis() g.Node {
	return g.Group{
		each(d.Bands, func(b *windowBand) g.Node { return rect("band", b.X, 42, b.W, d.Bottom-42) }),
		newline,
		each(d.Ticks, func(t *ganttTick) g.Node {
			return g.Group{path("grid", "M"+px(t.X)+" 38V"+px(d.Bottom)), centred("time", t.X, 31, t.Label), centred("date", t.X, 14, t.Date)}
		}),
	}
}

// windows returns the lane of the maintenance windows.
func (d *gantt) windows() g.Node {
	return g.Group{d.lane(53, "Maintenance window", len(d.Bands)), newline, each(d.Bands, func(b *windowBand) g.Node {
		var open g.Node
		if b.Label != "" {
			open = centred("inside", b.Middle(), 53, "open "+b.Label)
		}
		return g.Group{rect("open", b.X, 42, b.W, 14, rounded(2), title(b.Title)), open}
	})}
}

// lane returns what stands beside a lane with n things in it.
func (d *gantt) lane(y float64, name string, n int) g.Node {
	if n == 0 {
		name += ": none to draw"
	}
	return label("lane", 0, y, name)
}

// rowLabel returns the line between two rows and what stands beside the lower one.
func (d *gantt) rowLabel(r *ganttRow, anchor string) g.Node {
	return g.Group{
		path("rule", "M0 "+px(r.Y)+"H"+px(d.Width)), newline,
		el("a", attr("href", "#"+anchor+"-"+r.ID), lines(
			rect("hit", 0, r.Y, d.Left, 34),
			ganttSign(r.Badge.Sign, 0, r.Y+6, "13", attr("class", "sign tone-"+r.Badge.Tone)),
			el("text", attr("class", "label"), at("x", 18), at("y", r.Y+16), words(r.Label+" "),
				el("tspan", attr("class", "word tone-"+r.Badge.Tone), attr("dx", "4"), words(r.Badge.Word))),
			label("name", 18, r.Y+28, r.Name),
		)),
	}
}

// mark returns a moment: a deadline as a triangle, a step of a restart as a diamond.
func (d *gantt) mark(m *ganttMark) g.Node {
	shape := " 68l6 6-6 6-6-6z"
	if m.Kind == "deadline" {
		shape = " 80l-6-11h12z"
	}
	return el("g", attr("class", "mark "+m.Kind), title(m.Title), path("line", "M"+px(m.X)+" 80V"+px(d.Bottom)), path("shape", "M"+px(m.X)+shape))
}

// bars returns what an update did, and its sign where that ended.
func bars(r *ganttRow) g.Node {
	all := each(r.Bars, func(b *ganttBar) g.Node {
		return rect("bar "+b.Phase, b.X, r.Y+17+b.OffsetY(), b.W, b.Height(), rounded(b.Radius()), title(r.Label+": "+b.Title))
	})
	if !r.Ended {
		return all
	}
	return g.Group{all, newline, el("g", attr("class", "end tone-"+r.Badge.Tone), title(r.Label+": "+r.Badge.Word+" "+r.EndText),
		el("circle", at("cx", r.EndX), at("cy", r.Y+17), attr("r", "8")), ganttSign(r.Badge.Sign, r.EndX-6, r.Y+11, "12", attr("class", "sign")))}
}

// leftOut returns a break of the axis.
func (d *gantt) leftOut(b *axisBreak) g.Node {
	return g.Group{
		rect("gap", b.X, 38, b.W, d.Bottom-38, title(b.Title)), newline,
		el("text", attr("class", "gaptext"), attr("transform", "translate("+px(b.X, b.HalfWidth(), 4)+" "+px(d.Bottom, -6)+") rotate(-90)"), words(b.Title)),
	}
}

func path(class, d string) g.Node { return el("path", attr("class", class), attr("d", d)) }

func rect(class string, x, y, width, height float64, nodes ...g.Node) g.Node {
	return el("rect", attr("class", class), at("x", x), at("y", y), at("width", width), at("height", height), g.Group(nodes))
}

func rounded(radius float64) g.Node { return at("rx", radius) }

func title(s string) g.Node { return el("title", words(s)) }

func label(class string, x, y float64, s string, nodes ...g.Node) g.Node {
	return el("text", attr("class", class), at("x", x), at("y", y), g.Group(nodes), words(s))
}

// centred returns a text around x, nothing if it is "".
func centred(class string, x, y float64, s string) g.Node {
	if s == "" {
		return nil
	}
	return label(class, x, y, s, attr("text-anchor", "middle"))
}

// ganttSign returns a sign at a place in the picture.
func ganttSign(name string, x, y float64, size string, class g.Node) g.Node {
	return el("svg", class, at("x", x), at("y", y), attr("width", size), attr("height", size), viewBox("0 0 16 16"), use(name))
}

// at returns an attribute that is a length.
func at(name string, v float64) g.Node { return attr(name, px(v)) }

// px returns the sum of lengths, in pixels of the drawing.
func px(parts ...float64) string {
	sum := 0.0
	for _, p := range parts {
		sum += p
	}
	return strconv.FormatFloat(math.Round(sum*10)/10, 'f', -1, 64)
}
