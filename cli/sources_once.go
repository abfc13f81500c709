package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"ccmtail/internal/text"
)

// sourcesOnce returns the sources without those that were named before, and says so: they would count
// twice.
func (p *invocation) sourcesOnce(sources []string) []string {
	var once []string
	seen := map[string]bool{}
	for _, s := range sources {
		key := sourceKey(s)
		if seen[key] {
			fmt.Fprintf(p.errOut, "ccmtail: %s is named more than once; it is read once\n", text.Clean(s))
			continue
		}
		seen[key] = true
		once = append(once, s)
	}
	return once
}

// sourceKey returns the same for two names of one source, as far as that can be told without a
// network.
func sourceKey(s string) string {
	if s == "-" {
		return s
	}
	if strings.HasPrefix(s, `\\`) {
		return strings.ToLower(strings.TrimRight(s, `\`))
	}
	path, err := filepath.Abs(s)
	if err != nil {
		return s
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}
