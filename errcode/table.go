package errcode

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed symbols.tsv
var symbolsTSV string

//go:embed meanings.tsv
var meaningsTSV string

// description is the meaning of a code and what to do.
type description struct{ meaning, action string }

// tables holds the content of the embedded files.
type tables struct {
	symbols      map[uint32][]string    // the names of each code
	codes        map[string]uint32      // the code of each name in upper case
	descriptions map[uint32]description // by code
}

// embeddedTables returns the tables, which it parses on first use.
var embeddedTables = sync.OnceValue(func() *tables {
	t := &tables{
		symbols:      make(map[uint32][]string, 3000),
		codes:        make(map[string]uint32, 3000),
		descriptions: make(map[uint32]description, 1000),
	}
	eachRow(symbolsTSV, func(code uint32, rest string) {
		t.symbols[code] = append(t.symbols[code], rest)
		if _, taken := t.codes[strings.ToUpper(rest)]; !taken {
			t.codes[strings.ToUpper(rest)] = code
		}
	})
	eachRow(meaningsTSV, func(code uint32, rest string) {
		meaning, action, _ := strings.Cut(rest, "\t")
		t.descriptions[code] = description{meaning, action}
	})
	return t
})

// eachRow calls row for each line of a file, which has the form "code TAB rest", except for comments
// and empty lines.
func eachRow(file string, row func(code uint32, rest string)) {
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\r\n")
		code, rest, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
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
