package tail

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// Clients rename a rolled file to Name-YYYYMMDD-HHMMSS.log, with -1, -2, … if that name is taken.
// Older components and servers keep one rolled file, Name.lo_.

// fileName is a parsed file name.
type fileName struct {
	log    string // the name of the log's live file
	rolled bool
	stamp  string // the YYYYMMDD-HHMMSS of a rolled file; "" for .lo_
	suffix string // the digits of -1, -2, …; "" if there are none
}

// parseName parses a base name. A name in neither form of a rolled file is that of a live file.
func parseName(name string) fileName {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if strings.EqualFold(ext, ".lo_") {
		return fileName{log: stem + ".log", rolled: true}
	}
	if !strings.EqualFold(ext, ".log") {
		return fileName{log: name}
	}
	if base, stamp, ok := cutStamp(stem); ok {
		return fileName{log: base + ext, rolled: true, stamp: stamp}
	}
	if i := strings.LastIndexByte(stem, '-'); i > 0 && len(stem)-i <= 4 && isDigits(stem[i+1:]) {
		if base, stamp, ok := cutStamp(stem[:i]); ok {
			return fileName{log: base + ext, rolled: true, stamp: stamp, suffix: stem[i+1:]}
		}
	}
	return fileName{log: name}
}

// cutStamp splits "Name-20260316-035718" into "Name" and "20260316-035718".
func cutStamp(stem string) (base, stamp string, ok bool) {
	const n = len("-20060102-150405")
	if len(stem) <= n {
		return "", "", false
	}
	base, stamp = stem[:len(stem)-n], stem[len(stem)-n:]
	if stamp[0] != '-' || stamp[9] != '-' || !isDigits(stamp[1:9]) || !isDigits(stamp[10:]) {
		return "", "", false
	}
	return base, stamp[1:], true
}

// isDigits reports whether s consists of decimal digits.
func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// foldCase returns a name in lower case. Names of the same log may differ by case on Windows.
func foldCase(log string) string { return strings.ToLower(log) }

// isLogName reports whether a file has the name of a log.
func isLogName(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return !isHidden(name) && (ext == ".log" || ext == ".lo_")
}

// isTextName reports whether a file has the name of a text, which is read in a folder without logs.
func isTextName(name string) bool {
	return !isHidden(name) && strings.EqualFold(path.Ext(name), ".txt")
}

// isSetupDiag reports whether a file has the name of SetupDiag's results, which say why Windows Setup
// failed. They are read beside logs and texts.
func isSetupDiag(name string) bool { return strings.EqualFold(name, "SetupDiagResults.xml") }

// isHidden reports whether a name begins with a dot.
func isHidden(name string) bool { return strings.HasPrefix(name, ".") }

// pickLogs returns the names of logs, *.log and *.lo_, or if there are none those of texts, *.txt, and
// that of SetupDiag's results.
func pickLogs(names []string) []string {
	for _, is := range []func(string) bool{isLogName, isTextName, isSetupDiag} {
		if !slices.ContainsFunc(names, is) {
			continue
		}
		var picked []string
		for _, n := range names {
			if is(n) || isSetupDiag(n) {
				picked = append(picked, n)
			}
		}
		return picked
	}
	return nil
}

// compareAge orders the names of a log's files by age: those with a time, the .lo_ file, the live
// file.
func (a fileName) compareAge(b fileName) int {
	return cmp.Or(a.rank()-b.rank(), cmp.Compare(a.stamp, b.stamp),
		cmp.Compare(len(a.suffix), len(b.suffix)), cmp.Compare(a.suffix, b.suffix))
}

// rank returns the order of the kinds of names.
func (a fileName) rank() int {
	switch {
	case !a.rolled:
		return 2
	case a.stamp == "":
		return 1
	}
	return 0
}
