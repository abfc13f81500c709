// Package cell is the only way text reaches the terminal: rows of cells with styles, wrapping and
// signs, in which no text of a log can be more than what it shows.
package cell
