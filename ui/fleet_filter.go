package ui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ccmtail/errcode"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/query"
	"ccmtail/summary"
)

// What the lists of a fleet are found and filtered by. The grammar is that of the log's filter.

// The fields of the lists beside that of the clients, which has query.ClientFields.
var (
	kbFields     = []string{"state", "kb", "code"}
	reasonFields = []string{"code", "finding"}
)

// compileClient compiles a value of a field of the clients.
func (s *fleetScreen) compileClient(field, value string) (func(fleetRow) bool, error) {
	value = strings.ToLower(value)
	of := func(match func(c *summary.ClientSummary) bool) func(fleetRow) bool {
		return func(r fleetRow) bool { return r.client != nil && match(r.client) }
	}
	switch {
	case field == "stuck":
		return s.compileStuck(value)
	case field == "silent":
		longer, err := parseLonger(value)
		return of(func(c *summary.ClientSummary) bool {
			if value == "" {
				return c.State == summary.ClientSilent
			}
			return summary.HasTime(c.LastRecord) && s.known.sums.At.Sub(c.LastRecord) > longer
		}), err
	case value == "":
		return nil, query.ErrNeedsValue
	case field == "state":
		states, err := clientStates(value)
		return of(func(c *summary.ClientSummary) bool { return states[c.State] }), err
	case field == "window":
		return s.compileWindow(value)
	case field == "client":
		return of(func(c *summary.ClientSummary) bool { return holdsOrGlobs(strings.ToLower(c.Name), value) }), nil
	case field == "site":
		return of(func(c *summary.ClientSummary) bool { return c.Site != "" && globs(strings.ToLower(c.Site), value) }), nil
	case field == "finding":
		return of(func(c *summary.ClientSummary) bool {
			return slices.ContainsFunc(c.Causes, func(f summary.CauseSummary) bool {
				return strings.EqualFold(f.ID, value) || len(value) > 3 && strings.Contains(strings.ToLower(f.Text), value)
			})
		}), nil
	case field == "kb":
		number := strings.TrimPrefix(value, "kb")
		return of(func(c *summary.ClientSummary) bool {
			return slices.ContainsFunc(c.Updates, func(u summary.UpdateSummary) bool { return u.KB != "" && globs(u.KB, number) })
		}), nil
	case field == "code":
		match := matchCode(value)
		return of(func(c *summary.ClientSummary) bool {
			return slices.ContainsFunc(c.Updates, func(u summary.UpdateSummary) bool { return u.HasCode && match(u.Code) })
		}), nil
	}
	return of(func(c *summary.ClientSummary) bool { return strings.Contains(s.clientText(c), value) }), nil
}

// clientText returns all that a client can be found by, in small letters.
func (s *fleetScreen) clientText(c *summary.ClientSummary) string {
	text, ok := s.texts[c]
	if !ok {
		text = strings.ToLower(strings.Join([]string{c.Name, c.Path, c.NowText(), c.WhyText()}, "\n")) + "\n" + s.updatesText(c)
		s.texts[c] = text
	}
	return text
}

// updatesText is what a client can be found by of its updates, in small letters. It is kept until they
// are others.
type updatesText struct {
	of   *summary.UpdateSummary // the first of them
	text string
}

// updatesText returns what a client can be found by of its updates.
func (s *fleetScreen) updatesText(c *summary.ClientSummary) string {
	if len(c.Updates) == 0 {
		return ""
	}
	if known := s.updateTexts[c.Number]; known.of == &c.Updates[0] {
		return known.text
	}
	var words []string
	for i := range c.Updates {
		words = append(words, c.Updates[i].Label(), c.Updates[i].Title)
	}
	text := strings.ToLower(strings.Join(words, "\n"))
	s.updateTexts[c.Number] = updatesText{&c.Updates[0], text}
	return text
}

// clientStates returns the states whose names or words begin so.
func clientStates(value string) (states [summary.ClientStates]bool, err error) {
	known := false
	for i, name := range summary.ClientStateNames() {
		if begins := strings.HasPrefix(name, value) || strings.HasPrefix(summary.ClientBadges[i].Word, value); begins || globs(name, value) {
			states[i], known = true, true
		}
	}
	if !known {
		return states, fmt.Errorf("%q is no state; there are %s", value, strings.Join(summary.ClientStateNames(), ", "))
	}
	return states, nil
}

// compileStuck compiles stuck: with a length of time or a kind behind it, or nothing.
func (s *fleetScreen) compileStuck(value string) (func(fleetRow) bool, error) {
	kind := -1
	for i := range model.StuckKind(model.StuckKinds) {
		if value != "" && strings.HasPrefix(i.String(), value) {
			kind = int(i)
		}
	}
	longer, err := time.Duration(-1), error(nil)
	if kind < 0 && value != "" {
		longer, err = parseLonger(value)
	}
	return func(r fleetRow) bool {
		return r.client != nil && slices.ContainsFunc(r.client.Stuck, func(v summary.StuckSummary) bool {
			return (kind < 0 || int(v.Kind) == kind) && r.client.LastedFor(v.Since, s.known.sums.At) > longer
		})
	}, err
}

// parseLonger reads a length of time, with or without a > before it.
func parseLonger(value string) (time.Duration, error) {
	if value == "" {
		return 0, nil
	}
	d, err := time.ParseDuration(strings.ReplaceAll(strings.TrimPrefix(value, ">"), " ", ""))
	if err != nil || d < 0 {
		return 0, fmt.Errorf("%q is no length of time; use >30m or >2h", value)
	}
	return d, nil
}

// compileWindow compiles window:open and window:closed.
func (s *fleetScreen) compileWindow(value string) (func(fleetRow) bool, error) {
	open := strings.HasPrefix("open", value)
	if !open && !strings.HasPrefix("closed", value) {
		return nil, errors.New("use open or closed")
	}
	return func(r fleetRow) bool {
		if r.client == nil {
			return false
		}
		_, isOpen := r.client.OwnWindow(s.known.sums.At)
		return (isOpen || r.client.Unrestricted) == open
	}, nil
}

// matchCode returns what tells whether a code is one in any notation, or like a pattern.
func matchCode(value string) func(event.Code) bool {
	if code, _, err := errcode.Parse(value); err == nil {
		return func(c event.Code) bool { return uint32(c) == code }
	}
	return func(c event.Code) bool { return holdsOrGlobs(c.String(), value) }
}

// compileKB compiles a value of a field of the updates.
func compileKB(field, value string) (func(*summary.FleetUpdate) bool, error) {
	value = strings.ToLower(value)
	if value == "" {
		return nil, query.ErrNeedsValue
	}
	switch field {
	case "kb":
		number := strings.TrimPrefix(value, "kb")
		return func(u *summary.FleetUpdate) bool { return u.KB != "" && globs(u.KB, number) }, nil
	case "code":
		match := matchCode(value)
		return func(u *summary.FleetUpdate) bool {
			return slices.ContainsFunc(u.Codes, func(c summary.CodeCount) bool { return codeIs(c.Code, match) })
		}, nil
	case "state":
		return func(u *summary.FleetUpdate) bool {
			return slices.ContainsFunc(u.StateCounts(), func(c summary.StateCount) bool {
				return strings.HasPrefix(c.State.String(), value) || strings.HasPrefix(c.Badge.Word, value)
			})
		}, nil
	}
	return func(u *summary.FleetUpdate) bool {
		return strings.Contains(strings.ToLower(u.Label()+" "+u.Title), value)
	}, nil
}

// codeIs reports whether a code as it is written matches.
func codeIs(written string, match func(event.Code) bool) bool {
	code, _, err := errcode.Parse(written)
	return err == nil && match(event.Code(code))
}

// compileReason compiles a value of a field of the causes.
func compileReason(field, value string) (func(summary.FleetReason) bool, error) {
	value = strings.ToLower(value)
	if value == "" {
		return nil, query.ErrNeedsValue
	}
	switch field {
	case "code":
		match := matchCode(value)
		return func(r summary.FleetReason) bool { return r.IsCode && codeIs(r.ID, match) }, nil
	case "finding":
		return func(r summary.FleetReason) bool { return !r.IsCode && globs(strings.ToLower(r.ID), value) }, nil
	}
	return func(r summary.FleetReason) bool { return strings.Contains(strings.ToLower(r.ID+" "+r.Text), value) }, nil
}

// holdsOrGlobs reports whether a text holds a value, or where that has a * or ?, is like it.
func holdsOrGlobs(text, value string) bool {
	if strings.ContainsAny(value, "*?") {
		return globs(text, value)
	}
	return strings.Contains(text, value)
}

// globs reports whether a text is a pattern in which * stands for anything and ? for a character.
func globs(text, pattern string) bool {
	t, p, star, again := 0, 0, -1, 0 // the last * of the pattern, and where what it stands for may end
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, again = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' || pattern[p] == text[t]):
			t, p = t+1, p+1
		case star >= 0:
			again++
			t, p = again, star+1
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}
