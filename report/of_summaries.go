package report

import (
	"encoding/csv"
	"io"
	"time"

	"ccmtail/summary"
)

// OfSummaries returns the report of clients of which nothing but summaries is at hand. Its
// Options.Summary is on. Close writes it.
func OfSummaries(format string, w io.Writer, o Options, clients []summary.ClientSummary) (r *Report, ok bool, err error) {
	o.Summary = true
	r, ok = New(format, w, o, max(len(clients), 2))
	r.clients, r.form.client = clients, nil
	for i := range clients {
		switch format {
		case "json":
			err = r.addHead(headDocOf(&clients[i]))
		case "csv":
			err = csvSummary(&r.parts, &clients[i])
		}
		if err != nil {
			return nil, ok, err
		}
	}
	return r, ok, nil
}

// addHead adds what a summary says of a client, as JSON.
func (r *Report) addHead(d clientHead) error {
	j, before := newJSONStream(&r.parts), ",\n"
	if r.parts.begin() == 0 {
		before = "\n"
	}
	j.text(before + jsonIndent + jsonIndent)
	j.value(d, jsonIndent+jsonIndent)
	return j.flush()
}

// headDocOf returns what headDoc does, of a summary.
func headDocOf(c *summary.ClientSummary) clientHead {
	d := clientHead{Name: c.Name, Verdict: c.Verdict, States: map[string]int{}, Error: stringOrNil(c.Error)}
	for i := range c.Updates {
		d.States[c.Updates[i].State.String()]++
	}
	return d
}

// csvSummary writes a row for each update of a client. Whether it is deployed is not known.
func csvSummary(w io.Writer, c *summary.ClientSummary) error {
	rows := csv.NewWriter(w)
	if len(c.Updates) == 0 {
		return csvRow(rows, c.Name, "", "", "", "", "", "", "", "", c.Error)
	}
	for i := range c.Updates {
		u, code, since := &c.Updates[i], "", ""
		if u.HasCode {
			code = u.Code.String()
		}
		if summary.HasTime(u.Since) {
			since = u.Since.UTC().Format(time.RFC3339)
		}
		if err := csvRow(rows, c.Name, u.KB, u.Title, u.State.String(), code, since, u.Reason, "", u.ID.String(), c.Error); err != nil {
			return err
		}
	}
	return nil
}
