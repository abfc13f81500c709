package report

import (
	"io"

	"ccmtail/model"
	"ccmtail/summary"
)

// fleetDoc is many clients in sums. Names of states are those of the states that occur.
type (
	fleetDoc struct {
		Clients    int              `json:"clients"`
		Verdict    string           `json:"verdict"`
		States     map[string]int   `json:"states"`
		Updates    []fleetUpdateDoc `json:"updates"`
		Causes     []fleetCauseDoc  `json:"causes"`
		Stuck      []fleetStuckDoc  `json:"stuck"`
		Silent     []string         `json:"silent"`
		Unreadable []unreadableDoc  `json:"unreadable"`
	}

	fleetUpdateDoc struct {
		KB      *string        `json:"kb"`
		Title   *string        `json:"title"`
		Clients int            `json:"clients"`
		States  map[string]int `json:"states"`
		Codes   map[string]int `json:"codes"`
	}

	fleetCauseDoc struct {
		ID       string `json:"id"`
		Severity string `json:"severity"`
		Text     string `json:"text"`
		Clients  int    `json:"clients"`
	}

	fleetStuckDoc struct {
		Client   string       `json:"client"`
		Kind     string       `json:"kind"`
		Update   *string      `json:"update"`
		KB       *string      `json:"kb"`
		Since    *stamp       `json:"since"`
		Why      string       `json:"why"`
		Evidence *evidenceDoc `json:"evidence"`
	}

	unreadableDoc struct {
		Client string `json:"client"`
		Error  string `json:"error"`
	}

	// clientHead is what a summary says of each client.
	clientHead struct {
		Name    string         `json:"name"`
		Verdict string         `json:"verdict"`
		States  map[string]int `json:"states"`
		Error   *string        `json:"error"`
	}
)

func fleetDocOf(f *summary.Fleet) *fleetDoc {
	d := &fleetDoc{
		Clients: f.Clients(), Verdict: f.Verdict(), States: map[string]int{}, Silent: []string{}, Unreadable: []unreadableDoc{},
		Updates: mapAll(f.KBs, fleetUpdateDocOf), Stuck: mapAll(f.Stuck, fleetStuckDocOf),
		Causes: mapAll(f.Causes, func(c summary.FleetCause) fleetCauseDoc {
			return fleetCauseDoc{c.ID, string(c.Severity), c.Text, c.Clients}
		}),
	}
	for _, c := range f.StateCounts() {
		d.States[c.State.String()] = c.N
	}
	for _, c := range f.InState(summary.ClientSilent) {
		d.Silent = append(d.Silent, c.Name)
	}
	for _, c := range f.InState(summary.ClientUnreadable) {
		d.Unreadable = append(d.Unreadable, unreadableDoc{c.Name, c.Error})
	}
	return d
}

func fleetUpdateDocOf(u summary.FleetUpdate) fleetUpdateDoc {
	d := fleetUpdateDoc{KB: stringOrNil(u.KB), Title: stringOrNil(u.Title), Clients: u.Clients, States: map[string]int{}, Codes: map[string]int{}}
	for s, n := range u.States {
		if n > 0 {
			d.States[model.UpdateState(s).String()] = n
		}
	}
	for _, c := range u.Codes {
		d.Codes[c.Code] = c.N
	}
	return d
}

func fleetStuckDocOf(v summary.FleetStuck) fleetStuckDoc {
	d := fleetStuckDoc{
		Client: v.Client, Kind: v.Kind.String(), Update: guidOrNil(v.Update), KB: stringOrNil(v.KB), Since: stampOrNil(v.Since), Why: v.Why,
	}
	if v.Evidence.File != "" {
		d.Evidence = &evidenceDoc{Time: stampOrNil(v.Evidence.Time), Log: v.Evidence.Log, File: v.Evidence.File, Line: v.Evidence.Line}
	}
	return d
}

// headDoc returns what a summary says of a client: how it stands, and how many updates are in which
// state.
func headDoc(s *summary.AsOf) clientHead {
	d := clientHead{Name: s.Name, Verdict: s.VerdictSentence(), States: map[string]int{}}
	for _, c := range summary.CountStates(s.State.Updates(), nil) {
		d.States[c.State.String()] = c.N
	}
	if s.Err != nil {
		d.Error = stringOrNil(s.Err.Error())
	}
	return d
}

// jsonHead writes the document up to its clients.
func jsonHead(w io.Writer, r *Report) error {
	var fleet *fleetDoc
	if r.several {
		fleet = fleetDocOf(r.Fleet())
	}
	j := newJSONStream(w)
	j.text("{")
	for _, field := range []struct {
		name  string
		value any
	}{{"schema", Schema}, {"at", stampOrNil(r.asOfTime())}, {"fleet", fleet}} {
		j.text("\n" + jsonIndent + `"` + field.name + `": `)
		j.value(field.value, jsonIndent)
		j.text(",")
	}
	j.text("\n" + jsonIndent + `"clients": [`)
	return j.flush()
}

// jsonClient writes a client.
func jsonClient(w io.Writer, s *summary.AsOf, r *Report) error {
	const indent = jsonIndent + jsonIndent
	j, before := newJSONStream(w), ",\n"
	if r.parts.begin() == 0 {
		before = "\n"
	}
	j.text(before + indent)
	if r.Summary {
		j.value(headDoc(s), indent)
	} else {
		c := clientDocs{s}
		j.object(c.clientDoc(), c.lists(j), indent)
	}
	return j.flush()
}

// jsonFoot writes what is behind the clients.
func jsonFoot(w io.Writer, r *Report) error {
	end := "\n  ]\n}\n"
	if len(r.clients) == 0 {
		end = "]\n}\n"
	}
	_, err := io.WriteString(w, end)
	return err
}
