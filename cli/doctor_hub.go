//go:build !nohub

package cli

import (
	"context"
	"errors"
	"io"

	"ccmtail/hub"
	"ccmtail/internal/text"
)

// examineHub prints what an examination of the hub finds. As whom it looks depends on the
// configuration: one with a site is a collector's. It returns an error if something is wrong.
func (p *invocation) examineHub(ctx context.Context, s *settings) error {
	role, there := hub.AsViewer, hubSettings(&s.Hub)
	if there.Site != "" {
		role = hub.AsCollector
	}
	checks, err := hub.Examine(ctx, there, role, p.now)
	if err != nil {
		return err
	}
	wrong := false
	if err := p.writeWhole(ctx, "examination", func(w io.Writer) error {
		out := text.NewPrinter(w)
		out.Line("The hub, as the %s sees it", roleWithSite(role, there.Site))
		for _, c := range checks {
			out.Line("  %-7s  %-28s  %s", c.Result, c.What, c.Said)
			if c.Advice != "" {
				out.Line("  %-7s  %-28s  → %s", "", "", c.Advice)
			}
			wrong = wrong || c.Result == hub.Bad
		}
		return out.Err()
	}); err != nil {
		return err
	}
	if wrong {
		return errors.New("something about the hub is wrong")
	}
	return nil
}

func roleWithSite(role hub.Role, site string) string {
	if role == hub.AsCollector {
		return role.String() + " of " + site
	}
	return role.String()
}
