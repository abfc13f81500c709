package report

import (
	"encoding/csv"
	"io"
	"slices"
	"time"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/summary"
)

// csvColumns are the columns of the CSV form: a row for each update of each client. A client that has
// none, or that cannot be read, has a row of its own.
var csvColumns = []string{"client", "kb", "title", "state", "result", "since", "reason", "deployed", "id", "error"}

// csvHead writes the names of the columns.
func csvHead(w io.Writer, _ *Report) error {
	return csvRow(csv.NewWriter(w), slices.Clone(csvColumns)...)
}

// csvClient writes a row for each update of a client.
func csvClient(w io.Writer, s *summary.AsOf, _ *Report) error {
	rows, failure := csv.NewWriter(w), ""
	if s.Err != nil {
		failure = s.Err.Error()
	}
	all := s.State.Updates()
	if len(all) == 0 {
		return csvRow(rows, s.Name, "", "", "", "", "", "", "", "", failure)
	}
	for _, u := range all {
		code := ""
		if c, ok := u.Result(); ok {
			code = c.String()
		}
		deployed := "no"
		if u.Deployed() {
			deployed = "yes"
		}
		if err := csvRow(rows, s.Name, u.KB, u.Title, u.State.String(), code, csvTime(u.Since()), s.ShortReason(u, reasonLen), deployed, u.ID.String(), failure); err != nil {
			return err
		}
	}
	return nil
}

// csvRow writes a row that a spreadsheet takes for text.
func csvRow(w *csv.Writer, fields ...string) error {
	for i, f := range fields {
		fields[i] = spreadsheetSafe(text.Clean(f))
	}
	if err := w.Write(fields); err != nil {
		return err
	}
	w.Flush()
	return w.Error()
}

// csvTime returns the time of a record, "" if it has none.
func csvTime(e model.Evidence) string {
	if !summary.HasTime(e.At()) || !e.Timed() {
		return ""
	}
	return e.At().UTC().Format(time.RFC3339)
}
