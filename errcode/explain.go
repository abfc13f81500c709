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

// Explain writes what each argument means. An argument may be a code in any notation, a symbol, or a piece of a log line that holds
// codes. What it cannot read it says at the end, as the error; the other arguments are explained all the same.
func Explain(w io.Writer, args []string, o Options) error {
	if o.Width <= 0 {
		o.Width = 80
	}
	var failed []error
	first := true
	for _, arg := range args {
		found, err := read(arg)
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

// Codes are the codes that a text holds, or that it is: in any notation, or as a symbol; each once.
func Codes(text string) ([]Info, error) {
	found, err := read(text)
	var out []Info
	for _, a := range found {
		if !slices.ContainsFunc(out, func(i Info) bool { return i.Code == a.info.Code }) {
			out = append(out, a.info)
		}
	}
	return out, err
}

// asked is one code that was asked for.
type asked struct {
	input string // as given
	as    string // its notation, or "symbol"
	info  Info
}

// read finds the codes of one argument.
func read(arg string) ([]asked, error) {
	code, as, err := Parse(arg)
	if err == nil {
		return []asked{{arg, as.String(), Lookup(code)}}, nil
	}
	if code, ok := BySymbol(strings.TrimSpace(arg)); ok {
		return []asked{{arg, "symbol", Lookup(code)}}, nil
	}
	var found []asked
	for _, m := range Find([]byte(arg)) {
		piece := arg[m.Start:m.End]
		_, as, _ := Parse(piece)
		found = append(found, asked{piece, as.String(), Lookup(m.Code)})
	}
	if found != nil {
		return found, nil
	}
	return nil, err
}

// write prints one code as a heading and a table of what is known.
func (a asked) write(w io.Writer, o Options) error {
	info := a.info
	heading := canonical(info)
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
			b.WriteString(wrapped(label, text, o.Width))
		}
	}
	if a.as == "symbol" || !strings.EqualFold(strings.TrimSpace(a.input), canonical(info)) {
		row("given as", strings.TrimSpace(a.input))
	}
	row("decimal", decimals(info.HRESULT))
	row("also", strings.Join(info.Aliases, ", "))
	row("family", info.Family)
	row("meaning", meaning(info))
	row("do", info.Action)
	row("relation", info.Hint)
	if o.Seen != nil {
		for _, line := range o.Seen(info) {
			row("seen", line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// meaning is our text, or else the system's, labelled, or else the word that there is none.
func meaning(info Info) string {
	switch {
	case info.Meaning != "":
		return info.Meaning
	case info.System != "":
		return info.System + " (text of this Windows)"
	}
	return "Only the name is known here."
}

// canonical is the code as a heading: "0x80240022", or "1603 (0x80070643)" for a small one.
func canonical(info Info) string {
	if info.Code != info.HRESULT {
		return fmt.Sprintf("%d (0x%08X)", info.Code, info.HRESULT)
	}
	return fmt.Sprintf("0x%08X", info.Code)
}

// decimals are the decimal forms of an HRESULT, as logs, WMI and the site's database write it.
func decimals(code uint32) string {
	if int32(code) < 0 {
		return fmt.Sprintf("%d, unsigned %d", int32(code), code)
	}
	return fmt.Sprint(code)
}

// wrapped is a labelled text broken at spaces, its further lines indented under the first.
func wrapped(label, text string, width int) string {
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
