package errcode

import (
	_ "embed" // of the tables
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/s2"
)

// The large tables are embedded packed: go test ./errcode -run Packed -update packs symbols.tsv and
// meanings.tsv.
var (
	//go:embed symbols.tsv.s2
	packedSymbols []byte
	//go:embed meanings.tsv.s2
	packedMeanings []byte
)

// unpacked returns the content of a packed table.
func unpacked(packed []byte) string {
	table, err := s2.Decode(nil, packed)
	if err != nil {
		panic("errcode: " + err.Error()) // part of the program
	}
	return string(table)
}

//go:embed advice.tsv
var adviceTSV string

//go:embed statuses.tsv
var statusesTSV string

// description is the meaning of a code and what to do.
type description struct{ meaning, action string }

// tables holds the content of the embedded files.
type tables struct {
	symbols      map[uint32][]string      // the names of each code
	codes        map[string]uint32        // the code of each name in upper case
	descriptions map[uint32]description   // by code
	advice       map[uint32][]PhaseAdvice // of each code, in the order of the file
	statuses     map[int]string           // what HTTP statuses say about the server
}

// embeddedTables returns the tables, which it parses on first use.
var embeddedTables = sync.OnceValue(func() *tables {
	t := &tables{
		symbols:      make(map[uint32][]string, 3000),
		codes:        make(map[string]uint32, 3000),
		descriptions: make(map[uint32]description, 1000),
		advice:       make(map[uint32][]PhaseAdvice, 100),
		statuses:     make(map[int]string, 10),
	}
	eachRow(unpacked(packedSymbols), func(code uint32, rest string) {
		t.symbols[code] = append(t.symbols[code], rest)
		if _, taken := t.codes[strings.ToUpper(rest)]; !taken {
			t.codes[strings.ToUpper(rest)] = code
		}
	})
	eachRow(unpacked(packedMeanings), func(code uint32, rest string) {
		meaning, action, _ := strings.Cut(rest, "\t")
		t.descriptions[code] = description{meaning, action}
	})
	t.readAdvice()
	return t
})

// readAdvice reads the tables of advice by phase and of HTTP statuses.
func (t *tables) readAdvice() {
	eachRow(adviceTSV, func(code uint32, rest string) {
		name, advice, _ := strings.Cut(rest, "\t")
		t.advice[code] = append(t.advice[code], PhaseAdvice{parsePhase(name), advice})
	})
	for line := range strings.Lines(statusesTSV) {
		status, words, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			t.statuses[decimal(status)] = words
		}
	}
}

// decimal reads a number of an embedded table.
func decimal(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("errcode: bad number in an embedded table: " + s)
	}
	return n
}

// eachRow calls row for each line of a file, which has the form "code TAB rest", except for
// comments and empty lines. A code may be given as an HTTP status: "HTTP 405".
func eachRow(file string, row func(code uint32, rest string)) {
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\r\n")
		code, rest, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if status, ok := strings.CutPrefix(code, "HTTP "); ok {
			row(statusCode(decimal(status)), rest)
			continue
		}
		n, err := strconv.ParseUint(code, 16, 32)
		if err != nil {
			panic("errcode: bad row in an embedded table: " + line)
		}
		row(uint32(n), rest)
	}
}

// names returns the names of a code, for a Win32 error those of its HRESULT.
func (t *tables) names(code, hresult uint32) []string {
	if code != 0 && code <= 0xFFFF {
		return t.symbols[hresult]
	}
	return t.symbols[code]
}

// description returns the description of a code, or else of its HRESULT, and whether there is one.
func (t *tables) description(code, hresult uint32) (description, bool) {
	if d, ok := t.descriptions[code]; ok {
		return d, true
	}
	d, ok := t.descriptions[hresult]
	return d, ok
}

// has reports whether a code has a name or a description.
func (t *tables) has(code uint32) bool {
	if len(t.symbols[code]) > 0 {
		return true
	}
	_, ok := t.descriptions[code]
	return ok
}

// Symbols returns the names of all known codes, in no particular order.
func Symbols() []string {
	t := embeddedTables()
	all := make([]string, 0, len(t.codes))
	for name := range t.codes {
		all = append(all, name)
	}
	return all
}
