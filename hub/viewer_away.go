//go:build !nohub

package hub

import (
	"context"
	"slices"
	"strings"
	"time"

	"ccmtail/summary"
)

// watchConnection notes when the hub goes away and comes back, and lets whoever looks see that time
// goes on without word of a collector.
func (v *Viewer) watchConnection(ctx context.Context, changed <-chan struct{}) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		v.mu.Lock()
		switch away := v.conn.Away() != nil; {
		case !away:
			v.awaySince = time.Time{}
		case v.awaySince.IsZero():
			v.awaySince = v.now()
		}
		v.signalNews()
		v.mu.Unlock()
		select {
		case <-ctx.Done():
			return
		case <-changed:
		case <-tick.C:
		}
	}
}

// lookEvery is how often collectors that say nothing are looked for.
const lookEvery = 5 * time.Second

// maxCollectors is how many collectors are known at most.
const maxCollectors = 10_000

// takePresence takes in that a collector is at work.
func (v *Viewer) takePresence(m *message, site Site, token string) error {
	p, err := DecodePresence(m.data)
	if err != nil {
		return err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.pending = max(v.pending-1, 0)
	c := v.collectors[m.subject]
	if c == nil {
		if len(v.collectors) == maxCollectors {
			return errTooMany
		}
		c = &collector{}
		v.collectors[m.subject] = c
	}
	if Token(p.Name) != token {
		p.Name = token
	}
	c.Presence, c.site, c.arrived = *p, site, m.stored
	if v.isRead {
		c.arrived = v.now() // the clocks need not agree
	}
	v.compareKeys(c)
	return nil
}

// compareKeys says if two collectors of a site that are at work give other names to the same clients.
func (v *Viewer) compareKeys(c *collector) {
	other := v.keys[c.site]
	if v.isSilent(c) {
		return
	}
	v.keys[c.site] = c
	if other == nil || other == c || other.Redact == c.Redact || v.isSilent(other) {
		return
	}
	names := []string{c.Name, other.Name}
	slices.Sort(names)
	how := "redact with different keys"
	if c.Redact == "" || other.Redact == "" {
		how = "are not both set to redact"
	}
	v.fail("collectors " + names[0] + " and " + names[1] + " of site " + string(c.site) + " " + how + ": a client of both is listed twice")
}

// isSilent reports whether a collector says nothing any more, or has ended.
func (v *Viewer) isSilent(c *collector) bool {
	return c.Ended || v.now().Sub(c.arrived) > missedSigns*c.pause()+lookEvery
}

// missedSigns is how many times a collector may fail to say that it is at work.
const missedSigns = 3

// Silent returns the collectors that say nothing any more, or have ended, and whose clients nobody
// else has sent since: what is known of these is as they left it.
func (v *Viewer) Silent() []summary.SilentCollector {
	v.mu.Lock()
	defer v.mu.Unlock()
	silent := map[string]*summary.SilentCollector{}
	for _, c := range v.collectors {
		if v.isSilent(c) {
			silent[senderKey(c.site, c.Name)] = &summary.SilentCollector{Name: c.Name, Since: c.arrived, Ended: c.Ended}
		}
	}
	if len(silent) > 0 {
		for _, c := range v.clients {
			if s := silent[senderKey(c.site, c.sender)]; s != nil {
				s.Clients++
			}
		}
	}
	var all []summary.SilentCollector
	for _, s := range silent {
		if s.Clients > 0 {
			all = append(all, *s)
		}
	}
	slices.SortFunc(all, func(a, b summary.SilentCollector) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// senderKey tells the collectors of several sites apart.
func senderKey(site Site, name string) string { return string(site) + "/" + name }

// Away returns since when the hub does not answer, zero if it does.
func (v *Viewer) Away() time.Time {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.awaySince
}
