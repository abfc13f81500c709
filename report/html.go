package report

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"

	"ccmtail/internal/text"
	"ccmtail/store"
	"ccmtail/summary"
)

// The page is one file: style and script stand in it, and its policy lets nothing else run or load.
var (
	//go:embed html
	pageFiles embed.FS

	pageTemplate = sync.OnceValue(func() *template.Template {
		return template.Must(template.New("").Funcs(template.FuncMap{
			"px": px, "capitalized": summary.Capitalized, "grouped": summary.Grouped, "count": summary.Count,
			"noUpdates": func() string { return summary.NoUpdates + "." },
		}).ParseFS(pageFiles, "html/*.html"))
	})
	pageStyle  = pageFile("html/style.css")
	pageScript = pageFile("html/script.js")
)

func pageFile(name string) string {
	b, err := pageFiles.ReadFile(name)
	if err != nil {
		panic("report: " + err.Error()) // part of the program
	}
	return string(b)
}

// page is what the template shows.
type page struct {
	Title                 string
	ContentSecurityPolicy string
	Style                 template.CSS
	Script                template.JS
	Clients               []pageClient
}

// pageClient is a client's sheet on the page.
type pageClient struct {
	summary.Client
	Anchor string // begins the ids of its parts
	Gantt  *gantt // nil if there is nothing to draw
}

// EmptyHeadline returns what there is to say where nothing is pending.
func (c pageClient) EmptyHeadline() string { return summary.EmptyHeadline(&c.Client) }

// OtherWindows counts the windows that do not hold updates back.
func (c pageClient) OtherWindows() string { return summary.Count(len(c.Window.Other), "window") }

// ClearedFindings counts what was found and has passed; "" if there is none.
func (c pageClient) ClearedFindings() string {
	n := 0
	for _, f := range c.Findings {
		if !f.Lasts {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return summary.Count(n, "cleared finding")
}

// HTML writes the report as one page that needs nothing but itself: no network, and no script to be
// read. All text of a log is escaped for the place it stands in.
func HTML(w io.Writer, v *store.Snapshot, o Options) error {
	p := page{
		Title: "Software updates", ContentSecurityPolicy: contentSecurityPolicy(), Style: template.CSS(pageStyle), Script: template.JS(pageScript), //nolint:gosec // our own files
	}
	for i, s := range clientsAsOf(v, o) {
		sh := s.Summarize()
		p.Clients = append(p.Clients, pageClient{sh, "c" + strconv.Itoa(i), drawGantt(s, &sh)})
	}
	if len(p.Clients) == 1 {
		c := &p.Clients[0]
		p.Title += " on " + c.Name
		if date, _, ok := strings.Cut(c.AsOf.Text, " "); ok {
			p.Title += ", " + date
		}
	}
	return pageTemplate().ExecuteTemplate(text.NewHTMLEscaper(w), "page", p)
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

// px returns the sum of lengths, in pixels of the drawing.
func px(parts ...float64) string {
	sum := 0.0
	for _, p := range parts {
		sum += p
	}
	return strconv.FormatFloat(math.Round(sum*10)/10, 'f', -1, 64)
}
