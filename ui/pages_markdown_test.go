package ui

import (
	"strings"
	"testing"
	"unicode"

	"ccmtail/model"
	"ccmtail/model/event"
)

// TestTickets keeps the Markdown of every kind of details, as y copies it.
func TestTickets(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
	}{
		{"update", []string{"enter"}},
		{"record", []string{"4", "E", "enter"}},
		{"finding", []string{"5"}},
		{"deployment", []string{"6", "enter"}},
		{"codes", []string{"4", "E", "L"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			sit(t, 120, 35, newFake(story()), Options{Files: newShelf()}, func(d *desk) {
				var clipboard string
				d.app.writeClipboard = func(s string) error { clipboard = s; return nil }
				d.keys(c.keys...)
				d.keys("y")
				if c.name == "codes" {
					d.has("copied the page")
					return
				}
				d.has(" as Markdown")
				golden(t, "ticket-"+c.name, strings.TrimSuffix(clipboard, "\n"))
				d.keys(":", `"details as markdown"`, "enter")
				d.has("━ Markdown ━", "y copies it, :w FILE.md writes it")
				whole := clipboard
				d.keys("y")
				if clipboard != whole {
					t.Errorf("the page's Markdown is another:\n%s", clipboard)
				}
				d.keys(":", `"w ticket.md"`, "enter")
				d.has("written to ticket.md")
				if got := d.app.options.Files.(*shelf).texts["ticket.md"]; got != whole {
					t.Errorf("written is another:\n%s", got)
				}
				d.keys(":", `"w ticket.csv"`, "enter")
				d.has("a page can be written as .md or .txt")
			})
		})
	}
}

func TestNothingOfALogIsMarkup(t *testing.T) {
	w := story()
	evil := "```\n# owned\n| a | b |\n<script>alert(1)</script> [x](http://evil) @admin \x1b[2J\u202e **bold** ~~~~"
	id := event.GUID{0: 0xee, 15: 1}
	rec := w.log("21:15:01", "Comp|on`ent", model.LevelError, evil,
		event.Event{Kind: event.UpdateStatus, Update: id, Texts: event.Texts{event.State: "Missing", event.Title: evil, event.KB: "1|`2"}},
		event.Event{Kind: event.UpdateTargeted, Update: id, Deployment: deployment, Texts: event.Texts{event.Title: evil}})
	w.name = evil
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		dr := d.app.renderContext(true)
		for name, got := range map[string]string{"update": dr.updateMarkdown(id), "record": dr.recordMarkdown(rec), "deployment": dr.deploymentMarkdown(deployment)} {
			if got == "" {
				t.Errorf("no Markdown of the %s", name)
			}
			fence := ""
			for _, row := range strings.Split(got, "\n") {
				switch ticks := row[:len(row)-len(strings.TrimLeft(row, "`"))]; {
				case fence == "" && len(ticks) >= 3:
					fence = ticks
					continue
				case fence != "" && row == fence:
					fence = ""
					continue
				case fence != "":
					continue
				}
				for _, bad := range []string{"<script", "[x](", "**bold", " @admin", "# owned"} {
					if strings.Contains(row, bad) && !strings.Contains(row, "\\"+bad) {
						t.Errorf("%s: a row holds %q: %s", name, bad, row)
					}
				}
			}
			if fence != "" {
				t.Errorf("%s: a block of code does not end", name)
			}
			if strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && unicode.IsControl(r) || r == 0x202e }) {
				t.Errorf("%s holds control characters: %q", name, got)
			}
		}
	})
}
