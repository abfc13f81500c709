package errcode

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Options says how Explain writes.
type Options struct {
	Width int                 // columns to wrap at; 80 if zero
	Bold  bool                // set the heading of each code in bold, for a terminal
	Seen  func(Info) []string // where a source met the code, one line each; nil if there is no source
}

// Explain writes what each argument means. An argument may be a code in any notation, a symbol, or
// a piece of a log line that holds codes. What it cannot read it says at the end, as the error; the
// other arguments are explained all the same.
func Explain(w io.Writer, args []string, o Options) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	var failed []error
	first := true
	for _, arg := range args {
		found, err := parseArgument(arg)
		failed = append(failed, err)
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
	return errors.Join(failed...)
}

// Codes returns the codes that a text holds, or that it is: in any notation, or as a symbol; each
// once.
func Codes(text string) ([]Info, error) {
	found, err := parseArgument(text)
	var out []Info
	for _, a := range found {
		if !slices.ContainsFunc(out, func(i Info) bool { return i.Code == a.info.Code }) {
			out = append(out, a.info)
		}
	}
	return out, err
}

// explainedCode is one code that was asked for.
type explainedCode struct {
	input    string // as given
	notation string // its notation, or "symbol"
	info     Info
}

// parseArgument finds the codes of one argument.
func parseArgument(arg string) ([]explainedCode, error) {
	code, as, err := Parse(arg)
	if err == nil {
		return []explainedCode{{arg, as.String(), Lookup(code)}}, nil
	}
	if code, ok := BySymbol(strings.TrimSpace(arg)); ok {
		return []explainedCode{{arg, "symbol", Lookup(code)}}, nil
	}
	var found []explainedCode
	for _, m := range Find([]byte(arg)) {
		piece := arg[m.Start:m.End]
		_, as, _ := Parse(piece)
		found = append(found, explainedCode{piece, as.String(), Lookup(m.Code)})
	}
	if found != nil {
		return found, nil
	}
	return nil, err
}

// write prints one code as a heading and a table of what is known.
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
	row("relation", info.Relation)
	if o.Seen != nil {
		for _, line := range o.Seen(info) {
			row("seen", line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// meaningText returns our text, or else the system's, labelled, or else the word that there is
// none.
func meaningText(info Info) string {
	switch {
	case info.Meaning != "":
		return info.Meaning
	case info.SystemText != "":
		return info.SystemText + " (text of this Windows)"
	}
	return "Only the name is known here."
}

// headingText returns the code as a heading: "0x80240022", or "1603 (0x80070643)" for a small one.
func headingText(info Info) string {
	if info.Code != info.HRESULT {
		return fmt.Sprintf("%d (0x%08X)", info.Code, info.HRESULT)
	}
	return fmt.Sprintf("0x%08X", info.Code)
}

// decimalText returns the decimal forms of an HRESULT, as logs, WMI and the site's database write
// it.
func decimalText(code uint32) string {
	if int32(code) < 0 {
		return fmt.Sprintf("%d, unsigned %d", int32(code), code)
	}
	return fmt.Sprint(code)
}

// wrapLabelled returns a labelled text broken at spaces, its further lines indented under the
// first.
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
