package ui

import (
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/ui/cell"
)

// pane is a part of the screen with a title. The contract:
//
//   - All methods are called by the event loop, so none of them may block, read files or ask for
//     the time. What a pane shows comes from the renderContext alone.
//   - A key or a click comes first, then rows and title for the frame that shows what it did.
//     Any method may be called before the first rows.
//   - A pane may change itself, and what the user has selected or marked in d.session. Whatever
//     else is to happen it returns as an effect, which is done afterwards; nil is nothing.
//   - Text of a log goes through cell.Builder or the list, which make it harmless.
//
// Most panes are a list: items built anew for each frame. What only some panes can do is in the
// interfaces below. The key for it looks whether the active pane has the method, and otherwise
// does what is usual or nothing.
type pane interface {
	// title returns what stands behind the pane's name: what is most worth knowing about its
	// content. While only a preview is there, it says so (markPreview).
	title(d *renderContext) []cell.Span
	// rows returns h rows, each exactly w cells wide. Both may be as small as 1.
	rows(d *renderContext, w, h int) []cell.Row
	// moveBy moves the selection by some rows, but not beyond the first and the last.
	moveBy(d *renderContext, by int) effect
	// selectRow selects what stands on one of the rows returned last, if anything does.
	selectRow(d *renderContext, row int) effect
	// pageSize returns by how many rows a page moves the selection, at least 1.
	pageSize() int
	// subject returns what is selected, and the zero subject if nothing is.
	subject(d *renderContext) subject
	// open opens what is selected, on Enter and on a second click.
	open(d *renderContext) effect
}

// What a pane may be able to do besides.
type (
	// A pageTurner turns pages itself because its lines have different heights. sign says which
	// way, parts into how many steps a page is divided.
	pageTurner interface {
		turnPage(d *renderContext, sign, parts int) effect
	}
	// An endSeeker does more at its end than to select the last row.
	endSeeker interface {
		moveToEnd(d *renderContext) effect
	}
	// A sorter shows the same in another order or in other columns.
	sorter interface {
		sort(d *renderContext) effect
	}
	// An expander shows also what it leaves out, or no longer.
	expander interface {
		toggleAll(d *renderContext) effect
	}
	// A panner moves sideways what it shows. Without one, the messages of the log move.
	panner interface{ pan(by int) }
	// A copier has a text of its own for the clipboard, and a word for it. Without one, the line of
	// what is selected is copied.
	copier interface {
		copied(d *renderContext) (text, what string)
	}
	// A statusTeller words the status line itself. Without one, it is about what is selected.
	statusTeller interface {
		status(d *renderContext) []cell.Span
	}
	// A titleClicker has something in its title that can be clicked. x is counted from where the
	// title begins; hit says whether anything is there.
	titleClicker interface {
		clickTitle(d *renderContext, x int) (e effect, hit bool)
	}
	// A headClicker has names of columns that can be clicked; hit says whether one of its rows is that.
	headClicker interface {
		clickHead(d *renderContext, x, row int) (e effect, hit bool)
	}
	// A rememberer keeps something from one run to the next. restore gets what remember gave, or
	// zero values, or whatever a user has made of the file.
	rememberer interface {
		remember(m *Remembered)
		restore(m Remembered)
	}
)

// subject is something a key can act on: an id, a record, a finding with both, or a log.
type subject struct {
	id      event.GUID
	rec     event.RecordID
	hasRec  bool
	finding model.FindingKey
	log     string
}

// renderContext is what panes draw from and with: what is known at the screen's time, and how it is
// shown. The screen itself cannot be changed through it.
type renderContext struct {
	look
	asOf      *clientAsOf
	session   *session
	member    *member // its place in a fleet, nil for one that is opened alone
	log       logOptions
	playhead  Playhead  // where in time the screen stands
	clock     time.Time // what the screen takes for now
	clockKind clockKind // whose clock times are shown on
	markdown  Markdown  // who writes it
	notify    *Notify   // when a client is silent
}

// now returns the newest moment of the client shown.
func (d *renderContext) now() time.Time { return d.session.now(d.clock) }
