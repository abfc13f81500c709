package doctor

import (
	"encoding/json"
	"io"
	"strings"
	"time"

	"ccmtail/internal/text"
	"ccmtail/store"
	"ccmtail/summary"
)

// Schema is the version of the JSON examination. It goes up when a field changes its meaning or
// goes away.
const Schema = 1

// The JSON examination, after the rules of the JSON report: every object has all its fields; one
// that is null is not known, and lists are never null.
type (
	examinationDoc struct {
		Schema  int         `json:"schema"`
		Clients []clientDoc `json:"clients"`
	}

	clientDoc struct {
		Name            string       `json:"name"`
		Path            *string      `json:"path"`
		Error           *string      `json:"error"`
		Incomplete      []string     `json:"incomplete"`
		First           *time.Time   `json:"first"`
		Last            *time.Time   `json:"last"`
		ZoneBiasMinutes *int         `json:"zone_bias_minutes"`
		Wording         []string     `json:"wording"`
		Debug           bool         `json:"debug"`
		Logs            []logDoc     `json:"logs"`
		Problems        []problemDoc `json:"problems"`
		Advice          []string     `json:"advice"`
	}

	// logDoc is a log of the update chain.
	logDoc struct {
		Name       string `json:"name"`
		About      string `json:"about"`
		Essential  bool   `json:"essential"`
		State      string `json:"state"` // a chainState
		Records    int    `json:"records"`
		Understood int    `json:"understood"`
	}

	problemDoc struct {
		Log     string `json:"log"`
		Problem string `json:"problem"`
	}
)

// WriteJSON writes the examinations of clients to w, as one JSON document in ASCII. It returns the
// first error of w.
func WriteJSON(w io.Writer, clients []store.Client) error {
	doc := examinationDoc{Schema, []clientDoc{}}
	for i := range clients {
		doc.Clients = append(doc.Clients, clientDocOf(&clients[i], Examine(&clients[i])))
	}
	return encode(w, doc)
}

func encode(w io.Writer, doc any) error {
	e := json.NewEncoder(text.NewJSONEscaper(w))
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(doc)
}

func clientDocOf(c *store.Client, x Examination) clientDoc {
	first, last := c.TimeRange()
	doc := clientDoc{
		Name: c.Name, Path: said(c.Path), Incomplete: append([]string{}, c.Unread()...), First: timeDoc(first), Last: timeDoc(last),
		Wording: append([]string{}, x.Wording...), Debug: x.Debug, Logs: []logDoc{}, Problems: []problemDoc{}, Advice: []string{},
	}
	if c.Err != nil {
		doc.Error = said(c.Err.Error())
	}
	if bias, known := c.Records.BiasAt(last); known {
		minutes := int(bias)
		doc.ZoneBiasMinutes = &minutes
	}
	for _, l := range x.Chain {
		doc.Logs = append(doc.Logs, logDoc{l.Name, l.About, l.Essential, chainStateOf(c, l).String(), l.Records, l.Understood})
	}
	for i := range c.Logs {
		if l := &c.Logs[i]; hasTrouble(l) {
			doc.Problems = append(doc.Problems, problemDoc{l.Name, summary.TroubleText(l)})
		}
	}
	for _, a := range advice(c, x, last.Sub(first)) {
		doc.Advice = append(doc.Advice, strings.Join(a, " "))
	}
	return doc
}

// said returns nil for what is not known.
func said(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func timeDoc(t time.Time) *time.Time {
	if !summary.HasTime(t) {
		return nil
	}
	t = t.UTC()
	return &t
}

// The JSON trials of the user's rules, after the same rules.
type (
	trialsDoc struct {
		Schema  int               `json:"schema"`
		Clients []clientTrialsDoc `json:"clients"`
	}

	clientTrialsDoc struct {
		Name       string     `json:"name"`
		Path       *string    `json:"path"`
		Error      *string    `json:"error"`
		Incomplete []string   `json:"incomplete"`
		Rules      []trialDoc `json:"rules"`
	}

	trialDoc struct {
		Rule       int       `json:"rule"`
		ConfigLine int       `json:"config_line"`
		Log        *string   `json:"log"` // null: all
		Line       string    `json:"line"`
		Read       int       `json:"read"`
		Fits       int       `json:"fits"`
		Ends       int       `json:"ends"`
		Passed     int       `json:"passed"`
		Says       *string   `json:"says"`
		First      *placeDoc `json:"first"`
	}

	placeDoc struct {
		File string `json:"file"`
		Line int    `json:"line"`
	}
)

// ClientTrials is how the user's rules did on a client.
type ClientTrials struct {
	Client *store.Client
	Trials []Trial
}

// WriteTrialsJSON writes how the rules did on clients to w, as one JSON document in ASCII. lines
// are where they stand in the configuration. It returns the first error of w.
func WriteTrialsJSON(w io.Writer, all []ClientTrials, lines []int) error {
	doc := trialsDoc{Schema, []clientTrialsDoc{}}
	for _, of := range all {
		c := clientTrialsDoc{Name: of.Client.Name, Path: said(of.Client.Path), Incomplete: append([]string{}, of.Client.Unread()...), Rules: []trialDoc{}}
		if of.Client.Err != nil {
			c.Error = said(of.Client.Err.Error())
		}
		for i := range of.Trials {
			t := &of.Trials[i]
			r := trialDoc{
				Rule: i + 1, ConfigLine: lines[i], Log: said(t.Rule.Log), Line: t.Rule.Line, Read: t.Read, Fits: t.Fired, Ends: t.Ended,
				Passed: t.Passed, Says: said(t.Says),
			}
			if t.Fired > 0 {
				r.First = &placeDoc{of.Client.Records.FileNameOf(t.First), of.Client.Records.Line(t.First)}
			}
			c.Rules = append(c.Rules, r)
		}
		doc.Clients = append(doc.Clients, c)
	}
	return encode(w, doc)
}
