package ui

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/tail"
)

// shots says where to put pictures of the screen: go test ./ui -run TestShots -shots docs
var shots = flag.String("shots", "", "write SVG pictures of the screen, made from the demo, into this folder")

// TestShots draws the screen at moments of the demo into an emulated terminal and writes its cells
// as SVG.
func TestShots(t *testing.T) {
	if *shots == "" {
		t.Skip("no -shots")
	}
	for _, c := range []struct {
		name    string
		w, h    int
		theme   string
		capture string // a folder of docs/captures; the demo if empty
		keys    []string
	}{
		{name: "screen", w: 120, h: 35, keys: []string{"t", `"21:40"`, "enter", "down", "down", "down"}},
		{name: "update", w: 120, h: 35, keys: []string{"t", `"21:40"`, "enter", "enter"}},
		{name: "follow", w: 120, h: 35, keys: []string{"t", `"21:40"`, "enter", "*", "4", "k"}},
		{name: "timeline", w: 120, h: 20, keys: []string{"9"}},
		{name: "filter", w: 120, h: 35, keys: []string{"4", "&", `"level:warning+"`, "enter", "&", `"!component:reboot"`}},
		{name: "help", w: 120, h: 35, keys: []string{"?"}},
		{name: "light", w: 120, h: 35, theme: "light", keys: []string{"t", `"21:40"`, "enter"}},
		{name: "contrast", w: 120, h: 35, theme: "contrast", keys: []string{"t", `"21:40"`, "enter"}},
		// The guide's ten questions.
		{name: "guide-scan", w: 120, h: 14, keys: []string{"t", `"22:06"`, "enter", "7"}},
		{name: "guide-nothing", w: 120, h: 16, capture: "gpo", keys: []string{"t", `"end"`, "enter", "5"}},
		{name: "guide-window", w: 120, h: 28, keys: []string{"t", `"21:37"`, "enter", "2", "f"}},
		{name: "guide-download", w: 120, h: 30, keys: []string{"t", `"20:45"`, "enter", "enter"}},
		{name: "guide-failed", w: 120, h: 16, keys: []string{"t", `"21:15"`, "enter", "4", "E", "E", "L"}},
		{name: "guide-restart", w: 120, h: 16, keys: []string{"t", `"21:45"`, "enter", "3", "f"}},
		{name: "guide-outside", w: 120, h: 30, capture: "outside", keys: []string{"t", `"14:02:11"`, "enter"}},
		{name: "guide-took", w: 120, h: 30, keys: []string{"t", `"22:06"`, "enter", "down", "down", "down", "down", "enter"}},
		{name: "guide-behind", w: 120, h: 14, capture: "behind", keys: []string{"t", `"end"`, "enter", "5"}},
		{name: "guide-copy", w: 120, h: 30, keys: []string{"t", `"21:14:41"`, "enter", "4", "v", "k", "k", "k"}},
	} {
		src, from := shotSource(t, c.capture)
		sit(t, c.w, c.h, newFake(), Options{}, func(d *desk) {
			d.app = newApp(t.Context(), src, Options{Now: func() time.Time { return at("23:59:00") }, Theme: c.theme, Play: &Play{Paused: true, From: from}})
			d.app.onResize(c.w, c.h)
			d.keys(c.keys...)
			d.app.toast = toast{}
			d.app.stale = frameChanged
			writeShot(t, c.name, c.w, c.h, d.app.View(), c.theme == "light")
		})
	}
	sitAtDemoFleet(t, 120, 35, &Play{Paused: true, From: demo.FleetEnd}, func(d *fleetDesk) {
		writeShot(t, "fleet", 120, 35, d.app.View(), false)
	})
}

// writeShot writes the picture of a view.
func writeShot(t *testing.T, name string, w, h int, view tea.View, light bool) {
	t.Helper()
	emu := vt.NewEmulator(w, h)
	if _, err := emu.WriteString(strings.ReplaceAll(view.Content, "\n", "\r\n")); err != nil {
		t.Fatal(err)
	}
	if at := view.Cursor; at != nil {
		c := emu.CellAt(at.X, at.Y).Clone()
		c.Style.Attrs |= uv.AttrReverse
		emu.SetCell(at.X, at.Y, c)
	}
	if err := os.WriteFile(filepath.Join(*shots, name+".svg"), picture(emu, light), 0o644); err != nil {
		t.Fatal(err)
	}
}

// shotSource reads a capture; from is where the demo begins, zero for the others.
func shotSource(t *testing.T, capture string) (src *still, from time.Time) {
	t.Helper()
	if capture == "" {
		return evenings(t), at("23:42:00")
	}
	f := feed.New([]*tail.Source{tail.OpenFS("PC0147", os.DirFS("../docs/captures/"+capture), tail.Options{})}, feed.Options{})
	if err := f.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &still{snap: f.Snapshot()}, time.Time{}
}

// The size of a cell in the pictures.
const cellWidth, cellHeight = 8.4, 18.0

// picture returns a terminal's cells as SVG: a rectangle for each run of one background, a text for
// each run of one style.
func picture(emu *vt.Emulator, light bool) []byte {
	fg, bg := "#d0d0d0", "#15181c"
	if light {
		fg, bg = "#202020", "#fbfbfb"
	}
	w, h := emu.Width(), emu.Height()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="Cascadia Mono,DejaVu Sans Mono,Menlo,Consolas,monospace" font-size="14">`+"\n",
		float64(w)*cellWidth+16, float64(h)*cellHeight+16)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", bg)
	for y := range h {
		for x := 0; x < w; {
			c := emu.CellAt(x, y)
			n, text := 1, content(c)
			for x+n < w && same(emu.CellAt(x+n, y), c) {
				text += content(emu.CellAt(x+n, y))
				n++
			}
			run(&b, c, x, y, n, text, fg, bg)
			x += n
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func content(c *uv.Cell) string {
	if c == nil || c.Content == "" && c.Width != 0 {
		return " "
	}
	return c.Content
}

func same(a, b *uv.Cell) bool {
	return a != nil && b != nil && a.Style.Equal(&b.Style)
}

func run(b *bytes.Buffer, c *uv.Cell, x, y, n int, text, fg, bg string) {
	back, front, extra := "", fg, ""
	if c != nil {
		if c.Style.Bg != nil {
			back = hex(c.Style.Bg)
		}
		if c.Style.Fg != nil {
			front = hex(c.Style.Fg)
		}
		if c.Style.Attrs&uv.AttrReverse != 0 {
			if back == "" {
				back = bg
			}
			back, front = front, back
		}
		if c.Style.Attrs&uv.AttrBold != 0 {
			extra += ` font-weight="bold"`
		}
		if c.Style.Attrs&uv.AttrFaint != 0 {
			extra += ` opacity="0.6"`
		}
	}
	left, top := 8+float64(x)*cellWidth, 8+float64(y)*cellHeight
	if back != "" {
		fmt.Fprintf(b, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`+"\n", left, top, float64(n)*cellWidth, cellHeight, back)
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" textLength="%.1f" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="%s"%s>`, left, top+13.5, float64(n)*cellWidth, front, extra)
	_ = xml.EscapeText(b, []byte(text))
	b.WriteString("</text>\n")
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
