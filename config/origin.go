// Package config turns the user's file and what the command line says into settings that are whole and right, each with where it
// came from, or into errors that name the file, the line and what is allowed. It also keeps what the program itself remembers,
// in files of its own.
//
//	config.toml ──Read──▶ Settings ──Set──▶ Settings (flags on top) ──Write──▶ TOML that says where each came from
//	filters.toml ─┘
package config

import "fmt"

// Kind is what a setting came from.
type Kind uint8

// The kinds of origins, each stronger than those before it.
const (
	Default Kind = iota
	Saved        // on the screen, in the file of saved filters
	File
	Environment
	Flag
)

// Origin is where a setting came from.
type Origin struct {
	Kind Kind
	Line int    // in the file
	Name string // of the flag or the variable
}

// String says it in words.
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
