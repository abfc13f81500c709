package report

import (
	"crypto/sha256"
	_ "embed" // of the page's files
	"encoding/base64"
	"fmt"
	"io"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"ccmtail/summary"
)

// The page is one file: style and script stand in it, and its policy lets nothing else run or load.
var (
	//go:embed html/style.css
	pageStyle string
	//go:embed html/script.js
	pageScript string
	//go:embed html/symbols.svg
	pageSymbols string
	//go:embed html/legend.html
	ganttLegend string
)

// maxArticles is up to how many clients a page has all that is known of each. Of more it has what a
// table can unfold.
const maxArticles = 20

// htmlHead writes the page up to its clients.
func htmlHead(w io.Writer, r *Report) error {
	title := "Software updates"
	var clients g.Node
	switch {
	case r.several:
		f := r.pageFleet()
		title += " on " + f.Count
		clients = g.Group{newline, f.article(), newline}
	case len(r.clients) == 1:
		title += " on " + r.clients[0].Name
		if date, _, ok := strings.Cut(r.asOf.Text, " "); ok {
			title += ", " + date
		}
	case len(r.clients) == 0:
		clients = g.Group{newline, el("p", words("No source was read."))}
	}
	return render(w,
		g.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n"), pageHead(title), g.Raw("\n<body>\n"), g.Raw(strings.TrimSpace(pageSymbols)),
		g.Raw("\n<main>"), clients, newline)
}

// pageHead returns the page's head.
func pageHead(title string) g.Node {
	meta := func(name, content string) g.Node { return el("meta", attr("name", name), attr("content", content)) }
	return el("head", lines(
		el("meta", attr("charset", "utf-8")),
		el("meta", attr("http-equiv", "Content-Security-Policy"), attr("content", contentSecurityPolicy())),
		meta("viewport", "width=device-width, initial-scale=1"),
		meta("color-scheme", "light dark"),
		meta("referrer", "no-referrer"),
		el("title", words(title)),
		el("style", g.Raw(pageStyle)),
	))
}

// htmlClient writes all that is known of a client.
func htmlClient(w io.Writer, s *summary.AsOf, r *Report) error {
	c := s.Summarize()
	p := pageClient{&c, "c" + strconv.Itoa(r.parts.begin()), drawGantt(s, &c)}
	return render(w, newline, p.article(), newline)
}

// htmlFoot writes what is behind the clients.
func htmlFoot(w io.Writer, _ *Report) error {
	return render(w, g.Raw("</main>\n"),
		el("footer", words("Written by ccmtail from the client's logs. Every fact names the record that says so; what the logs do not say is left open.")), newline,
		el("script", g.Raw(pageScript)), g.Raw("\n</body>\n</html>\n"))
}

// contentSecurityPolicy returns the page's Content-Security-Policy: nothing but this very style and
// script.
func contentSecurityPolicy() string {
	return fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'",
		cspHash(pageStyle), cspHash(pageScript))
}

func cspHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
