package report

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/store"
)

// Exporter writes merged records in one of the forms, each record once.
type Exporter struct {
	w       *bufio.Writer
	write   func(model.Record) error
	client  string // whose records are written
	several bool   // clients, so that a line of text names its own
}

// ExportFormats returns the forms an exporter knows.
func ExportFormats() []string { return []string{"ndjson", "csv", "text", "cmtrace"} }

// NewExporter writes to w; ok is false if there is no such form.
func NewExporter(w io.Writer, form string) (e *Exporter, ok bool) {
	e = &Exporter{w: bufio.NewWriterSize(w, 64<<10)}
	switch form {
	case "ndjson":
		e.write = e.ndjsonWriter()
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

// OfClient says whose records follow, and whether there are several clients. It is called before the
// first one. NDJSON always names the client, CSV and text if there are several, CMTrace's form never.
func (e *Exporter) OfClient(name string, several bool) { e.client, e.several = name, several }

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

// recordDoc is one record of the NDJSON export. Each has all fields.
type recordDoc struct {
	Client    *string `json:"client"` // null if the writer does not know
	Time      *string `json:"time"`   // RFC 3339, UTC; null where the record has no time of its own
	Log       string  `json:"log"`
	LogFile   string  `json:"log_file"` // for file is the client's source file
	Line      int     `json:"line"`
	Offset    int64   `json:"offset"`
	Component string  `json:"component"`
	Thread    uint32  `json:"thread"`
	Level     string  `json:"level"`
	File      string  `json:"file"`
	Message   string  `json:"message"`
	Damaged   bool    `json:"damaged"`
	NoZone    bool    `json:"zone_unknown"`
}

func (e *Exporter) ndjsonWriter() func(model.Record) error {
	enc := json.NewEncoder(text.NewJSONEscaper(e.w))
	enc.SetEscapeHTML(false)
	return func(r model.Record) error {
		x := recordDoc{
			Client: stringOrNil(e.client), Log: r.Log, LogFile: r.File, Line: r.Line, Offset: r.Offset, Component: r.Component, Thread: r.Thread, Level: r.Level.String(),
			File: r.Source, Message: r.Message, Damaged: r.Flags&model.Damaged != 0, NoZone: !r.ZoneKnown,
		}
		if r.Flags&model.Untimed == 0 {
			x.Time = stringOrNil(exportTime(r.Time))
		}
		return enc.Encode(x)
	}
}

// exportTime returns a time with at least milliseconds.
func exportTime(t time.Time) string {
	if t.Nanosecond()%1e6 != 0 {
		return t.UTC().Format("2006-01-02T15:04:05.000000000Z07:00")
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}

func (e *Exporter) csvWriter() func(model.Record) error {
	w := csv.NewWriter(struct{ io.Writer }{e.w}) // with its own buffer, else each Flush would be a write to the file
	head := true
	return func(r model.Record) error {
		if head {
			head = false
			if err := w.Write(e.withClient("client", "time", "log", "line", "component", "thread", "level", "file", "message", "log_file")); err != nil {
				return err
			}
		}
		fields := e.withClient(e.client,
			exportTime(r.Time), r.Log, strconv.Itoa(r.Line), r.Component, strconv.Itoa(int(r.Thread)), r.Level.String(), r.Source, r.Message, r.File,
		)
		for i := range fields {
			fields[i] = spreadsheetSafe(fields[i])
		}
		err := w.Write(fields)
		w.Flush()
		return err
	}
}

// withClient returns the fields of a line, and behind them the client's if there are several.
func (e *Exporter) withClient(client string, fields ...string) []string {
	if !e.several {
		return fields
	}
	return append(fields, client)
}

// spreadsheetSafe keeps a spreadsheet from running a log's text as a formula: it puts an apostrophe
// before a text that begins like one, also behind what a spreadsheet passes over. What is no UTF-8
// becomes the replacement character.
func spreadsheetSafe(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if s == "" {
		return s
	}
	first, _ := utf8.DecodeRuneInString(s)
	if first == '\t' || first == '\r' || first == '\n' {
		return "'" + s
	}
	visible := strings.TrimLeftFunc(s, func(c rune) bool { return unicode.IsSpace(c) || text.Hidden(c) || c == '"' || c == '\'' })
	if visible, _ := utf8.DecodeRuneInString(visible); strings.ContainsRune(formulaStarts, visible) {
		return "'" + s
	}
	return s
}

// formulaStarts holds the characters by which spreadsheets know a formula, in East Asian ones also
// in full width, and their small forms.
const formulaStarts = "=+-@＝＋－＠﹦﹢﹣﹫−"

func (e *Exporter) writeText(r model.Record) error {
	at := r.Time.UTC().Format("2006-01-02 15:04:05.000Z")
	if r.ZoneKnown {
		at = r.Time.In(time.FixedZone("", -r.Bias*60)).Format("2006-01-02 15:04:05.000-07:00")
	}
	client := ""
	if e.several {
		client = text.Clean(e.client) + " "
	}
	_, err := fmt.Fprintf(e.w, "%s%s %-7s %-24s %s\n", client, at, r.Level, text.Clean(r.Component), text.Clean(r.Message))
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
