// Package ui turns what is known about ConfigMgr clients into frames on a terminal, and keys into
// looks at it. It reads no logs and asks no clock: a Source hands it pictures, Options hand it the
// time. Text that a log brought along reaches the terminal only as printable cells.
//
//	Source.News ──▶ newsArrived ─┐
//	keys, mouse, ticks ──────────┼─▶ App.Update ─▶ Playhead ─▶ moment (all that is known at T) ─▶ panes ─▶ one frame
//	scans of records ────────────┘
package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"ccmtail/model"
	"ccmtail/query"
	"ccmtail/store"
	"ccmtail/ui/cell"
)

// Themes returns the names of the colour themes.
func Themes() []string { return cell.ThemeNames() }

// OwnTheme is a colour theme of the user's: like another one, but for the styles given by role.
type OwnTheme struct {
	Name, Like string
	Styles     map[string]string
}

// ThemeRoles returns the names of the roles of an OwnTheme's styles.
func ThemeRoles() []string { return cell.Roles() }

// CheckStyle returns an error that says what is wrong with a style of an OwnTheme.
func CheckStyle(text string) error {
	_, err := cell.ParseStyle(text)
	return err
}

// Clocks returns the names of the clocks: the client's, UTC, the viewer's own.
func Clocks() []string { return clockNames[:] }

// Source is what the screen shows; a feed is one.
type Source interface {
	// Snapshot is everything known now. It is cheap, does not change and may be taken on any
	// goroutine.
	Snapshot() *store.Snapshot
	// News has something in it whenever the next Snapshot will differ from the last. Its capacity
	// is 1.
	News() <-chan struct{}
}

// Options say how the screen begins and what the terminal can do.
type Options struct {
	// Now is the wall clock; nil stands for the computer's.
	Now func() time.Time
	// Play plays what the source has as if it happened now; nil shows it as it is and goes on live.
	Play *Play
	// Notice is one line shown at the start.
	Notice  string
	NoMouse bool
	NoColor bool
	// ASCII draws without any character beyond ASCII of its own.
	ASCII bool
	// Theme is the name of a colour theme; "" is the one for a dark terminal.
	Theme string
	// Themes are the user's own.
	Themes []OwnTheme
	// Fit is the run time and margin assumed for updates where the logs name none; zero means
	// Current Branch's defaults.
	Fit model.FitRules
	// Zone is the viewer's own; nil stands for the computer's.
	Zone *time.Location
	// FPS is the most frames a second; 0 means 60. Only what changes is drawn: this is how soon
	// after one frame the next may come.
	FPS int
	// Keys are the keys of the actions that have been given others, by name; what they are taken
	// from loses them.
	Keys map[string][]string
	// Columns are those of the log, by the names in LogColumns; none means the usual ones.
	Columns []string
	// Wrap shows long messages of the log on several rows.
	Wrap bool
	// Clock is whose clock the screen shows, one of Clocks; "" is the one it showed last.
	Clock string
	// Filters are the saved filters, and SaveFilter saves another one; nil: there is no place for
	// it.
	Filters    query.Saved
	SaveFilter func(name string, expressions []string) error
	// savedFilters are those of the fleet that a client is opened in, nil for one that is opened alone.
	savedFilters *savedFilters
	// Highlights are rules for how the log is drawn; where two meet, the first is seen.
	Highlights []Highlight
	// Files writes for the user; nil writes nothing.
	Files Files
	// Input is the terminal that is read; nil: what Bubble Tea finds.
	Input Terminal
	// Notify is what the terminal is told while nobody looks.
	Notify Notify
	// CopyToTmux copies a text to tmux and to the terminal outside of it; nil: the terminal is not tmux.
	CopyToTmux func(string) error
	// Markdown writes one thing for a ticket; what is nil writes nothing.
	Markdown Markdown
	// FirstRun says that nothing has been kept before: the screen may say how it is used.
	FirstRun bool
	// Remembered is what was kept by an earlier run.
	Remembered Remembered
	// member is the client's place in a fleet, nil for one that is opened alone.
	member *member
	// Remember is called with what is to be kept when the user leaves; nil keeps nothing.
	Remember func(Remembered)
}

// Play is how a capture is played.
type Play struct {
	Speed    float64   // times as fast as it happened; 0 means 60
	From, To time.Time // zero: its ends
	// TypedFrom and TypedTo are the same as people type them, on the client's clock; "" where From and
	// To say it.
	TypedFrom, TypedTo string
	Paused             bool // wait for the first key
}

// Run shows the source until the user leaves or ctx ends, which signals do through it.
func Run(ctx context.Context, src Source, o Options) error {
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the one default: everything else is given the time
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	app := newApp(ctx, src, o)
	err := runProgram(ctx, newProgram(app, o.fps(), o.program(ctx)...))
	cancel()
	app.fileWrite.wait() // it leaves nothing half written
	if o.Remember != nil {
		o.Remember(app.remembered())
	}
	return err
}

func (o Options) fps() int {
	if o.FPS > 0 {
		return o.FPS
	}
	return 60
}

func (o Options) program(ctx context.Context) []tea.ProgramOption {
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithoutSignalHandler()}
	if o.Input != nil {
		options = append(options, tea.WithInput(&terminalInput{Terminal: o.Input}))
	}
	if o.NoColor {
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	return options
}
