package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/summary"
)

// maxSeries is how many series there are at most. What is left out are clients one by one first, then
// the updates that come last in the report.
const maxSeries = 2000

// metrics writes the OpenMetrics text format.
type metrics struct {
	*text.Printer
	series int // written
	seen   map[string]bool
}

// openMetrics writes the sums of a report.
func openMetrics(w io.Writer, r *Report) error { return OpenMetrics(w, r.Fleet()) }

// OpenMetrics writes the sums of a fleet as gauges in the OpenMetrics text format.
func OpenMetrics(w io.Writer, f *summary.Fleet) error {
	m := &metrics{Printer: text.NewPrinter(w), seen: map[string]bool{}}
	m.family("ccmtail_clients", "", "Clients by state.")
	for s := range summary.ClientState(summary.ClientStates) {
		m.sample("ccmtail_clients", f.States[s], "state", s.String())
	}
	m.family("ccmtail_updates", "", "Clients that have an update, by KB and state.")
	for i := range f.KBs {
		u := &f.KBs[i]
		for s, n := range u.States {
			if n > 0 && m.hasRoom() {
				m.sample("ccmtail_updates", n, "kb", u.Label(), "state", model.UpdateState(s).String())
			}
		}
	}
	m.family("ccmtail_update_failures", "", "Clients on which an update failed, by KB and code.")
	for i := range f.KBs {
		for _, c := range f.KBs[i].Codes {
			if m.hasRoom() {
				m.sample("ccmtail_update_failures", c.N, "kb", f.KBs[i].Label(), "code", c.Code)
			}
		}
	}
	m.stuck(f)
	m.readable(f)
	m.Print("# EOF\n")
	return m.Err()
}

// stuck writes in which way how many clients do not go on.
func (m *metrics) stuck(f *summary.Fleet) {
	var kinds [model.StuckKinds]int
	for i := range f.Stuck {
		kinds[f.Stuck[i].Kind]++
	}
	m.family("ccmtail_stuck_clients", "", "Clients on which something does not go on, by what it is.")
	for k := range model.StuckKind(model.StuckKinds) {
		m.sample("ccmtail_stuck_clients", kinds[k], "kind", k.String())
	}
}

// readable writes how many clients cannot be read and how long ago the one was read that has waited
// longest, and of each client whether it can be read and how old its newest record is.
func (m *metrics) readable(f *summary.Fleet) {
	m.family("ccmtail_unreadable_sources", "", "Clients whose logs cannot be read.")
	m.sample("ccmtail_unreadable_sources", f.States[summary.ClientUnreadable])
	if oldest := f.OldestVisit(); !oldest.IsZero() {
		m.family("ccmtail_oldest_visit_seconds", "seconds", "How long ago the client was read that was not read for longest.")
		m.sample("ccmtail_oldest_visit_seconds", int(f.At.Sub(oldest).Seconds()))
	}
	if m.series+2*len(f.Rows) > maxSeries {
		return
	}
	m.family("ccmtail_client_readable", "", "Whether the logs of a client can be read: 1, or 0.")
	for i := range f.Rows {
		c := &f.Rows[i]
		readable := 1
		if c.State == summary.ClientUnreadable {
			readable = 0
		}
		m.sample("ccmtail_client_readable", readable, "client", c.Name)
	}
	m.family("ccmtail_client_last_record_age_seconds", "seconds", "How much older the newest record of a client is than the moment of the report.")
	for i := range f.Rows {
		if c := &f.Rows[i]; summary.HasTime(c.LastRecord) {
			m.sample("ccmtail_client_last_record_age_seconds", int(f.At.Sub(c.LastRecord).Seconds()), "client", c.Name)
		}
	}
}

// reservedSeries is how much room updates leave for what comes behind them.
const reservedSeries = 20

// hasRoom reports whether there may be one more series of an update.
func (m *metrics) hasRoom() bool { return m.series < maxSeries-reservedSeries }

// family begins a family of gauges.
func (m *metrics) family(name, unit, help string) {
	m.Print("# TYPE " + name + " gauge\n")
	if unit != "" {
		m.Print("# UNIT " + name + " " + unit + "\n")
	}
	m.Print("# HELP " + name + " " + help + "\n")
}

// sample writes a value with its labels, which are names and values in turn, unless there is one with
// the same labels.
func (m *metrics) sample(name string, value int, labels ...string) {
	var all []string
	for label := range slices.Chunk(labels, 2) {
		all = append(all, label[0]+`="`+labelEscaper.Replace(text.Clean(label[1]))+`"`)
	}
	series := name
	if len(all) > 0 {
		series += "{" + strings.Join(all, ",") + "}"
	}
	if m.seen[series] {
		return
	}
	m.seen[series] = true
	m.series++
	m.Print(fmt.Sprintf("%s %d\n", series, value))
}

// labelEscaper escapes a label's value.
var labelEscaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)
