package main_test

import (
	"go/ast"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ccmtail/summary"
)

// wordings are the texts in code that word something which summary alone may word.
var wordings = []struct {
	what string
	text *regexp.Regexp
}{
	{"a duration", regexp.MustCompile(`%[-+ 0]*[\d.]*[dfv] ?(d|h|min|s|ms|days?|hours?|minutes?|seconds?)\b`)},
	{"a size", regexp.MustCompile(`%[-+ 0]*[\d.]*[dfv] ?(bytes?|[kKMGT]B|[KMGT]iB)\b|^ ?([kMGT]B|[KMGT]iB)\b`)},
	{"a share", regexp.MustCompile(`%[-+ 0]*[\d.]*[dfv] ?%%`)},
	{"a count", regexp.MustCompile(`%d (records?|updates?|logs?|files?|findings?|clients?)\b`)},
	{"the name of an update", regexp.MustCompile(`^KB(%\w)?$`)},
	{"an old name", regexp.MustCompile(`(?i)service window|needs restart|waits for window`)},
}

// wordsFree are the packages in which any text may stand: those that word, and those whose texts
// are the logs' own.
var wordsFree = map[string]bool{"summary": true, "ui/cell": true, "parsers": true, "errcode": true, "redact": true, "demo": true}

// mayWord is where such a text may stand, and why.
var mayWord = map[string]map[string]string{
	"the name of an update": {
		"model/update.go": "the name of an update that has no title",
		"model/why.go":    "an update named in a sentence of the model",
	},
	"a state": {"model/decide.go": "the rows of the decision table in words, for its document"},
	"a size":  {"tail/archive.go": "a limit of the program, in an error"},
	"a count": {
		"tail/zip.go":              "the same",
		"model/findings_window.go": "to be said in a sentence with values",
	},
	"a duration": {"doctor/report.go": "the bias as the logs write it, and what it means"},
	"an old name": {
		"cli/root.go":        "the help says once what the logs call a maintenance window",
		"ui/panes_window.go": "so does the screen",
		"config/keys.go":     "what an action was called before",
	},
}

// TestOnlySummaryWords looks at every text in the code: what says a state, a size, a duration or a
// count to people is summary's, so that screen and reports say the same.
func TestOnlySummaryWords(t *testing.T) {
	fset := token.NewFileSet()
	used := map[string]bool{}
	for pkg, files := range packages(t, fset) {
		if wordsFree[pkg] {
			continue
		}
		for _, file := range files {
			eachText(file, func(at token.Pos, text string) {
				name := fset.Position(at).Filename
				for _, what := range wordsOf(text) {
					if mayWord[what][name] == "" {
						t.Errorf("%s: %q words %s, which is summary's", fset.Position(at), text, what)
					}
					used[what+" "+name] = true
				}
			})
		}
	}
	for what, files := range mayWord {
		for name := range files {
			if !used[what+" "+name] {
				t.Errorf("%s does not word %s any more", name, what)
			}
		}
	}
}

// wordsOf returns what a text words that is summary's.
func wordsOf(text string) []string {
	found := map[string]bool{}
	for _, w := range wordings {
		if w.text.MatchString(text) {
			found[w.what] = true
		}
	}
	for _, b := range slices.Concat(summary.UpdateBadges[:], summary.DeploymentBadges[:], summary.ContentBadges[:]) {
		if strings.Contains(b.Word, " ") && strings.Contains(text, b.Word) { // a single word is too common
			found["a state"] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// eachText calls f with the texts of a file that are no tags and no paths of imports.
func eachText(file *ast.File, f func(at token.Pos, text string)) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil {
				f(n.Pos(), text)
			}
		}
		return true
	})
}
