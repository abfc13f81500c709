package demo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing/fstest"
	"time"
)

// The fleet is the evening of some forty computers in four time zones, each with a fate of its own. The
// window opens at 21:00 where each of them is, and all logs end at one moment, in the middle of it: in
// Chicago most is done, in Denver updates install, in Seattle they wait, and in Anchorage they download.

// FleetClient is a computer of the fleet.
type FleetClient struct {
	Name string
	// Err is why its logs cannot be read, otherwise nil.
	Err error
	// Logs returns a folder with its logs, which are rendered when it is called; nil if Err is set.
	Logs func() fs.FS
}

// FleetStart is a time of the evening at which something begins to happen to the fleet, and FleetEnd the
// moment at which its logs end.
var (
	FleetStart = time.Date(2026, 3, 18, 1, 45, 0, 0, time.UTC)
	FleetEnd   = time.Date(2026, 3, 18, 3, 25, 0, 0, time.UTC)
)

// midnight is when the day of the story begins, as if the clocks were those of UTC.
var midnight = time.Date(2026, 3, 17, 0, 0, 0, 0, time.UTC)

// computers is computers of one city with the same fate.
type computers struct {
	fate  string
	code  string
	paces []float64 // one for each computer
}

// cities are where the computers of the fleet are.
var cities = []struct {
	name, prefix string
	bias         int
	all          []computers
}{
	{"Chicago", "CHI", 300, []computers{
		{"done", "", []float64{0.62, 0.7, 0.78, 0.83, 0.9, 0.96, 1.04, 1.1, 1.17}},
		{"done but for one that does not fit", "", []float64{1}},
		{"failed, and nothing else is left", "0x80070643", []float64{0.8, 1, 1.1}},
		{"failed, and nothing else is left", "0x800f0922", []float64{0.93}},
		{"failed, and nothing else is left", "0x8024200b", []float64{1.06}},
		{"restart overdue", "", []float64{0.85}},
		{"installing beyond its run time", "", []float64{1}},
		{"waits although the window is open", "", []float64{1}},
		{"waits for tomorrow's window", "", []float64{1}},
		{"scan failing", "0x80244022", []float64{1, 1}},
		{"silent", "", []float64{1, 1}},
	}},
	{"Denver", "DEN", 360, []computers{
		{"done", "", []float64{0.48, 0.55, 0.6, 0.9, 1.35, 1.5, 1.7}},
		{"failed, and nothing else is left", "0x80070005", []float64{0.95}},
		{"waits for tomorrow's window", "", []float64{1}},
	}},
	{"Seattle", "SEA", 420, []computers{
		{"done", "", []float64{1, 1, 1, 1}},
		{"done but for one that does not fit", "", []float64{1, 1}},
		{"no distribution point", "", []float64{1, 1}},
		{"download that does not begin", "", []float64{1}},
	}},
	{"Anchorage", "ANC", 480, []computers{
		{"done", "", []float64{1, 1, 1}},
	}},
}

// unreadable are the computers of the fleet whose logs cannot be read.
var unreadable = []FleetClient{
	{Name: "SEA-0412", Err: fmt.Errorf("open %s: %w", `\\SEA-0412`, errors.New("the computer does not answer"))},
	{Name: "DEN-0311", Err: fmt.Errorf("open %s: %w", `\\DEN-0311`, fs.ErrPermission)},
}

// Fleet returns the computers of the fleet.
func Fleet() []FleetClient {
	var all []FleetClient
	for _, c := range cities {
		n := c.bias/60*100 - 400
		for _, who := range c.all {
			for _, pace := range who.paces {
				n += 7
				at := site{
					client: fmt.Sprintf("%s-%04d", c.prefix, n), city: c.name, bias: c.bias, pace: pace,
					end: FleetEnd.Sub(midnight) - time.Duration(c.bias)*time.Minute - time.Duration(n%17)*700*time.Millisecond,
				}
				all = append(all, FleetClient{Name: at.client, Logs: func() fs.FS {
					return capture(render(FateNamed(who.fate).tell(evening(), at, who.code)))
				}})
			}
		}
	}
	return append(all, unreadable...)
}

// capture returns a folder with logs.
func capture(files map[string][]byte) fs.FS {
	logs := fstest.MapFS{}
	for name, data := range files {
		logs[name] = &fstest.MapFile{Data: data, Mode: 0o444}
	}
	return logs
}

// WriteFleet writes the logs of each computer of the fleet that can be read to a folder of its name.
func WriteFleet(dir string) error {
	for _, c := range Fleet() {
		if c.Err != nil {
			continue
		}
		if err := writeFolder(filepath.Join(dir, c.Name), c.Logs()); err != nil {
			return err
		}
	}
	return nil
}

// writeFolder writes logs to a folder, which it creates if need be.
func writeFolder(dir string, logs fs.FS) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the demo's folder: %w", err)
	}
	names, err := fs.Glob(logs, "*")
	if err != nil {
		return fmt.Errorf("list the demo's logs: %w", err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(logs, name)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), data, 0o644)
		}
		if err != nil {
			return fmt.Errorf("write a log of the demo: %w", err)
		}
	}
	return nil
}
