package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "ccmtail"

// mayImport is the architecture: what each package of ours may import of ours. A name ending in
// /... stands for a package and all below it. Test files are free.
var mayImport = map[string][]string{
	".":                     {"cli"},
	"cli":                   {"config", "demo", "doctor", "errcode", "feed", "fleet", "hub", "internal/arrange", "internal/atomicfile", "internal/crash", "internal/text", "model", "model/event", "parsers", "query", "redact", "report", "store", "summary", "tail", "ui"},
	"config":                {"internal/atomicfile", "model", "query"},
	"demo":                  {"internal/arrange"},
	"doctor":                {"internal/arrange", "internal/text", "model", "model/event", "parsers", "store", "summary"},
	"errcode":               {},
	"fleet":                 {"feed", "internal/crash", "model", "parsers", "store", "summary", "tail"},
	"feed":                  {"internal/arrange", "internal/crash", "model", "model/event", "parsers", "store", "tail"},
	"internal/arrange":      {},
	"hub":                   {"errcode", "fleet", "internal/crash", "internal/text", "model", "model/event", "redact", "report", "store", "summary"},
	"internal/atomicfile":   {},
	"internal/crash":        {},
	"internal/man":          {"cli"},
	"internal/text":         {},
	"model":                 {"errcode", "internal/arrange", "model/event"},
	"model/event":           {},
	"parsers":               {"model", "model/event"},
	"query":                 {"internal/arrange", "internal/crash", "model", "model/event", "store"},
	"redact":                {"errcode", "internal/arrange", "model", "model/event", "parsers", "tail"},
	"report":                {"internal/arrange", "internal/text", "model", "model/event", "query", "store", "summary"},
	"summary":               {"errcode", "internal/arrange", "model", "model/event", "store"},
	"store":                 {"internal/arrange", "model", "model/event", "store/internal/sorted"},
	"store/internal/sorted": {},
	"tail":                  {"internal/arrange", "internal/crash"},
	"ui/cell":               {"internal/text"},
	"ui":                    {"errcode", "internal/arrange", "internal/crash", "internal/text", "model", "model/event", "query", "store", "summary", "ui/cell"},
}

// onlyIn says which of our packages may import a library; a library that is not named is free for
// all.
var onlyIn = map[string][]string{
	"charm.land/":                     {"cli", "ui"},
	"github.com/atotto/clipboard":     {"cli", "ui"},
	"github.com/charmbracelet/":       {"cli", "ui", "ui/cell"},
	"github.com/charmbracelet/x/vt":   {}, // the emulator is for tests
	"github.com/fsnotify/fsnotify":    {"tail"},
	"github.com/nats-io/":             {"hub"}, // it alone speaks to the network
	"github.com/nxadm/tail":           {"tail"},
	"github.com/pelletier/go-toml/v2": {"config"},
	"github.com/rogpeppe/go-internal": {}, // so is testscript
	"github.com/santhosh-tekuri/":     {}, // and a judge of JSON
	"github.com/yuin/goldmark":        {}, // and of Markdown
	"pgregory.net/rapid":              {},
	"github.com/spf13/cobra":          {"cli", "internal/man"},
	"github.com/spf13/cobra/doc":      {"internal/man"},
	"html/template":                   {}, // calls methods by name: the linker then keeps all of them, 2.5 MB
	"maragu.dev/gomponents":           {"report"},
	"net/http":                        {},
	"testing":                         {},
	"testing/fstest":                  {"demo"}, // for its MapFS
	"text/template":                   {},       // as html/template
}

// packages returns the parsed files of each of our folders, test files left out. bench is a module
// of its own.
func packages(t *testing.T, fset *token.FileSet) map[string][]*ast.File {
	t.Helper()
	found := map[string][]*ast.File{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		if d != nil && d.IsDir() && name != "." && (strings.ContainsAny(base[:1], "._") || base == "testdata" || base == "dist" || base == "bench") {
			return fs.SkipDir
		}
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err == nil {
			found[path.Dir(name)] = append(found[path.Dir(name)], file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// matches reports whether a package is one of those listed.
func matches(list []string, pkg string) bool {
	return slices.ContainsFunc(list, func(have string) bool {
		tree, below := strings.CutSuffix(have, "/...")
		return pkg == tree || below && strings.HasPrefix(pkg, tree+"/")
	})
}

// row returns what a package may import of ours, and whether the table knows the package at all.
func row(pkg string) ([]string, bool) {
	for name, list := range mayImport {
		if matches([]string{name}, pkg) {
			return list, true
		}
	}
	return nil, false
}

// allowed reports whether pkg may import what; of several libraries that fit, the longest name
// decides.
func allowed(pkg, what string) bool {
	if ours, ok := strings.CutPrefix(what, module+"/"); ok {
		list, _ := row(pkg)
		return matches(list, ours)
	}
	best := ""
	for library := range onlyIn {
		fits := what == library || strings.HasPrefix(what, strings.TrimSuffix(library, "/")+"/")
		if library == "testing" {
			fits = what == library
		}
		if fits && len(library) > len(best) {
			best = library
		}
	}
	return best == "" || slices.Contains(onlyIn[best], pkg)
}

func TestImports(t *testing.T) {
	fset := token.NewFileSet()
	for pkg, files := range packages(t, fset) {
		if _, ok := row(pkg); !ok {
			t.Errorf("%s is not in the import table: give it a row", pkg)
		}
		for _, file := range files {
			for _, spec := range file.Imports {
				if what, _ := strconv.Unquote(spec.Path.Value); !allowed(pkg, what) {
					t.Errorf("%s: %s must not import %s", fset.Position(spec.Pos()), pkg, what)
				}
			}
		}
	}
}

func TestAllowed(t *testing.T) {
	for _, c := range []struct {
		pkg, what string
		want      bool
	}{
		{"ui", "ccmtail/store", true},
		{"ui", "ccmtail/feed", false},
		{"tail", "ccmtail/model", false},
		{"feed", "ccmtail/modelling", false},
		{"tail", "github.com/nxadm/tail", true},
		{"parsers", "github.com/nxadm/tail/util", false},
		{"ui", "charm.land/bubbletea/v2", true},
		{"report", "charm.land/lipgloss/v2", false},
		{"ui", "github.com/charmbracelet/x/ansi", true},
		{"ui", "github.com/charmbracelet/x/vt", false},
		{"parsers", "ccmtail/model/event", true},
		{"model", "ccmtail/parsers", false},
		{"model", "testing", false},
		{"demo", "testing/fstest", true},
		{"model", "strings", true},
	} {
		if have := allowed(c.pkg, c.what); have != c.want {
			t.Errorf("%s may import %s: have %v", c.pkg, c.what, have)
		}
	}
}

func TestEachPackageSaysWhatItIs(t *testing.T) {
	fset := token.NewFileSet()
	for pkg, files := range packages(t, fset) {
		documented := slices.ContainsFunc(files, func(f *ast.File) bool {
			return f.Doc != nil && (f.Name.Name == "main" || strings.HasPrefix(f.Doc.Text(), "Package "+f.Name.Name+" "))
		})
		if !documented {
			t.Errorf("%s has no package comment", pkg)
		}
	}
}

// Update only routes: its longest allowed form is a table of one-line cases.
func TestUpdateStaysSmall(t *testing.T) {
	fset := token.NewFileSet()
	for _, file := range packages(t, fset)["ui"] {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "Update" {
				continue
			}
			if n := fset.Position(f.End()).Line - fset.Position(f.Pos()).Line + 1; n > 25 {
				t.Errorf("%s: Update has %d lines, at most 25 are allowed", fset.Position(f.Pos()), n)
			}
		}
	}
}

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
			t.Errorf("architecture_test.go has a row for %s, which does not exist", name)
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
					t.Errorf("docs/ARCHITECTURE.md lets %s import %s, architecture_test.go does not", pkg, other)
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

// TestEveryGoroutineIsGuarded: a panic in a goroutine without a guard would end the program without
// restoring the terminal.
func TestEveryGoroutineIsGuarded(t *testing.T) {
	fset := token.NewFileSet()
	for _, files := range packages(t, fset) {
		for _, file := range files {
			ast.Inspect(file, func(n ast.Node) bool {
				var started ast.Expr
				switch n := n.(type) {
				case *ast.GoStmt:
					started = n.Call.Fun
				case *ast.CallExpr:
					if s, ok := n.Fun.(*ast.SelectorExpr); ok && s.Sel.Name == "Go" && len(n.Args) == 1 {
						started = n.Args[0]
					}
				}
				if started != nil && !isGuarded(started) {
					t.Errorf("%s: start crash.Guarded(…), or begin with defer crash.Guard()", fset.Position(n.Pos()))
				}
				return true
			})
		}
	}
}

// isGuarded reports whether a function is crash.Guarded(…), or begins with defer crash.Guard().
func isGuarded(f ast.Expr) bool {
	isCrash := func(call *ast.CallExpr, name string) bool {
		s, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return false
		}
		pkg, ok := s.X.(*ast.Ident)
		return ok && pkg.Name == "crash" && s.Sel.Name == name
	}
	switch f := f.(type) {
	case *ast.CallExpr:
		return isCrash(f, "Guarded")
	case *ast.FuncLit:
		first, ok := f.Body.List[0].(*ast.DeferStmt)
		return ok && isCrash(first.Call, "Guard")
	}
	return false
}
