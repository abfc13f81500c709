package config

import "fmt"

// OriginKind is the kind of place that a setting comes from.
type OriginKind uint8

// The kinds of origins, each stronger than those before it.
const (
	Default OriginKind = iota
	Saved              // on the screen, in the file of saved filters
	File
	Environment
	Flag
)

// Origin is where a setting comes from.
type Origin struct {
	Kind OriginKind
	Line int    // in the file
	Name string // of the flag or the variable
}

// String returns the origin in words, as a comment behind a setting says it.
func (o Origin) String() string {
	switch o.Kind {
	case Saved:
		return fmt.Sprintf("saved filters, line %d", o.Line)
	case File:
		return fmt.Sprintf("file, line %d", o.Line)
	case Environment:
		return "environment, " + o.Name
	case Flag:
		return "flag, --" + o.Name
	}
	return "default"
}
