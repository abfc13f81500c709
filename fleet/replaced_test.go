package fleet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/summary"
)

// registered is a line of ClientIDManagerStartup.log.
func registered(clock, id string) []byte {
	return fmt.Appendf(nil, `<![LOG[[RegTask] - Client is registered. Server assigned ClientID is GUID:%s. Approval status 1]LOG]!><time="%s.000+300" date="03-17-2026" component="ClientIDManagerStartup" context="" type="1" thread="7" file="regtask.cpp:1">`+"\r\n", id, clock)
}

const (
	ownID   = "4B7D1C0E-52A9-4E0C-9B1F-7A3C5E2D8F61"
	otherID = "0A11D5C2-7F5B-4C3D-8E9A-1B2C3D4E5F60"
)

// replace puts one client's logs in the place of another's: over its files, or in another folder of the
// same name.
func replace(t *testing.T, path string, logs map[string][]byte, over bool) {
	t.Helper()
	if !over {
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range logs {
		if err := os.WriteFile(filepath.Join(path, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAClientWhoseLogsAreReplaced: what the logs told that are gone is not mixed with what those tell
// that are there.
func TestAClientWhoseLogsAreReplaced(t *testing.T) {
	for _, over := range []bool{false, true} {
		t.Run(fmt.Sprintf("over=%v", over), func(t *testing.T) {
			all := demoLogs(t)
			random := newRandomFleet(t, rand.New(rand.NewPCG(8, 8)), all, 2)
			replace(t, random.paths[0], all, false)
			replace(t, random.paths[1], all, false)
			f := Open(random.paths, Options{Now: time.Now})
			f.visitAll(t.Context())
			before := f.members[0].visited.BytesRead()
			// Another client, whose evening began earlier and is not over.
			other := map[string][]byte{}
			for name, text := range all {
				other[name] = bytes.ReplaceAll(text[:recordEnd(text, len(text)/2)], []byte(`thread="`), []byte(`thread="1`))
			}
			replace(t, random.paths[0], other, over)
			f.visitAll(t.Context())
			row := rows(f)[0]
			if !strings.Contains(row.Replaced, " begins before the end of what had been read") || !strings.HasPrefix(row.WhyText(), "logs replaced ") {
				t.Errorf("the row says %q, %q", row.Replaced, row.WhyText())
			}
			got := rows(f)
			for i := range got {
				got[i].Replaced = ""
			}
			compareRows(t, got, single(t, random.paths, time.Time{}))
			if after := f.members[0].visited.BytesRead(); after <= before {
				t.Errorf("%d bytes read, and then %d in all", before, after)
			}
		})
	}
}

// TestAClientIDThatChanges: where the file of the other id is gone the client is another one, and where
// it is there still the row says that the id changed.
func TestAClientIDThatChanges(t *testing.T) {
	const log = "ClientIDManagerStartup.log"
	for _, c := range []struct {
		name           string
		rolled, append bool
		id             string
		replaced, told bool
	}{
		{"the file is gone", false, false, otherID, true, false},
		{"it was rolled", true, false, otherID, false, true},
		{"it goes on", false, true, otherID, false, true},
		{"the same id", false, false, ownID, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, log)
			first := registered("20:00:00", ownID)
			write(t, path, first)
			write(t, filepath.Join(dir, "WUAHandler.log"), demoLogs(t)["WUAHandler.log"])
			f := Open([]string{dir}, Options{Now: time.Now})
			f.visitAll(t.Context())
			switch {
			case c.rolled:
				if err := os.Rename(path, filepath.Join(dir, "ClientIDManagerStartup.lo_")); err != nil {
					t.Fatal(err)
				}
			case !c.append:
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
			write(t, path, registered("21:00:00", c.id))
			f.visitAll(t.Context())
			f.visitAll(t.Context())
			row := rows(f)[0]
			told := slices.ContainsFunc(row.Causes, func(f summary.CauseSummary) bool { return f.ID == "F59" })
			if (row.Replaced != "") != c.replaced || told != c.told {
				t.Errorf("replaced: %q, causes: %+v", row.Replaced, row.Causes)
			}
			if c.replaced && !strings.Contains(row.Replaced, strings.ToLower(otherID)) {
				t.Errorf("it does not say which id: %q", row.Replaced)
			}
		})
	}
}
