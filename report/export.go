package report

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// Exporter writes merged records in one of the forms, each record once.
type Exporter struct {
	w     *bufio.Writer
	write func(model.Record) error
}

// ExportFormats returns the forms an exporter knows.
func ExportFormats() []string { return []string{"ndjson", "csv", "text", "cmtrace"} }

// NewExporter writes to w; ok is false if there is no such form.
func NewExporter(w io.Writer, form string) (e *Exporter, ok bool) {
	e = &Exporter{w: bufio.NewWriterSize(w, 64<<10)}
	switch form {
	case "ndjson":
		e.write = e.writeNDJSON
	case "csv":
		e.write = e.csvWriter()
	case "text":
		e.write = e.writeText
	case "cmtrace":
		e.write = e.writeCMTrace
	default:
		return nil, false
	}
	return e, true
}

// Record writes one record of a snapshot.
func (e *Exporter) Record(v *store.Records, id event.RecordID) error {
	if err := e.write(v.Record(id)); err != nil {
		return fmt.Errorf("write records: %w", err)
	}
	return nil
}

// Flush writes out what is still held back.
func (e *Exporter) Flush() error {
	if err := e.w.Flush(); err != nil {
		return fmt.Errorf("write records: %w", err)
	}
	return nil
}

// recordDoc is one record of the NDJSON export.
type recordDoc struct {
	Time      *string `json:"time"` // RFC 3339, UTC; null where the record has no time of its own
	Log       string  `json:"log"`
	Line      int     `json:"line"`
	Offset    int64   `json:"offset"`
	Component string  `json:"component"`
	Thread    uint32  `json:"thread"`
	Level     string  `json:"level"`
	File      string  `json:"file"`
	Message   string  `json:"message"`
	Damaged   bool    `json:"damaged,omitempty"`
	NoZone    bool    `json:"zone_unknown,omitempty"`
}

func (e *Exporter) writeNDJSON(r model.Record) error {
	x := recordDoc{
		Log: r.Log, Line: r.Line, Offset: r.Offset, Component: r.Component, Thread: r.Thread, Level: r.Level.String(),
		File: r.Source, Message: r.Message, Damaged: r.Flags&model.Damaged != 0, NoZone: !r.ZoneKnown,
	}
	if r.Flags&model.Untimed == 0 {
		x.Time = stringOrNil(exportTime(r.Time))
	}
	enc := json.NewEncoder(text.NewJSONEscaper(e.w))
	enc.SetEscapeHTML(false)
	return enc.Encode(x)
}

// exportTime returns a time with at least milliseconds.
func exportTime(t time.Time) string {
	if t.Nanosecond()%1e6 != 0 {
		return t.UTC().Format("2006-01-02T15:04:05.000000000Z07:00")
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}

func (e *Exporter) csvWriter() func(model.Record) error {
	w := csv.NewWriter(e.w)
	head := true
	return func(r model.Record) error {
		if head {
			head = false
			if err := w.Write([]string{"time", "log", "line", "component", "thread", "level", "file", "message"}); err != nil {
				return err
			}
		}
		err := w.Write([]string{
			exportTime(r.Time), r.Log, strconv.Itoa(r.Line), r.Component, strconv.Itoa(int(r.Thread)), r.Level.String(), r.Source,
			spreadsheetSafe(r.Message),
		})
		w.Flush()
		return err
	}
}

// spreadsheetSafe keeps a spreadsheet from running a log's text as a formula.
func spreadsheetSafe(s string) string {
	if s != "" && (s[0] == '=' || s[0] == '+' || s[0] == '-' || s[0] == '@' || s[0] == '\t' || s[0] == '\r') {
		return "'" + s
	}
	return s
}

func (e *Exporter) writeText(r model.Record) error {
	at := r.Time.UTC().Format("2006-01-02 15:04:05.000Z")
	if r.ZoneKnown {
		at = r.Time.In(time.FixedZone("", -r.Bias*60)).Format("2006-01-02 15:04:05.000-07:00")
	}
	_, err := fmt.Fprintf(e.w, "%s %-7s %-24s %s\n", at, r.Level, text.Clean(r.Component), text.Clean(r.Message))
	return err
}

// writeCMTrace writes the client's own form again, so that CMTrace opens the merge.
func (e *Exporter) writeCMTrace(r model.Record) error {
	wall := r.Wall()
	bias := ""
	if r.ZoneKnown {
		bias = fmt.Sprintf("%+03d", r.Bias)
	}
	kind := [...]int{model.LevelInfo: 1, model.LevelWarning: 2, model.LevelError: 3, model.LevelDebug: 0}[r.Level]
	fraction := wall.Format(".000")
	if wall.Nanosecond()%1e6 != 0 {
		fraction = wall.Format(".0000000")
	}
	_, err := fmt.Fprintf(e.w, "<![LOG[%s]LOG]!><time=\"%s%s%s\" date=\"%s\" component=\"%s\" context=\"\" type=\"%d\" thread=\"%d\" file=\"%s\">\r\n",
		r.Message, wall.Format("15:04:05"), fraction, bias, wall.Format("01-02-2006"), r.Component, kind, r.Thread, r.Source)
	return err
}
