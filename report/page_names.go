package report

import (
	"fmt"
	"strings"
)

// PageNames gives pages of clients their file names. The zero value is ready for use. Given the same
// clients in the same order, the names are the same.
type PageNames struct{ taken map[string]bool }

// Of returns the file name of the next client's page: its name without what a file's may not have.
func (p *PageNames) Of(client string) string {
	if p.taken == nil {
		p.taken = map[string]bool{"index": true}
	}
	base := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '-', r == '_':
			return r
		}
		return '-'
	}, client)
	base = strings.Trim(base[:min(len(base), 60)], "-")
	name := "client-" + base
	if base != "" && !reservedName(base) {
		name = base
	}
	for n := 2; p.taken[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s-%d", base, n)
	}
	p.taken[strings.ToLower(name)] = true
	return name + ".html"
}

// reservedName reports whether Windows takes a name for a device.
func reservedName(s string) bool {
	s = strings.ToUpper(s)
	switch s {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "COM") || strings.HasPrefix(s, "LPT"))
}
