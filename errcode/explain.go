package errcode

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Options are the options of Explain and ExplainJSON.
type Options struct {
	Width int                 // the column at which Explain wraps lines; 0 stands for 80
	Bold  bool                // makes the headings of Explain bold, for a terminal
	Seen  func(Info) []string // returns lines that say where a code was found; may be nil
}

// Explain writes what each argument means. An argument is a code in any notation, a symbol, or a
// piece of a log line with codes. Explain returns an error that names all arguments in which there
// is no code, after it has explained the others, or the error of w.
func Explain(w io.Writer, args []string, o Options) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	var errs []error
	first := true
	for _, arg := range args {
		found, err := parseArgument(arg)
		errs = append(errs, err)
		for _, a := range found {
			if !first {
				fmt.Fprintln(w)
			}
			first = false
			if err := a.write(w, o); err != nil {
				return err
			}
		}
	}
	return errors.Join(errs...)
}

// Codes returns what is known about the codes in a text, which is an argument as for Explain, each
// once. It fails if there is none.
func Codes(text string) ([]Info, error) {
	found, err := parseArgument(text)
	var infos []Info
	for _, a := range found {
		if !slices.ContainsFunc(infos, func(i Info) bool { return i.Code == a.info.Code }) {
			infos = append(infos, a.info)
		}
	}
	return infos, err
}

// explainedCode is a code in an argument.
type explainedCode struct {
	input    string // the code as it was written
	notation string // the name of its notation, or "symbol"
	info     Info
}

// parseArgument returns the codes in an argument. It fails if there is none.
func parseArgument(arg string) ([]explainedCode, error) {
	code, notation, err := Parse(arg)
	if err == nil {
		return []explainedCode{{arg, notation.String(), Lookup(code)}}, nil
	}
	if code, ok := BySymbol(strings.TrimSpace(arg)); ok {
		return []explainedCode{{arg, "symbol", Lookup(code)}}, nil
	}
	var found []explainedCode
	for _, m := range Find([]byte(arg)) {
		piece := arg[m.Start:m.End]
		_, notation, _ := Parse(piece)
		found = append(found, explainedCode{piece, notation.String(), Lookup(m.Code)})
	}
	if found != nil {
		return found, nil
	}
	return nil, err
}

// write writes a heading for the code and a table with what is known.
func (a explainedCode) write(w io.Writer, o Options) error {
	info := a.info
	heading := headingText(info)
	if info.Symbol != "" {
		heading += "  " + info.Symbol
	}
	if o.Bold {
		heading = "\x1b[1m" + heading + "\x1b[m"
	}
	var b strings.Builder
	b.WriteString(heading + "\n")
	row := func(label, text string) {
		if text != "" {
			b.WriteString(wrapLabelled(label, text, o.Width))
		}
	}
	if a.notation == "symbol" || !strings.EqualFold(strings.TrimSpace(a.input), headingText(info)) {
		row("given as", strings.TrimSpace(a.input))
	}
	row("decimal", decimalText(info.HRESULT))
	row("also", strings.Join(info.Aliases, ", "))
	row("family", info.Family)
	row("meaning", meaningText(info))
	row("do", info.Action)
	for _, line := range info.PhaseLines() {
		row("do", line)
	}
	row("relation", info.Relation)
	if o.Seen != nil {
		for _, line := range o.Seen(info) {
			row("seen", line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// meaningText returns the meaning, or else the text of the system, or else that there is none.
func meaningText(info Info) string {
	switch {
	case info.Meaning != "":
		return info.Meaning
	case info.SystemText != "":
		return info.SystemText + " (text of this Windows)"
	}
	return "Only the name is known here."
}

// headingText returns the heading of a code: "0x80240022", or "1603 (0x80070643)" for a Win32 error.
func headingText(info Info) string {
	if info.Code != info.HRESULT {
		return fmt.Sprintf("%d (0x%08X)", info.Code, info.HRESULT)
	}
	return fmt.Sprintf("0x%08X", info.Code)
}

// decimalText returns the decimal notations of an HRESULT, which logs, WMI and the site database use.
func decimalText(code uint32) string {
	if int32(code) < 0 {
		return fmt.Sprintf("%d, unsigned %d", int32(code), code)
	}
	return fmt.Sprint(code)
}

// wrapLabelled returns a text with a label before it, wrapped at spaces and indented after the label.
func wrapLabelled(label, text string, width int) string {
	const indent = 13
	var b strings.Builder
	fmt.Fprintf(&b, "  %-*s", indent-2, label)
	col := indent
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case col+1+len(word) > width:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			col = indent
		default:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(word)
		col += len(word)
	}
	return b.String() + "\n"
}
