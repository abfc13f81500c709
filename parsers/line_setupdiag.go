package parsers

import (
	"bytes"

	"ccmtail/model"
)

// setupDiagComponent is the component of the lines of SetupDiagResults.xml that say what failed.
const setupDiagComponent = "SetupDiag"

// The elements of SetupDiagResults.xml that say what failed. The log line comes first, and it is
// the only one with a time.
var (
	setupDiagLogLine  = []byte("<LogErrorLine>")
	setupDiagElements = [...][]byte{
		setupDiagLogLine, []byte("<FailureData>"), []byte("<FailureDetails>"), []byte("<Remediation>"),
	}
)

// parseSetupDiag parses a line of SetupDiagResults.xml, whose message is all of it. Its time is that
// of the line of Windows Setup's log in it, if there is one.
func (c *dateCache) parseSetupDiag(text []byte) (parsedLine, bool) {
	element := bytes.TrimLeft(text, blanks)
	if len(element) == 0 || element[0] != '<' {
		return parsedLine{}, false
	}
	for _, e := range setupDiagElements {
		if !bytes.HasPrefix(element, e) {
			continue
		}
		l := parsedLine{head: len(text) - len(element), component: []byte(setupDiagComponent), format: model.FormatPlain}
		if logged, ok := c.parseCBS(bytes.TrimPrefix(element, setupDiagLogLine)); ok {
			l.time, l.timed = logged.time, true
		}
		return l, true
	}
	return parsedLine{}, false
}
