package report

// coloured is a word of the program's own with its colour: printer writes it as it is. A log's text
// is never painted, for that would let its escape sequences through.
type coloured string

// sgr are the colours of the tones, from the sixteen that every terminal has and lets its user
// choose.
var sgr = map[string]string{
	"good": "32", "bad": "31;1", "wait": "33", "busy": "36", "restart": "35", "quiet": "90",
}

// colourize returns a word of the program in the colour of a tone. Padding belongs outside: words
// have no width to a format once they are painted.
func (p *printer) colourize(word, tone string) coloured {
	if !p.colour {
		return coloured(word)
	}
	return coloured("\x1b[" + sgr[tone] + "m" + word + "\x1b[0m")
}
