package text

import (
	"fmt"
	"io"
	"strings"
)

// Printer writes lines of text in which what comes from logs is harmless, and keeps the first
// error.
type Printer struct {
	w   io.Writer
	err error
}

// NewPrinter returns a printer that writes to w.
func NewPrinter(w io.Writer) *Printer { return &Printer{w: w} }

// Line writes a line as fmt.Printf would, with each argument that is a string made harmless by
// Clean. After an error it does nothing.
func (p *Printer) Line(format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = Clean(s)
		}
	}
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, strings.TrimRight(format, " ")+"\n", args...)
	}
}

// Heading begins a section.
func (p *Printer) Heading(s string) { p.Line("\n%s", strings.ToUpper(s)) }

// Print writes a text as it is. After an error it does nothing.
func (p *Printer) Print(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}

// Err returns the first error that w gave.
func (p *Printer) Err() error { return p.err }
