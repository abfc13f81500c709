package cli

import (
	"fmt"
	"strings"

	"ccmtail/config"
	"ccmtail/internal/text"
	"ccmtail/ui"
)

// remember gives the screen what an earlier run kept, and lets it keep that again. A file that cannot be read is no reason not
// to watch a client: the screen begins as if there were none, and says so.
func (p *program) remember(path string, o *ui.Options) {
	if path == "" {
		return
	}
	kept, err := config.LoadState(path, &o.Remembered)
	o.FirstRun = !kept
	if err != nil {
		o.Remembered = ui.Remembered{}
		o.Notice = strings.TrimPrefix(o.Notice+"; "+"the saved screen layout cannot be read: "+text.Clean(err.Error()), "; ")
	}
	o.Remember = func(m ui.Remembered) {
		if err := config.SaveState(path, m); err != nil {
			fmt.Fprintf(p.errOut, "ccmtail: %s\n", text.Clean(err.Error()))
		}
	}
}
