package main_test

import (
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// architecture is docs/ARCHITECTURE.md taken apart: what its drawing names, and its table, package
// to what it may import. In both, a name ending in /... stands for a package and all below it.
type architecture struct {
	drawn []string
	rows  map[string][]string
}

var (
	tableRow = regexp.MustCompile("(?m)^\\| (`[^`]+`|root) \\|.*\\| ([^|]+) \\|$")
	quoted   = regexp.MustCompile("`([^`]+)`")
	arrow    = regexp.MustCompile(`──(\w+)──▶|─ (store) ─|\b(feed)\b`)
)

func readArchitecture(t *testing.T) architecture {
	t.Helper()
	text, err := os.ReadFile("docs/ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	a := architecture{rows: map[string][]string{}}
	parts := strings.SplitN(string(text), "```", 3)
	if len(parts) < 3 {
		t.Fatal("docs/ARCHITECTURE.md has no drawing")
	}
	for _, m := range arrow.FindAllStringSubmatch(parts[1], -1) {
		a.drawn = append(a.drawn, m[1]+m[2]+m[3])
	}
	for _, m := range tableRow.FindAllStringSubmatch(parts[2], -1) {
		name := documented(strings.Trim(m[1], "`"))
		var may []string
		switch m[2] {
		case "nothing":
		case "all":
			may = []string{"..."}
		default:
			for _, q := range quoted.FindAllStringSubmatch(m[2], -1) {
				may = append(may, documented(q[1]))
			}
		}
		a.rows[name] = may
	}
	return a
}

// documented returns a package's path from the name that the document gives it.
func documented(name string) string {
	if name == "root" {
		return "."
	}
	if below, ok := strings.CutSuffix(name, "…"); ok {
		return strings.TrimSuffix(below, "/") + "/..."
	}
	return name
}

func covers(list []string, pkg string) bool {
	return slices.Contains(list, "...") || matches(list, pkg)
}

func TestTheArchitecturePageNamesThePackagesThatExist(t *testing.T) {
	a := readArchitecture(t)
	listed := slices.Collect(maps.Keys(a.rows))
	exist := slices.Collect(maps.Keys(packages(t, token.NewFileSet())))
	for _, pkg := range exist {
		if !matches(listed, pkg) {
			t.Errorf("docs/ARCHITECTURE.md has no row for %s", pkg)
		}
	}
	for _, name := range listed {
		if !slices.ContainsFunc(exist, func(pkg string) bool { return matches([]string{name}, pkg) }) {
			t.Errorf("docs/ARCHITECTURE.md has a row for %s, which does not exist", name)
		}
	}
	for name := range mayImport {
		if !slices.ContainsFunc(exist, func(pkg string) bool { return matches([]string{name}, pkg) }) {
			t.Errorf("imports_test.go has a row for %s, which does not exist", name)
		}
	}
	if len(a.drawn) < 6 {
		t.Errorf("the drawing names only %v", a.drawn)
	}
	for _, name := range a.drawn {
		if !slices.Contains(exist, name) {
			t.Errorf("the drawing names %s, which does not exist", name)
		}
	}
}

func TestTheArchitecturePageSaysWhatImportsWhat(t *testing.T) {
	a := readArchitecture(t)
	found := packages(t, token.NewFileSet())
	for name, may := range a.rows {
		used := map[string]bool{}
		for pkg, files := range found {
			if !matches([]string{name}, pkg) {
				continue
			}
			for _, file := range files {
				for _, spec := range file.Imports {
					path, _ := strconv.Unquote(spec.Path.Value)
					ours, ok := strings.CutPrefix(path, module+"/")
					if !ok {
						continue
					}
					used[ours] = true
					if !covers(may, ours) {
						t.Errorf("%s imports %s, and docs/ARCHITECTURE.md says it may not", pkg, ours)
					}
				}
			}
			for other := range found {
				if covers(may, other) && other != "." && other != pkg && !slices.Contains(may, "...") && !allowed(pkg, module+"/"+other) {
					t.Errorf("docs/ARCHITECTURE.md lets %s import %s, imports_test.go does not", pkg, other)
				}
			}
		}
		for _, one := range may {
			if one != "..." && !slices.ContainsFunc(slices.Collect(maps.Keys(used)), func(u string) bool { return matches([]string{one}, u) }) {
				t.Errorf("docs/ARCHITECTURE.md lets %s import %s, and it does not", name, one)
			}
		}
	}
}
