package ui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/store"
)

// Files writes what the screen shows into files that the user names; the ending of a name says the form. It is called off
// the event loop and gives up when ctx ends; what it gives up is not left behind. A file that is there already is
// fs.ErrExist, unless over is true: then it is replaced, as a whole.
type Files interface {
	// Records writes some records of a snapshot in the order given.
	Records(ctx context.Context, name string, over bool, v *store.Records, ids iter.Seq[event.RecordID]) error
	// Report writes what was known at a moment.
	Report(ctx context.Context, name string, over bool, v *store.Snapshot, at time.Time, rules model.FitRules) error
	// Text writes a text as it is.
	Text(ctx context.Context, name string, over bool, text string) error
}

// writing is a file being written.
type writing struct {
	name, again string // again is the command that writes over it
	all         int    // how many records are to be written, 0 for what is no records
	note        string // what is to be said of what was written
	done        atomic.Int64
	cancel      context.CancelFunc
	begun       atomic.Bool
	ended       chan struct{}
}

// wait waits until it has ended. What has not begun when its context ended writes nothing.
func (w *writing) wait() {
	if w != nil && w.begun.Load() {
		<-w.ended
	}
}

// written is the end of it, writingOn a look at how far it is.
type (
	written struct {
		*writing
		err error
	}
	writingOn struct{ *writing }
)

func (m written) reach(a *App) tea.Cmd   { return a.writingEnded(m) }
func (m writingOn) reach(a *App) tea.Cmd { return a.writingGoesOn(m.writing) }

// lookAt is how often the progress of a file being written is shown.
const lookAt = 200 * time.Millisecond

// write begins to write a file off the event loop.
func (a *App) write(w *writing, do func(context.Context) error) tea.Cmd {
	switch {
	case a.o.Files == nil:
		a.complain("no files can be written here")
		return nil
	case a.writing != nil:
		a.complain(a.writing.name + " is still being written; " + a.key("Esc") + " gives that up")
		return nil
	}
	ctx, cancel := context.WithCancel(a.ctx)
	w.cancel, w.ended, a.writing = cancel, make(chan struct{}), w
	end := func() tea.Msg {
		w.begun.Store(true)
		defer close(w.ended)
		defer cancel()
		return written{w, do(ctx)}
	}
	return tea.Batch(end, a.lookOn(w))
}

func (a *App) lookOn(w *writing) tea.Cmd {
	return tea.Tick(lookAt, func(time.Time) tea.Msg { return writingOn{w} })
}

// writingGoesOn shows how far it is.
func (a *App) writingGoesOn(w *writing) tea.Cmd {
	if a.writing != w {
		return nil
	}
	far := ""
	if w.all > 0 {
		far = fmt.Sprintf(" %d%%", min(int(w.done.Load())*100/w.all, 100))
	}
	a.toast = toast{text: "writing " + w.name + far + "; " + a.key("Esc") + " gives it up", until: a.o.Now().Add(time.Second)}
	return a.lookOn(w)
}

// writingEnded says what became of it.
func (a *App) writingEnded(m written) tea.Cmd {
	a.writing = nil
	switch {
	case errors.Is(m.err, context.Canceled):
		a.tell(m.name+" given up, nothing is left of it", toastTime)
	case errors.Is(m.err, fs.ErrExist):
		a.complain(m.name + " is there already; :" + m.again + " " + m.name + " writes over it")
	case m.err != nil:
		a.complain(m.err.Error())
	case m.all > 0:
		a.tell(plural(int(m.done.Load()), "record")+" written to "+m.name+m.note, 2*toastTime)
	default:
		a.tell("written to "+m.name+m.note, 2*toastTime)
	}
	return nil
}

// writeRecords writes all records that pass the filter, up to the screen's last one; from a page it writes that page.
func (a *App) writeRecords(name string, over bool) tea.Cmd {
	if len(a.pages) > 0 {
		return a.writePage(name, over)
	}
	d := a.draw(true)
	if d.m.client.Preview {
		return a.notAllRead()
	}
	ids, n := d.c.log.wanted(d.m.bound)
	if n == 0 {
		a.complain("no record passes the filter, so there is nothing to write")
		return nil
	}
	w, snap := &writing{name: name, again: "w!", all: n, note: d.c.onlyNewest()}, d.m.records
	return a.write(w, func(ctx context.Context) error {
		return a.o.Files.Records(ctx, name, over, snap, func(yield func(event.RecordID) bool) {
			for id := range ids {
				if ctx.Err() != nil || !yield(id) {
					return
				}
				w.done.Add(1)
			}
		})
	})
}

// wanted is the lines in their order and how many there are at most. It looks at nothing that changes, so that it can be
// walked on any goroutine; what the filter has not been tried on yet is tried then.
func (p *logPane) wanted(bound int) (ids iter.Seq[event.RecordID], most int) {
	snap, want := p.lines.snap, p.lines.want
	if want != nil && p.lines.progress() == 100 {
		known := p.lines.lend().ids[:p.lines.Len(bound)]
		return func(yield func(event.RecordID) bool) {
			for _, id := range known {
				if !yield(id) {
					return
				}
			}
		}, len(known)
	}
	return func(yield func(event.RecordID) bool) {
		var hits query.Set
		if want != nil {
			hits = query.Find(context.Background(), snap, want, query.RetainedSet(snap))
		}
		order := snap.Order()
		for k := range order.Blocks() {
			start, block := order.Block(k)
			for _, id := range block[:min(max(bound-start, 0), len(block))] {
				if (want == nil || hits.Has(id)) && !yield(id) {
					return
				}
			}
		}
	}, bound
}

// writeReport writes what was known at the screen's time, about all clients.
func (a *App) writeReport(name string, over bool) tea.Cmd {
	snap, at, rules := a.snap, a.moment().at, a.rules
	if slices.ContainsFunc(snap.Clients, func(c store.Client) bool { return c.Preview }) {
		return a.notAllRead()
	}
	return a.write(&writing{name: name, again: "report!", note: a.session().onlyNewest()}, func(ctx context.Context) error {
		return a.o.Files.Report(ctx, name, over, snap, at, rules)
	})
}

// notAllRead refuses to write what would lack most of it.
func (a *App) notAllRead() tea.Cmd {
	a.complain("only the newest records are there by now: what is written would lack the rest; wait until it has been read")
	return nil
}

// writePage writes the page on top, as Markdown or as text.
func (a *App) writePage(name string, over bool) tea.Cmd {
	d := a.draw(true)
	var text string
	switch low := strings.ToLower(name); {
	case strings.HasSuffix(low, ".md"):
		text, _ = a.ticketOf(d)
	case strings.HasSuffix(low, ".txt"):
		text = a.pageText(d)
	default:
		a.complain("a page is written as .md or .txt; " + a.key("Esc") + " leaves it, then records are written")
		return nil
	}
	return a.write(&writing{name: name, again: "w!"}, func(ctx context.Context) error {
		return a.o.Files.Text(ctx, name, over, text)
	})
}
