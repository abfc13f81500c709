package parsers

import "strings"

// Wording returns the texts that are the client's own: the lines of all rules without their holes,
// and the names of logs, components and states.
func Wording() []string {
	all := append([]string(nil), componentsWithoutRules...)
	for _, l := range logs {
		all = append(all, l.name)
		all = append(all, l.components...)
		for _, p := range l.prefixes {
			all = append(all, withoutHoles(p.text))
		}
		for _, r := range l.rules {
			all = append(all, withoutHoles(r.line), r.name, r.state)
		}
	}
	return all
}

// withoutHoles returns the line of a rule with a line break in place of each hole.
func withoutHoles(line string) string {
	var b strings.Builder
	for line != "" {
		from, to, _, err := nextHole(line)
		if err != nil {
			return b.String() // parsePattern reports it
		}
		b.WriteString(line[:from])
		b.WriteByte('\n')
		line = line[to:]
	}
	return b.String()
}
