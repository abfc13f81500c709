package report

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/internal/text"
	"ccmtail/store"
)

// UnmarshalText reads a stamp as MarshalText writes it.
func (s *stamp) UnmarshalText(b []byte) error { return (*time.Time)(s).UnmarshalText(b) }

// TestAStreamedReportIsThatOfOneValue compares the report, whose lists are written one by one, with what
// encoding/json makes of the document as a whole.
func TestAStreamedReportIsThatOfOneValue(t *testing.T) {
	for name, v := range map[string]*store.Snapshot{"nothing": {}, "demo": demoTwice(t)} {
		var streamed, whole bytes.Buffer
		if err := JSON(&streamed, v, Options{}); err != nil {
			t.Fatal(err)
		}
		var d reportDoc
		decoder := json.NewDecoder(bytes.NewReader(streamed.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&d); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(d.Clients) != len(v.Clients) || len(d.Clients) > 0 && (len(d.Clients[0].Updates) == 0 || len(d.Clients[1].Updates) != 0) {
			t.Fatalf("%s: not the clients and updates that there are", name)
		}
		e := json.NewEncoder(text.NewJSONEscaper(&whole))
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(d); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(streamed.Bytes(), whole.Bytes()) {
			t.Errorf("%s: the streamed report differs:\n%s\nwant\n%s", name, streamed.String(), whole.String())
		}
	}
}

// TestJSONReportsAWriterThatFails writes to one that is full.
func TestJSONReportsAWriterThatFails(t *testing.T) {
	if err := JSON(full{}, demoTwice(t), Options{}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
}

var errFull = errors.New("full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// demoTwice returns the demo's client, whose name has a letter that is escaped, and one that says
// nothing.
func demoTwice(t *testing.T) *store.Snapshot {
	dir := t.TempDir()
	sources := []string{filepath.Join(dir, "PC0147\u202e"), filepath.Join(dir, "PC0148")}
	if err := demo.Write(sources[0]); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(sources[1], 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(sources[1], "CAS.log"), []byte(strings.Repeat("nothing\r\n", 3)), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := feed.Open(sources, feed.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Run(context.Background()); err != nil {
		t.Fatal(err)
	}
	return f.Snapshot()
}
