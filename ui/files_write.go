package ui

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
	"ccmtail/summary"
)

// Files writes what the screen shows into files that the user names; the ending of a name says the
// form. It is called off the event loop and gives up when ctx ends; what it gives up is not left
// behind. A file that is there already is fs.ErrExist, unless over is true: then it is replaced, as
// a whole.
type Files interface {
	// Records writes some records of a snapshot in the order given.
	Records(ctx context.Context, name string, over bool, v *store.Records, ids iter.Seq[event.RecordID]) error
	// Report writes what was known at a moment.
	Report(ctx context.Context, name string, over bool, v *store.Snapshot, at time.Time, rules model.FitRules) error
	// Text writes a text as it is.
	Text(ctx context.Context, name string, over bool, text string) error
}

// fileWrite is a file being written.
type fileWrite struct {
	name, overwriteCommand string // overwriteCommand is the command that replaces the file
	total                  int    // how many records are to be written, 0 for what is no records
	suffix                 string // what is to be said of what was written
	done                   atomic.Int64
	cancel                 context.CancelFunc
	started                atomic.Bool
	ended                  chan struct{}
}

// wait waits until it has ended. What has not begun when its context ended writes nothing.
func (w *fileWrite) wait() {
	if w != nil && w.started.Load() {
		<-w.ended
	}
}

// writeDone says that a file has been written, or why not; writeProgress that it is time to look
// how far it is.
type (
	writeDone struct {
		*fileWrite
		err error
	}
	writeProgress struct{ *fileWrite }
)

// progressEvery is how often the progress of a file being written is shown.
const progressEvery = 200 * time.Millisecond

// startWrite begins to write a file off the event loop.
func (a *App) startWrite(w *fileWrite, do func(context.Context) error) tea.Cmd {
	switch {
	case a.options.Files == nil:
		a.notifyError("writing files is not available")
		return nil
	case a.fileWrite != nil:
		a.notifyError(a.fileWrite.name + " is still being written; " + a.keys.text(actBack) + " cancels")
		return nil
	}
	ctx, cancel := context.WithCancel(a.ctx)
	w.cancel, w.ended, a.fileWrite = cancel, make(chan struct{}), w
	end := func() tea.Msg {
		w.started.Store(true)
		defer close(w.ended)
		defer cancel()
		return writeDone{w, do(ctx)}
	}
	return tea.Batch(end, w.scheduleProgress())
}

func (w *fileWrite) scheduleProgress() tea.Cmd {
	return tea.Tick(progressEvery, func(time.Time) tea.Msg { return writeProgress{w} })
}

// handle shows how far it is.
func (m writeProgress) handle(a *App) tea.Cmd {
	w := m.fileWrite
	if a.fileWrite != w {
		return nil
	}
	far := ""
	if w.total > 0 {
		far = " " + summary.PercentText(w.done.Load(), int64(w.total))
	}
	a.toast = toast{text: "writing " + w.name + far + "; " + a.keys.text(actBack) + " cancels", until: a.options.Now().Add(time.Second)}
	return w.scheduleProgress()
}

// handle returns what became of it.
func (m writeDone) handle(a *App) tea.Cmd {
	a.fileWrite = nil
	switch {
	case errors.Is(m.err, context.Canceled):
		a.notify(m.name+" cancelled, no file written", notifyTime)
	case errors.Is(m.err, fs.ErrExist):
		a.notifyError(m.name + " already exists; :" + m.overwriteCommand + " " + m.name + " overwrites it")
	case m.err != nil:
		a.notifyError(m.err.Error())
	case m.total > 0:
		a.notify(summary.Count(int(m.done.Load()), "record")+" written to "+m.name+m.suffix, 2*notifyTime)
	default:
		a.notify("written to "+m.name+m.suffix, 2*notifyTime)
	}
	return nil
}

// writeRecords writes all records that pass the filter, up to the screen's last one; from a page it
// writes that page.
func (a *App) writeRecords(name string, over bool) tea.Cmd {
	if len(a.pages) > 0 {
		return a.writePage(name, over)
	}
	d := a.renderContext(true)
	if d.asOf.Client.Preview {
		return a.do(refusedPreview)
	}
	ids, n := d.session.log.lines.All(d.asOf.shownRows)
	if n == 0 {
		a.notifyError("no records match the filter, nothing to write")
		return nil
	}
	w, snap := &fileWrite{name: name, overwriteCommand: "w!", total: n, suffix: d.session.partialSuffix()}, d.asOf.Records
	return a.startWrite(w, func(ctx context.Context) error {
		return a.options.Files.Records(ctx, name, over, snap, func(yield func(event.RecordID) bool) {
			for id := range ids {
				if ctx.Err() != nil || !yield(id) {
					return
				}
				w.done.Add(1)
			}
		})
	})
}

// writeReport writes what was known at the screen's time, about all clients.
func (a *App) writeReport(name string, over bool) tea.Cmd {
	snap, at, rules := a.snap, a.refreshAsOf().At, a.fitRules
	if slices.ContainsFunc(snap.Clients, func(c store.Client) bool { return c.Preview }) {
		return a.do(refusedPreview)
	}
	return a.startWrite(&fileWrite{name: name, overwriteCommand: "report!", suffix: a.session().partialSuffix()}, func(ctx context.Context) error {
		return a.options.Files.Report(ctx, name, over, snap, at, rules)
	})
}

// refusedPreview says why nothing is written that would lack most of it.
var refusedPreview = errorNotice{"only the newest records are loaded so far; try again when loading has finished"}

// writePage writes the page on top, as Markdown or as text.
func (a *App) writePage(name string, over bool) tea.Cmd {
	d := a.renderContext(true)
	var text string
	switch low := strings.ToLower(name); {
	case strings.HasSuffix(low, ".md"):
		text, _ = a.markdownOf(d)
	case strings.HasSuffix(low, ".txt"):
		text = a.pages.top().text(d)
	default:
		a.notifyError("a page can be written as .md or .txt only; " + a.keys.text(actBack) + " closes it, then records can be written")
		return nil
	}
	return a.startWrite(&fileWrite{name: name, overwriteCommand: "w!"}, func(ctx context.Context) error {
		return a.options.Files.Text(ctx, name, over, text)
	})
}
