package cli

import (
	"errors"
	"fmt"

	"ccmtail/query"
)

const filterHelp = `A filter EXPRESSION is that of the screen's & key: words are a text; re: kb: guid: log: component: thread: level:
after: before: name a field; terms side by side must all fit, " | " stands between alternatives, and ! means not. Times
are written in full here (RFC 3339). kb: and guid: want the records that name the update themselves, as they do on the
screen; what only belongs to it, which the screen's * key finds, they do not. @NAME stands for a filter that has been saved on the screen or in the configuration.`

// wanted reads the filters of the command line; a record must pass all of them.
func wanted(expressions []string, saved query.Saved) (query.All, error) {
	var all query.All
	for _, s := range expressions {
		m, err := query.Parse(s, saved, moment)
		var wrong *query.Error
		if errors.As(err, &wrong) {
			return nil, fmt.Errorf("--filter: %w\n  %s\n  %s", err, s, wrong.Pointer(s))
		}
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}
