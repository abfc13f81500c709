package config

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// FuzzEntries parses documents, whatever they are. The entries must be all values, each in the line
// in which its key stands; a mistake must have a line; and what Write makes of settings must be
// readable.
func FuzzEntries(f *testing.F) {
	for _, s := range []string{
		whole, "a.b.c = {d = [{e = 1}], f.g = 2}", "[[a]]\n[a.b]\n[[a.c]]\nx=1\n[[a]]\n[[a.c]]\nx=2\n[[a.c]]",
		"x = '''\n[a]\n'''\r\n\"\\u0000\" = 1", "a = [\n#]\n1,\n]", "x = \"\"\"\\\n y\"\"\"", "a = {\n b = 1,\n c = {},\n}",
		"[[rules.-1]]", "[[highlights.-1]]\nmatch = 'a'", "[filters]\na = '@b @b'\nb = ['@c', '@c']\nc = 'x'",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		all, err := parseEntries([]byte(text))
		lines := strings.Split(text, "\n")
		if err != nil {
			var wrong *Error
			if !errors.As(err, &wrong) || wrong.Line < 1 || wrong.Line > len(lines) {
				t.Fatalf("%v, in %d lines", err, len(lines))
			}
			return
		}
		checkLines(t, all, lines)
		checkValues(t, all, text)
		s, again, b := Defaults(), Defaults(), bytes.Buffer{}
		if s.parse("config.toml", []byte(text), screen) != nil {
			return
		}
		if err := s.Write(&b, screen); err != nil {
			t.Fatal(err)
		}
		if err := again.parse("config.toml", b.Bytes(), screen); err != nil {
			t.Fatalf("what is written cannot be read: %v\n%s", err, b.String())
		}
	})
}

// checkLines checks that entries are in the order of their lines, and their names in these.
func checkLines(t *testing.T, all []entry, lines []string) {
	t.Helper()
	last := 1
	for _, e := range all {
		if e.line < last || e.line > len(lines) {
			t.Fatalf("line %d behind %d of %d", e.line, last, len(lines))
		}
		last = e.line
		name, line := e.path[len(e.path)-1], lines[e.line-1]
		escaped := tomlKey(name) != name || strings.Contains(line, `\`)
		if !escaped && !e.inArray && !strings.Contains(line, name) {
			t.Fatalf("%q is not in line %d, %q", name, e.line, line)
		}
	}
}

// checkValues checks that the entries are the values that the library finds in a text, all of them.
func checkValues(t *testing.T, all []entry, text string) {
	t.Helper()
	var tree map[string]any
	if err := toml.Unmarshal([]byte(text), &tree); err != nil {
		t.Fatal(err)
	}
	n, has := 0, map[string]bool{}
	for _, e := range all {
		if _, table := e.value.(map[string]any); !table {
			n++
		}
		has[fmt.Sprintf("%q", e.path)] = true
	}
	if want := countValues(t, has, tree, nil); n != want {
		t.Fatalf("%d values of %d: %v", n, want, all)
	}
}

// countValues counts the values at and below a path. Each must have an entry; a list with one is
// one.
func countValues(t *testing.T, has map[string]bool, v any, path []string) (n int) {
	t.Helper()
	here := has[fmt.Sprintf("%q", path)]
	table, isTable := v.(map[string]any)
	list, isList := v.([]any)
	switch {
	case isTable && len(table) > 0:
		for name, below := range table {
			n += countValues(t, has, below, append(slices.Clone(path), name))
		}
		return n
	case isList && !here:
		for i, below := range list {
			n += countValues(t, has, below, append(slices.Clone(path), strconv.Itoa(i)))
		}
		return n
	case !here && len(path) > 0:
		t.Fatalf("%q is missing", path)
	case isTable:
		return 0
	}
	return 1
}
