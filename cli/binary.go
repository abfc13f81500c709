package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ccmtail/internal/text"
	"ccmtail/tail"
)

// binaryHead is how much of a file is looked at.
const binaryHead = 4096

// withoutBinaries returns the sources without the files that are no text and no archive: it says which
// these are and what to do with them, or fails if there is no other source. Logs that were damaged have NUL bytes too, but no
// other controls.
func (p *invocation) withoutBinaries(sources []string) (logs []string, err error) {
	for _, s := range sources {
		ending := strings.ToLower(filepath.Ext(s))
		i, statErr := os.Stat(s)
		if statErr == nil && i.Mode().IsRegular() && !slices.Contains([]string{".zip", ".gz"}, ending) {
			head, readErr := readHead(s)
			if refused := tail.RefuseForeign(s, head); readErr == nil && refused != nil {
				err = errors.Join(err, fmt.Errorf("%s %w", s, refused))
				continue
			}
			if readErr == nil && isBinary(head) {
				err = errors.Join(err, fmt.Errorf("%s is a binary file, not a log; a SOURCE is a folder of logs, a log file, a .zip or .gz", s))
				continue
			}
		}
		logs = append(logs, s)
	}
	if len(logs) == 0 && err != nil {
		return nil, err
	}
	if err != nil {
		fmt.Fprintf(p.errOut, "ccmtail: %s\n", text.Clean(err.Error()))
	}
	return logs, nil
}

// readHead returns the beginning of a file.
func readHead(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, binaryHead))
}

// isBinary reports whether a file that begins so is no text in any encoding.
func isBinary(head []byte) bool {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) || bytes.Contains(head, []byte("<![LOG[")) {
		return false
	}
	controls := 0
	for _, c := range head {
		if c > 0 && c < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1a\x1b", rune(c)) {
			controls++
		}
	}
	return bytes.IndexByte(head, 0) >= 0 && controls > len(head)/100
}
