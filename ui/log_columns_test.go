package ui

import "testing"

func TestColumnsGiveWay(t *testing.T) {
	all, _ := parseLogColumns(LogColumns())
	for w := range 260 {
		for _, chosen := range [][]logColumn{all, defaultLogColumns, {colMessage}, {colThread, colMessage}} {
			cols, wide := fitLogColumns(w, chosen, w >= 150)
			left := w - 3
			for _, c := range cols {
				left -= wide[c]
			}
			if w >= minMessageWidth+5 && left < minMessageWidth || len(cols) == 0 || cols[len(cols)-1] != colMessage {
				t.Errorf("%v of %v leave %d of %d cells", cols, chosen, left, w)
			}
		}
	}
	if cols, _ := fitLogColumns(200, all, true); len(cols) != int(logColumnCount) {
		t.Errorf("200 cells have room for %v", cols)
	}
}

func TestColumnsOfTheOptions(t *testing.T) {
	sit(t, 140, 40, newFake(story()), Options{Columns: []string{"step", "thread", "file:line"}}, func(d *desk) {
		d.has("+5:30.000  4711  made.cpp:1 ")
		d.hasNot("21:15:00.000   UpdatesDeploymentAgent")
	})
	sit(t, 140, 40, newFake(story()), Options{Columns: []string{"colour"}}, func(d *desk) {
		d.has("unknown log column colour", "21:15:00.000   UpdatesDeploymentAgent")
	})
}
