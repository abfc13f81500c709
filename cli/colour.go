package cli

import (
	"os"

	"github.com/charmbracelet/x/term"
)

// colour says whether what is written may be coloured: the output is a terminal that can, and NO_COLOR
// is not set (https://no-color.org).
func (p *program) colour() bool {
	out, ok := p.out.(*os.File)
	return ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && term.IsTerminal(out.Fd()) && understandsEscapes(out)
}
