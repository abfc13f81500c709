package ui

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// shelf keeps what it is given to write.
type shelf struct {
	files map[string][]event.RecordID
	texts map[string]string
	over  []string
	at    time.Time
	err   error
	hold  chan struct{} // if there is one, every record waits for it
}

func (s *shelf) put(name string, over bool) error {
	if _, there := s.files[name]; there && !over {
		return &fs.PathError{Op: "open", Path: name, Err: fs.ErrExist}
	}
	if over {
		s.over = append(s.over, name)
	}
	return s.err
}

func (s *shelf) Records(ctx context.Context, name string, over bool, _ *store.Records, ids iter.Seq[event.RecordID]) error {
	if err := s.put(name, over); err != nil {
		return err
	}
	var got []event.RecordID
	for id := range ids {
		got = append(got, id)
		if s.hold != nil {
			select {
			case <-s.hold:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	s.files[name] = got
	return nil
}

func (s *shelf) Report(_ context.Context, name string, over bool, _ *store.Snapshot, at time.Time, _ model.FitRules) error {
	if err := s.put(name, over); err != nil {
		return err
	}
	s.at, s.files[name] = at, nil
	return nil
}

func (s *shelf) Text(_ context.Context, name string, over bool, text string) error {
	if err := s.put(name, over); err != nil {
		return err
	}
	s.texts[name] = text
	return nil
}

func newShelf() *shelf {
	return &shelf{files: map[string][]event.RecordID{}, texts: map[string]string{}}
}

func TestTheRecordsOfTheFilterAreWritten(t *testing.T) {
	w := story()
	s := newShelf()
	sit(t, 120, 35, newFake(w), Options{Files: s}, func(d *desk) {
		d.keys("4", "&", `"component:wua"`, "enter", "&", `"!missing"`, "enter", ":", `"w out.csv"`)
		d.has("write the filtered records or the page to out.csv")
		d.keys("enter")
		d.has("4 records written to out.csv")
		log := d.app.session().log
		var want []event.RecordID
		for i := range log.lines.Len(w.store.Records().Len()) {
			want = append(want, log.lines.At(i))
		}
		if !slices.Equal(s.files["out.csv"], want) || len(want) != 4 {
			t.Errorf("wrote %v, the log shows %v", s.files["out.csv"], want)
		}
		d.keys("backspace", "backspace", ":", `"w out.csv"`, "enter")
		d.has("out.csv already exists; :w! out.csv overwrites it")
		d.keys(":", `"w! out.csv"`, "enter")
		d.has("27 records written to out.csv")
		if len(s.files["out.csv"]) != 27 || s.over[0] != "out.csv" {
			t.Errorf("wrote %v over %v", s.files["out.csv"], s.over)
		}
		d.keys(":", `"write filtered"`, "enter")
		d.has("write to ›")
		d.keys(`"other.ndjson"`, "enter")
		d.has("27 records written to other.ndjson")
		d.keys("=", ":", `"w"`, "enter", "esc", ",", ",", ":", `"w past.txt"`, "enter")
		d.has("25 records written to past.txt")
		s.err = errors.New("disk full \x1b[2J")
		d.keys(":", `"w a.txt"`, "enter")
		d.has("disk full ␛[2J")
		d.keys("4", "&", `"nothing like it"`, "enter", ":", `"w none.txt"`, "enter")
		d.has("nothing to write")
	})
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.keys(":", `"w out.csv"`, "enter")
		d.has("writing files is not available")
	})
}

func TestTheReportIsOfThePlayhead(t *testing.T) {
	s := newShelf()
	sit(t, 120, 35, newFake(story()), Options{Files: s}, func(d *desk) {
		d.keys("t", `"21:04"`, "enter", ":", `"report ticket.html"`, "enter")
		d.has("written to ticket.html")
		if !s.at.Equal(at("21:04:00")) {
			t.Errorf("a report as of %v", s.at)
		}
		d.keys(":", `"report ticket.html"`, "enter")
		d.has("ticket.html already exists; :report! ticket.html overwrites it")
		d.keys(":", `"write report"`, "enter", `"b.md"`, "enter")
		d.has("written to b.md")
	})
}

func TestWritingShowsHowFarItIsAndCanBeGivenUp(t *testing.T) {
	s := newShelf()
	sit(t, 120, 35, newFake(story()), Options{Files: s}, func(d *desk) {
		s.hold = make(chan struct{})
		d.do(keyMsg(":"))
		for _, r := range "w out.csv" {
			d.keys(string(r))
		}
		_, cmd := d.app.Update(keyMsg("enter"))
		d.run(cmd) // it waits
		for range 10 {
			s.hold <- struct{}{}
		}
		synctest.Wait()
		d.do(writeProgress{d.app.fileWrite})
		d.has("writing out.csv 37%; Esc cancels")
		d.keys(":", `"w b.csv"`, "enter")
		d.has("out.csv is still being written")
		w := d.app.fileWrite
		d.keys("esc")
		<-w.ended
		d.do(writeDone{w, context.Canceled})
		d.has("out.csv cancelled")
		if len(s.files) != 0 || d.app.fileWrite != nil {
			t.Errorf("it went on: %v", s.files)
		}
	})
}

func TestWhatTheFilterHasNotBeenTriedOnIsWrittenToo(t *testing.T) {
	w := newWorld("PC")
	for i := range 3 * filteredAtOnce {
		w.logAt(at("20:00:00").Add(time.Duration(i*7919%100000)*time.Millisecond), "C", 0, either(i%3 == 0, "yes", "no"))
	}
	c := newSession()
	c.setClient(w.client())
	snap, bound := w.store.Records(), 2*filteredAtOnce
	check := func(log *logPane) {
		t.Helper()
		var want, have []event.RecordID
		for row := range bound {
			if id := snap.ID(row); log.lines.Matcher() == nil || string(snap.Message(id)) == "yes" {
				want = append(want, id)
			}
		}
		ids, most := log.lines.All(bound)
		for id := range ids {
			have = append(have, id)
		}
		if !slices.Equal(want, have) || most < len(want) {
			t.Errorf("%d of at most %d records, not %d", len(have), most, len(want))
		}
	}
	check(c.log)
	yes, _ := parseChip("yes", nil, nil)
	c.log.addChip(yes)
	if c.log.lines.Progress() == 100 {
		t.Fatal("nothing is left to be tried")
	}
	check(c.log)
	for work := c.log.lines.NextStep(); work != nil; work = c.log.lines.NextStep() {
		work().Apply()
	}
	check(c.log)
}
