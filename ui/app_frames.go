package ui

import (
	"reflect"
	"time"
	"unsafe"

	tea "charm.land/bubbletea/v2"

	"ccmtail/internal/crash"
	"ccmtail/ui/cell"
)

// frameClock is the clock of the frames. Bubble Tea's own ticks all the time and looks at each tick
// whether there is something to draw, which is most of what a screen costs on which nothing
// happens. This one ticks when something is to be drawn, and not oftener than it may.
//
//	message ─▶ Update ─▶ View ─▶ renderer.render
//	                      └ due ─▶ beat, a message ─▶ tick ─▶ renderer.flush
//
// That the beat is a message is what makes it right: the event loop takes it in only after the
// renderer got the view. All of it happens on the event loop, but for the sending of the beat.
type frameClock struct {
	program   *tea.Program
	now       func() time.Time
	frameTime time.Duration  // the time for a frame: some may come at once, so that news need not wait for the clock's
	ticks     chan time.Time // capacity 1: a tick not taken yet draws what is newer as well
	free      time.Time      // when no frame that came is ahead of its time any more
	requested bool           // a beat is on its way
}

// maxBurst is how many frames may come at once. Those that follow come one by one: no frame waits for
// more than the time of one.
const maxBurst = 4

// frameDue says that the frame's time has come.
type frameDue struct{}

// request asks for a beat as soon as there may be one.
func (b *frameClock) request() {
	if b.requested {
		return
	}
	b.requested = true
	send := func() { b.program.Send(frameDue{}) }
	if wait := b.ahead(b.now()) - (maxBurst-1)*b.frameTime; wait > 0 {
		time.AfterFunc(wait, send)
		return
	}
	go crash.Guarded(send)()
}

// ahead returns by how much the frames that came are ahead of their time.
func (b *frameClock) ahead(now time.Time) time.Duration {
	ahead := b.free.Sub(now)
	if ahead > maxBurst*b.frameTime { // the clock has been set
		return 0
	}
	return max(ahead, 0)
}

// takeFrameDue takes the beats out of the messages.
func (b *frameClock) takeFrameDue(_ tea.Model, msg tea.Msg) tea.Msg {
	if _, ok := msg.(frameDue); !ok {
		return msg
	}
	now := b.now()
	b.free, b.requested = now.Add(b.ahead(now)+b.frameTime), false
	select {
	case b.ticks <- now:
	default:
	}
	return nil
}

// screenModel is all that a program shows: one client, or many.
type screenModel interface {
	tea.Model
	// wallClock returns the time.
	wallClock() time.Time
}

// clockedApp is what is shown on a program whose frames have our clock.
type clockedApp struct {
	screenModel
	frames *frameClock
	last   tea.View
	drawn  bool // what came last may have to be drawn even if the frame is the same
}

// Init guards the screen's.
func (t *clockedApp) Init() tea.Cmd {
	defer crash.Guard()
	return guardedCmd(t.screenModel.Init())
}

// isOwn reports whether a message is one of ours.
func isOwn(msg tea.Msg) bool {
	switch msg.(type) {
	case ownMsg, fleetMsg, clientMsg:
		return true
	}
	return false
}

// Update notes what else than our own messages came: the program may answer them with something to
// write itself, such as a question to the terminal or what is copied, or with drawing anew, and
// does so at the next tick.
func (t *clockedApp) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	t.drawn = t.drawn && isOwn(msg)
	defer crash.Guard()
	_, cmd := t.screenModel.Update(msg)
	return t, guardedCmd(cmd)
}

// View returns the screen's frame. If it is a new one, or the first, a beat is due.
func (t *clockedApp) View() tea.View {
	defer crash.Guard()
	old, v := t.last, t.screenModel.View()
	t.last = v
	if !t.drawn || v.Content != old.Content || v.WindowTitle != old.WindowTitle || v.MouseMode != old.MouseMode || !looksSame(v.Cursor, old.Cursor) || !looksSame(v.ProgressBar, old.ProgressBar) {
		t.drawn = true
		t.frames.request()
	}
	v.Content = cell.WithoutTrailingBlanks(v.Content)
	return v
}

// looksSame reports whether two parts of a frame look the same.
func looksSame[T comparable](a, b *T) bool { return a == b || a != nil && b != nil && *a == *b }

// newProgram returns the program of a screen. Its frames have our clock, if this Bubble Tea lets
// them.
func newProgram(m screenModel, fps int, o ...tea.ProgramOption) *tea.Program {
	b := &frameClock{now: m.wallClock, frameTime: time.Second / time.Duration(fps), ticks: make(chan time.Time, 1)}
	o = append(o, tea.WithFPS(fps))
	b.program = tea.NewProgram(&clockedApp{screenModel: m, frames: b}, append(o, tea.WithFilter(b.takeFrameDue))...)
	if !replaceTicker(b.program, b.ticks) {
		return tea.NewProgram(m, o...)
	}
	return b.program
}

// replaceTicker makes a channel of our own the clock of a program that has not begun to run, and
// reports whether that could be done. Bubble Tea keeps the clock in a field of the program and only
// ever receives from it, stops it and sets it anew, and that does no harm to this one: nobody
// receives from the channel of its timer, and such a timer costs nothing.
func replaceTicker(p *tea.Program, ticks <-chan time.Time) bool {
	f := reflect.ValueOf(p).Elem().FieldByName("ticker")
	if !f.IsValid() || f.Type() != reflect.TypeFor[*time.Ticker]() || !f.IsNil() {
		return false
	}
	t := time.NewTicker(24 * time.Hour)
	t.C = ticks
	*(**time.Ticker)(unsafe.Pointer(f.UnsafeAddr())) = t //nolint:gosec // there is no other way to the field; its type was looked at
	return true
}
