package ui

import (
	"errors"
	"slices"
	"testing"

	"ccmtail/query"
)

func TestSavedFilters(t *testing.T) {
	o := Options{Filters: query.Saved{"wua": {"component:wua", "!missing"}, "wuaerr": {"@wua level:error"}, "rest": {"x"}}}
	for _, c := range []struct {
		name string
		keys []string
		has  []string
		not  []string
	}{
		{"@ offers them", []string{"4", "&", `"@"`}, []string{"@rest x", "@wua component:wua  !missing", "Tab complete"}, nil},
		{"as far as they begin so", []string{"4", "&", `"!@w"`}, []string{"@wuaerr"}, []string{"@rest x"}},
		{"Tab goes as far as they agree", []string{"4", "&", `"@w"`, "tab"}, []string{"› @wua ", "4 of 27"}, nil},
		{"and to the end of the only one", []string{"4", "&", `"!@r"`, "tab", "enter"}, []string{" !@rest "}, nil},
		{"its records", []string{"4", "&", `"@wua"`, "enter"}, []string{" @wua ", "4 of 27"}, nil},
		{"one within another", []string{"4", "&", `"@wuaerr"`, "enter"}, []string{" @wuaerr ", "1 of 27"}, nil},
		{"beside other terms", []string{"4", "&", `"@wua level:error"`, "enter"}, []string{"1 of 27"}, nil},
		{"found too", []string{"4", "/", `"@wuae"`, "tab", "enter"}, []string{"21:07:30.000 -05:00"}, nil},
		{"an unknown one is said", []string{"4", "&", `"@nobody"`}, []string{"@nobody: no such filter; saved filters: rest, wua, wuaerr"}, nil},
		{"& says that there are some", []string{"4", "&"}, []string{"@ saved filter"}, nil},
		{"Tab without an @", []string{"4", "&", `"wua"`, "tab"}, []string{"› wua "}, nil},
		{"nothing to save", []string{":", `"save filter"`, "enter"}, []string{"no filter to save; & adds one"}, nil},
		{"nor what * follows", []string{"*", ":", `"save filter"`, "enter"}, []string{"no filter to save"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := o
			o.SaveFilter = func(string, []string) error { return nil }
			sit(t, 140, 40, newFake(story()), o, func(d *desk) {
				d.keys(c.keys...)
				d.has(c.has...)
				d.hasNot(c.not...)
			})
		})
	}
}

func TestSaveFilter(t *testing.T) {
	saved := map[string][]string{}
	var fails error
	o := Options{Filters: query.Saved{"old": {"kb:1"}}, SaveFilter: func(name string, expressions []string) error {
		saved[name] = expressions
		return fails
	}}
	save := func(d *desk, name string) { d.keys(":", `"save filter"`, "enter", name, "enter") }
	sit(t, 140, 40, newFake(story()), o, func(d *desk) {
		d.keys("*", "4", "&", `"component:wua"`, "enter", "&", `"!missing | @old"`, "enter")
		save(d, `"@mine"`)
		d.has("saved as @mine")
		if want := []string{"component:wua", "!missing | @old"}; !slices.Equal(saved["mine"], want) || len(saved) != 1 {
			t.Errorf("saved %q", saved)
		}
		d.keys("esc", "4", "&", "enter", "&", `"@mi"`, "tab", "enter")
		d.has(" @mine ")
		save(d, `"mine"`)
		d.has("refers to itself", "save filter as › mine")
		d.keys("esc")
		save(d, `"my filter"`)
		d.has("may contain only letters, digits, - and _", "save filter as › my filter")
		d.keys("ctrl+u", `"my-filter"`, "enter")
		d.has("saved as @my-filter")
		save(d, `"second"`)
		save(d, `"second"`)
		d.has("saved again as @second")
		fails = errors.New("disk full")
		save(d, `"third"`)
		d.has(`"third" not saved: disk full`)
		if len(o.Filters) != 1 || d.app.saved.all["third"] != nil {
			t.Errorf("what was not saved is there: %v, %v", o.Filters, d.app.saved.all)
		}
	})
	sit(t, 140, 40, newFake(story()), Options{}, func(d *desk) {
		d.keys("4", "&", `"kb:1"`, "enter", ":", `"save filter"`, "enter")
		d.has("no folder to save filters in")
	})
}
