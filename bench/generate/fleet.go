package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// A fleet is the demo's client many times: the same site, updates, deployments and maintenance window,
// and for each client a fate of its own on that evening. truth.json says what is true of each.

// fleetTruth is the content of truth.json.
type fleetTruth struct {
	Seed    uint64                    `json:"seed"`
	Clients []clientTruth             `json:"clients"`
	Fates   map[string]int            `json:"fates"`
	Updates map[string]map[string]int `json:"updates"` // clients by KB and state
	Codes   map[string]map[string]int `json:"codes"`   // clients by KB and code of a failure
	Stuck   []string                  `json:"stuck"`
	Silent  []string                  `json:"silent"`
}

// clientTruth is what is true of a client when its last record was written.
type clientTruth struct {
	Client  string            `json:"client"`
	Fate    string            `json:"fate"`
	Updates map[string]string `json:"updates"` // states by KB
	Code    string            `json:"code,omitempty"`
	Stuck   string            `json:"stuck,omitempty"` // the KB that does not go on, "restart" or "scan"
	Silent  bool              `json:"silent,omitempty"`
}

// writeFleet writes n clients below a folder, of 0.4 to 1.6 times size bytes each.
func writeFleet(folder string, n int, size int64, seed uint64) error {
	logs, err := evening(options{})
	if err != nil {
		return err
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	truth := fleetTruth{Seed: seed, Fates: map[string]int{}, Updates: map[string]map[string]int{}, Codes: map[string]map[string]int{}}
	for i := range n {
		f := fates[rng.IntN(len(fates))]
		if i < len(fates) {
			f = fates[i] // each at least once
		}
		c := f.truth(fmt.Sprintf("PC%04d", i+1), rng)
		dir := filepath.Join(folder, c.Client, "Logs")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := f.write(dir, logs, c.Code, size*2/5+rng.Int64N(size*6/5+1), rng); err != nil {
			return err
		}
		truth.add(c)
	}
	text, err := json.MarshalIndent(truth, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "truth.json"), append(text, '\n'), 0o644)
}

// add counts a client.
func (t *fleetTruth) add(c clientTruth) {
	count := func(m map[string]map[string]int, kb, what string) {
		if m[kb] == nil {
			m[kb] = map[string]int{}
		}
		m[kb][what]++
	}
	t.Clients = append(t.Clients, c)
	t.Fates[c.Fate]++
	for kb, state := range c.Updates {
		count(t.Updates, kb, state)
		if state == "failed" {
			count(t.Codes, kb, c.Code)
		}
	}
	if c.Stuck != "" {
		t.Stuck = append(t.Stuck, c.Client)
	}
	if c.Silent {
		t.Silent = append(t.Silent, c.Client)
	}
}

// write writes the logs of a client: quiet days before the evening, and the evening as its fate is.
func (f *fate) write(dir string, logs []nightly, code string, size int64, rng *rand.Rand) error {
	total := int64(0)
	for _, l := range logs {
		total += int64(len(l.evening))
	}
	const recordSize = 220
	days := 3 + rng.IntN(8)
	quiet := int(max(0, size-total)/recordSize)/(days*len(logs)) + 1
	told := f.Logs(code)
	for _, l := range logs {
		var b bytes.Buffer
		b.Write(l.mark)
		component := strings.TrimSuffix(l.name, ".log")
		if len(l.messages) > 0 {
			for night := -days; night < 0; night++ {
				writeDay(&b, component, l.messages, night, quiet)
			}
		}
		b.Write(bytes.TrimPrefix(told[l.name], l.mark))
		if err := os.WriteFile(filepath.Join(dir, l.name), b.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
