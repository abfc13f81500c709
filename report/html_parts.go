package report

import (
	"bufio"
	"io"

	g "maragu.dev/gomponents"

	"ccmtail/internal/text"
	"ccmtail/summary"
)

// Texts and the values of attributes are escaped by gomponents. Raw are only the page's own files
// and newline; the name of an element or an attribute never comes from a log, nor does a whole
// address. The first three functions are not inlined: each place would have a copy of what they
// return, 0.8 MB in all.

//go:noinline
func el(name string, nodes ...g.Node) g.Node { return g.El(name, nodes...) }

//go:noinline
func attr(name, value string) g.Node { return g.Attr(name, value) }

//go:noinline
func words(s string) g.Node { return g.Text(s) }

var newline = g.Raw("\n")

// render writes nodes of the page.
func render(w io.Writer, nodes ...g.Node) error {
	buffered := bufio.NewWriterSize(w, 64<<10)
	if err := g.Group(nodes).Render(text.NewHTMLEscaper(buffered)); err != nil {
		return err
	}
	return buffered.Flush()
}

// lines returns nodes, each on lines of its own.
func lines(nodes ...g.Node) g.Group {
	var all g.Group
	for _, n := range nodes {
		if n != nil {
			all = append(all, newline, n)
		}
	}
	return append(all, newline)
}

// each returns what show makes of each value, line by line.
func each[T any](all []T, show func(*T) g.Node) g.Node {
	return eachOf(len(all), func(i int) g.Node { return show(&all[i]) })
}

// eachOf makes one node after the other while they are written: a history may be long.
func eachOf(n int, show func(i int) g.Node) g.Node {
	return g.NodeFunc(func(w io.Writer) error {
		for i := range n {
			if i > 0 {
				if err := newline.Render(w); err != nil {
					return err
				}
			}
			if err := (g.Group{show(i)}).Render(w); err != nil {
				return err
			}
		}
		return nil
	})
}

// list returns an element around a line for each value.
func list[T any](name string, class g.Node, all []T, show func(*T) g.Node) g.Node {
	return el(name, class, lines(each(all, show)))
}

// section returns a part of a sheet.
func section(title string, nodes ...g.Node) g.Node {
	return el("section", lines(append([]g.Node{el("h2", words(title))}, nodes...)...))
}

// table returns a table that can be sorted. Its rows are bodies of their own where several lines
// belong together.
func table(class string, heads g.Group, rows ...g.Node) g.Node {
	return el("div", attr("class", "wide"), lines(
		el("table", attr("class", class), lines(append([]g.Node{el("thead", el("tr", heads...))}, rows...)...))))
}

// heads returns the headings of columns.
func heads(names ...string) g.Group {
	return g.Map(names, func(name string) g.Node { return el("th", words(name)) })
}

// numberHead returns the heading of a column that is sorted by number.
func numberHead(name string) g.Node { return el("th", attr("data-sort", "number"), words(name)) }

// more returns the line of a table that unfolds what else there is of the one before.
func more(cells ...g.Node) g.Node { return el("tr", attr("class", "more"), g.Group(cells)) }

// unfolded returns what can be unfolded below a line.
func unfolded(line g.Node, nodes ...g.Node) g.Node {
	return el("details", g.Group{el("summary", line)}, lines(nodes...))
}

// ifText returns what show makes of a text, nothing if it is "".
func ifText(s string, show func(g.Node) g.Node) g.Node {
	if s == "" {
		return nil
	}
	return show(words(s))
}

// sentence returns a text as a paragraph, nothing if it is "".
func sentence(s string) g.Node {
	return ifText(s, func(t g.Node) g.Node { return el("p", t) })
}

// toDo returns advice as a paragraph, nothing if it is "".
func toDo(advice string) g.Node {
	return ifText(advice, func(t g.Node) g.Node { return el("p", el("strong", words("What to do:")), words(" "), t) })
}

func toned(tone string) g.Node { return attr("class", "tone-"+tone) }

func viewBox(box string) g.Node { return attr("viewBox", box) }

// use returns the drawing of a sign, which stands at the head of the page.
func use(sign string) g.Node { return el("use", attr("href", "#s-"+sign)) }

func sign(name string) g.Node {
	return el("svg", attr("class", "sign"), attr("aria-hidden", "true"), viewBox("0 0 16 16"), use(name))
}

func chip(b summary.Badge) g.Node {
	return el("span", attr("class", "chip tone-"+b.Tone), sign(b.Sign), words(b.Word))
}

// moment returns a time, with UTC where it is known.
func moment(t summary.Time) g.Node {
	switch {
	case t.Text == "":
		return none("unknown")
	case t.UTC != "":
		return el("time", attr("datetime", t.UTC), attr("title", t.UTC), words(t.Text))
	}
	return el("span", attr("class", "time"), words(t.Text))
}

// none returns what is said in place of something that is not there.
func none(s string) g.Node { return el("span", attr("class", "none"), words(s)) }

func code(c summary.Code) g.Node {
	if c.Code == "" {
		return nil
	}
	return g.Group{el("code", words(c.Code)), ifText(c.Symbol, func(t g.Node) g.Node { return g.Group{words(" "), t} })}
}

func quote(q summary.Quote) g.Node {
	origin := ifText(q.Origin, func(t g.Node) g.Node { return g.Group{words(" "), el("span", t)} })
	return el("figure", attr("class", "quote"),
		el("figcaption", el("code", words(q.Where)), words(" "), moment(q.At), origin), el("pre", words(q.Text)))
}

func quotes(all []summary.Quote) g.Node {
	return each(all, func(q *summary.Quote) g.Node { return quote(*q) })
}

func facts(all []summary.Fact) g.Node {
	return list("dl", attr("class", "facts"), all, func(f *summary.Fact) g.Node {
		return el("div", el("dt", words(summary.Capitalized(f.Name))), el("dd", words(f.Value)))
	})
}

func steps(all []summary.Step) g.Node {
	return list("ol", attr("class", "steps"), all, func(s *summary.Step) g.Node {
		var result g.Node
		if s.Result.Failed {
			result = g.Group{el("br"), el("span", attr("class", "result"), code(s.Result))}
		}
		return el("li", el("div", chip(s.Badge), result), quote(s.Quote()))
	})
}
