package tail

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestManners checks that the source of this package does not use functions that end the process,
// print, write a file, or open a log so that its writer is blocked.
func TestManners(t *testing.T) {
	forbidden := map[string]bool{
		"os.Exit": true, "os.Stderr": true, "os.Stdout": true, "os.Open": true, "os.Create": true, "os.WriteFile": true,
		"os.Remove": true, "os.RemoveAll": true, "os.Rename": true, "os.Truncate": true, "os.Mkdir": true, "os.MkdirAll": true,
		"os.ReadFile": true, "fmt.Print": true, "fmt.Println": true, "fmt.Printf": true, "nxtail.TailFile": true, "syscall.Exit": true,
	}
	imports := map[string]bool{"log": true, "log/slog": true, "unsafe": false}
	names, _ := filepath.Glob("*.go")
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range file.Imports {
			if path, _ := strconv.Unquote(i.Path.Value); imports[path] || strings.HasPrefix(path, "ccmtail/") && path != "ccmtail/internal/crash" && path != "ccmtail/internal/arrange" {
				t.Errorf("%s imports %s", name, path)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && forbidden[x.Name+"."+n.Sel.Name] {
					t.Errorf("%s uses %s.%s", name, x.Name, n.Sel.Name)
				}
			case *ast.CallExpr:
				if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "panic" || f.Name == "println") {
					t.Errorf("%s calls %s", name, f.Name)
				}
			}
			return true
		})
	}
}

// TestAFollowedLogIsNotBlocked checks that another process can append to, rename and create a log
// that is followed, at the first attempt.
func TestAFollowedLogIsNotBlocked(t *testing.T) {
	dir := tempDir(t)
	log := filepath.Join(dir, "A.log")
	writeText(t, log, "one")
	c, _ := follow(t, dir, Options{})
	c.awaitText(t, "A.log", "one")
	cmd := child("owner", log)
	cmd.Stderr = os.Stderr
	if out, err := cmd.Output(); err != nil {
		t.Fatalf("%s %v", out, err)
	}
	c.await(t, "the recreated log", func() bool { return strings.HasSuffix(c.text("A.log"), "|four") })
	if got := c.text("A.log"); got != "one two|three|four" {
		t.Errorf("got %q", got)
	}
}

// ownerMain is that process.
func ownerMain() {
	log, _ := strconv.Unquote(os.Getenv("CCMTAIL_TEST_ARG"))
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	f, err := os.OpenFile(log, os.O_APPEND|os.O_WRONLY, 0)
	must(err)
	_, err = f.WriteString(" two")
	must(err)
	must(f.Close())
	must(os.Rename(log, strings.TrimSuffix(log, ".log")+"-20260316-010000.log"))
	must(os.WriteFile(log, []byte("three"), 0o644))
	must(os.Rename(log, strings.TrimSuffix(log, ".log")+"-20260316-020000.log"))
	must(os.WriteFile(log, []byte("four"), 0o644))
}
