package cli

import (
	"errors"
	"fmt"

	"ccmtail/query"
)

const filterHelp = `EXPRESSION has the same syntax as the & key on the screen. Plain words match text. re: kb: guid: log: component:
thread: level: after: before: match one field. Terms next to each other must all match, " | " separates alternatives,
! negates. Times must be complete here (RFC 3339). kb: and guid: match records that contain the number or the id; the
other records of the update are found with * on the screen. @NAME is a filter saved on the screen or in the
configuration.`

// wanted reads the filters of the command line; a record must pass all of them.
func wanted(expressions []string, saved query.Saved) (query.All, error) {
	var all query.All
	for _, s := range expressions {
		m, err := saved.Parse(s, moment)
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
