package tail

import (
	"errors"
	"fmt"
	"strings"
)

// clientShares are where a computer's client logs are reached over its administrative shares:
// ADMIN$ is the Windows folder wherever it lies, C$ the usual drive.
var clientShares = []string{`admin$\CCM\Logs`, `c$\Windows\CCM\Logs`}

// hostOf returns the computer that a spec of the form \\HOST names, alone.
func hostOf(spec string) (host string, ok bool) {
	if !isUNC(spec) {
		return "", false
	}
	host = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(spec, `\\?\UNC\`), `\\`), `\`)
	return host, host != "" && !strings.ContainsAny(host, `\/*?[`)
}

// openHost opens the client's log folder on another computer. If it is waited for, a computer that
// does not answer is one whose logs may come.
func (s *Source) openHost(host string) error {
	var trouble []string
	lost := false
	for _, share := range clientShares {
		dir := `\\` + host + `\` + share
		info, err := s.options.Files.Stat(dir)
		switch {
		case err == nil && info.Dir:
			return s.openFolder(dir)
		case err == nil:
			err = errors.New("is not a folder")
		}
		trouble = append(trouble, dir+": "+err.Error())
		lost = lost || stateOf(err) == StateShareLost
	}
	if lost && s.waits() {
		return s.openMissing(`\\` + host + `\` + clientShares[0])
	}
	return fmt.Errorf("open \\\\%s: no client logs on its administrative shares, which require local administrator rights (%s); "+
		`if the folder is on another share, name it: \\%s\share\folder`, host, strings.Join(trouble, "; "), host)
}
