// Package config turns the user's file, the environment and the command line into settings that are
// whole and valid, each with its origin, or into errors that name the file, the line and what is
// allowed. It never changes the user's file; what the program itself keeps lies in two files of its
// own: the filters saved on the screen, and the state of the screen from one run to the next.
//
//	config.toml ──┬─Read──▶ Settings ──Set──▶ Settings ──Write──▶ TOML, each setting with its origin
//	filters.toml ─┘           (the environment and flags on top)
//
// What a file may say depends on the screen: which themes, columns, actions and keys there are. Its
// Vocabulary tells, so that neither package imports the other.
package config
