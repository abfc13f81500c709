package tail

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
)

// clientShares holds the paths of the client's logs on a computer's administrative shares. ADMIN$ is
// the Windows folder, wherever that is.
var clientShares = []string{`admin$\CCM\Logs`, `c$\Windows\CCM\Logs`}

// hostOf returns the computer in a spec of the form \\HOST, and false for any other spec.
func hostOf(spec string) (host string, ok bool) {
	if !isUNC(spec) {
		return "", false
	}
	host = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(spec, `\\?\UNC\`), `\\`), `\`)
	return host, host != "" && !strings.ContainsAny(host, `\/*?[`)
}

// openHost opens the log folder of the client on another computer. If the computer does not answer
// and the source waits, it opens the first of clientShares.
func (s *Source) openHost(host string) error {
	var reasons []string
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
		reasons = append(reasons, dir+": "+err.Error())
		lost = lost || stateOf(err) == StateShareLost
	}
	if s.onSystem && runtime.GOOS != "windows" {
		return fmt.Errorf(`open \\%s: computers are reached by name on Windows only; mount the share with the client's logs and name the folder`, host)
	}
	if lost && s.waits() {
		return s.openMissing(`\\` + host + `\` + clientShares[0])
	}
	return fmt.Errorf("open \\\\%s: no client logs on its administrative shares, which require local administrator rights (%s); "+
		`if the folder is on another share, name it: \\%s\share\folder`, host, strings.Join(reasons, "; "), host)
}
