package ui

import (
	"slices"
	"testing"

	"ccmtail/query"
)

// TestSavedFiltersOfTheFleet: a saved filter is used, completed and offered where it fits, and refused
// with the reason where it does not.
func TestSavedFiltersOfTheFleet(t *testing.T) {
	o := Options{Filters: query.Saved{"bad": {"state:failed"}, "badly": {"@bad code:0x80070643"}, "kb1": {"kb:5081901"}, "log": {"level:warning+", "component:wua"}, "words": {"srv000"}}}
	for _, c := range []struct {
		name     string
		keys     []string
		has, not []string
	}{
		{"a filter by its name", []string{"&", `"@bad"`, "enter"}, []string{" @bad ", "4 of 100"}, nil},
		{"none of them", []string{"&", `"!@bad"`, "enter"}, []string{" !@bad ", "96 of 100"}, nil},
		{"one within another, beside other terms", []string{"&", `"@badly SRV00"`, "enter"}, []string{"4 of 100"}, nil},
		{"& says that there are some", []string{"&"}, []string{"@ saved filter"}, nil},
		{"@ offers those that fit", []string{"&", `"@"`}, []string{"Tab complete", "@bad state:failed", "@kb1 kb:5081901", "@words srv000"}, []string{"@log"}},
		{"Tab goes as far as they agree", []string{"&", `"@b"`, "tab"}, []string{"› @bad "}, nil},
		{"found too", []string{"/", `"@bad"`}, []string{"match 1 of 4"}, nil},
		{"one of the log", []string{"&", `"@log"`}, []string{"@log: level: is a field of log lines, not of the clients", "^^^^"}, nil},
		{"and it stays to be mended", []string{"&", `"@log"`, "enter"}, []string{"› @log", "level: is a field of log lines"}, nil},
		{"one that fits the clients alone", []string{"tab", "tab", "&", `"@bad"`}, []string{"@bad: state: is a field of the clients, not of the causes"}, nil},
		{"what updates have", []string{"tab", "&", `"@"`}, []string{"@kb1 kb:5081901", "@bad state:failed"}, []string{"@log"}},
		{"an unknown one is said", []string{"&", `"@nobody"`}, []string{"@nobody: no such filter; saved filters: bad, badly, kb1, log, words"}, nil},
		{"the palette has them", []string{":", `"@b"`}, []string{"@bad", "filter clients by state:failed"}, []string{"@log"}},
		{"and does them", []string{":", `"@kb1"`, "enter"}, []string{" @kb1 "}, nil},
		{"the help says so", []string{"?", `"filter"`}, []string{"@NAME is a saved one", ":save filter"}, nil},
		{"nothing to save", []string{":", `"save filter"`, "enter"}, []string{"no filter to save in clients; & adds one"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := o
			o.SaveFilter = func(string, []string) error { return nil }
			sitAtFleet(t, 160, 40, fatedFleet(100), o, func(d *fleetDesk) {
				d.keys(c.keys...)
				d.has(c.has...)
				d.hasNot(c.not...)
			})
		})
	}
}

// TestSaveFilterInTheFleet: what is saved on the fleet's screen is known to the clients that are open,
// and the other way round.
func TestSaveFilterInTheFleet(t *testing.T) {
	saved := map[string][]string{}
	o := Options{SaveFilter: func(name string, expressions []string) error { saved[name] = expressions; return nil }}
	sitAtFleet(t, 160, 40, fatedFleet(100), o, func(d *fleetDesk) {
		d.keys("enter", "esc") // a client that stays open
		d.keys("&", `"state:failed"`, "enter", "&", `"SRV"`, "enter", ":", `"save filter"`, "enter", `"two words"`, "enter")
		d.has("may contain only letters, digits, - and _", "save filter as › two words")
		d.keys("ctrl+u", `"@mine"`, "enter")
		d.has("saved as @mine")
		if want := []string{"state:failed", "SRV"}; !slices.Equal(saved["mine"], want) {
			t.Errorf("saved %q, want %q", saved["mine"], want)
		}
		d.keys("&", "enter", "&", `"@mine"`, "enter")
		d.has("4 of 100")
		d.keys(":", `"save filter"`, "enter", `"mine"`, "enter")
		d.has("@mine refers to itself")
		d.keys("esc", "&", "enter", "&", `"state:stuck"`, "enter", ":", `"save filter"`, "enter", `"mine"`, "enter")
		d.has("saved again as @mine")
		d.keys("&", "enter", "&", `"@mine"`, "enter")
		d.has("3 of 100")
		d.keys("enter", "4", "&", `"@mine"`)
		d.has("@mine: state: is a field of the clients, not of log lines")
		d.keys("ctrl+u", `"level:error"`, "enter", ":", `"save filter"`, "enter", `"errors"`, "enter")
		d.has("saved as @errors")
		d.keys("K", "&", `"@errors"`)
		d.has("@errors: level: is a field of log lines, not of the clients")
	})
}
