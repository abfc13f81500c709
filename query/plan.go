package query

import (
	"cmp"
	"slices"
	"strings"

	"ccmtail/internal/arrange"
	"ccmtail/model/event"
	"ccmtail/store"
)

// plan finds the records of a page that match.
type plan interface {
	// eval returns those of the candidates, records of the scanner's page, that match.
	eval(s *pageScanner, candidates *pageBitmap) pageBitmap
	// textReads returns how many times eval may read the text. Plans with fewer reads go first.
	textReads() int
}

// isIndexOnly reports whether the index alone says which records match: to find them all takes a
// few milliseconds.
func isIndexOnly(records *store.Records, m Matcher) bool { return planFor(records, m).textReads() == 0 }

// planFor returns the plan for a matcher, with what the index of a snapshot can look up.
func planFor(records *store.Records, m Matcher) plan {
	switch m := m.(type) {
	case All:
		return allPlan(plansFor(records, m))
	case Any:
		return anyPlan(plansFor(records, m))
	case notMatcher:
		return notPlan{planFor(records, m.Matcher)}
	case Set:
		return m
	case sinceMatcher:
		if m.from >= records.End() {
			return Set(nil)
		}
		return sincePlan{m.from, planFor(records, m.Matcher)}
	case nameMatcher:
		return m.plan(records)
	case InLog:
		return logPlan(func(log string) bool { return log == string(m) })
	case levelMatcher:
		return classPlan(func(c *store.RecordClass) bool { return m[c.Level&3] })
	case threadMatcher:
		return classPlan(func(c *store.RecordClass) bool { return c.Thread == uint32(m) })
	case IDs:
		return m.plan(records)
	case timeMatcher:
		return m
	case textMatcher:
		return m.plan(records)
	case idBeginning:
		return m.plan(records)
	case regexpMatcher:
		if m.literalGroups != nil {
			return literalPlan{literals: m.literalGroups[0], confirm: m.matches}
		}
	case articleMatcher:
		return m.plan(records)
	}
	return recordPlan{m}
}

// plansFor returns the plans for some matchers, the cheapest first.
func plansFor(records *store.Records, ms []Matcher) []plan {
	plans := make([]plan, len(ms))
	for i, m := range ms {
		plans[i] = planFor(records, m)
	}
	arrange.By(plans, func(a, b plan) int { return cmp.Compare(a.textReads(), b.textReads()) })
	return plans
}

func sumTextReads(plans []plan) (n int) {
	for _, p := range plans {
		n += p.textReads()
	}
	return n
}

// allPlan finds the records that all of its plans find.
type allPlan []plan

func (a allPlan) textReads() int { return sumTextReads(a) }

func (a allPlan) eval(s *pageScanner, candidates *pageBitmap) pageBitmap {
	left := *candidates
	for _, p := range a {
		if left.isEmpty() {
			break
		}
		left = p.eval(s, &left)
	}
	return left
}

// anyPlan finds the records that at least one of its plans finds.
type anyPlan []plan

func (a anyPlan) textReads() int { return sumTextReads(a) }

func (a anyPlan) eval(s *pageScanner, candidates *pageBitmap) (out pageBitmap) {
	left := *candidates
	for _, p := range a {
		if left.isEmpty() {
			break
		}
		found := p.eval(s, &left)
		out.union(&found)
		left.subtract(&found)
	}
	return out
}

// notPlan finds the records that its plan does not find.
type notPlan struct{ plan }

func (n notPlan) eval(s *pageScanner, candidates *pageBitmap) pageBitmap {
	out, found := *candidates, n.plan.eval(s, candidates)
	out.subtract(&found)
	return out
}

// textReads implements plan.
func (s Set) textReads() int { return 0 }

// eval implements plan.
func (s Set) eval(scanner *pageScanner, candidates *pageBitmap) (out pageBitmap) {
	if at := int(scanner.first / 64); at < len(s) {
		copy(out[:], s[at:])
	}
	for w := range out {
		out[w] &= candidates[w]
	}
	return out
}

// sincePlan finds what its plan finds of the records from one on.
type sincePlan struct {
	from event.RecordID
	plan
}

func (p sincePlan) eval(s *pageScanner, candidates *pageBitmap) pageBitmap {
	in := *candidates
	if in.clip(max(int(p.from)-int(s.first), 0), store.PageRecords); in.isEmpty() {
		return in
	}
	return p.plan.eval(s, &in)
}

// classPlan finds the records of the classes for which it returns true.
type classPlan func(*store.RecordClass) bool

func (p classPlan) textReads() int { return 0 }

func (p classPlan) eval(s *pageScanner, candidates *pageBitmap) (out pageBitmap) {
	classes, classOf := s.pageClasses()
	matched := make([]uint64, len(classes)) // 1 or 0
	for i := range classes {
		if p(&classes[i]) {
			matched[i] = 1
		}
	}
	for w, in := range candidates {
		if in == 0 {
			continue
		}
		word := uint64(0)
		for i, class := range classOf[w*64 : min(w*64+64, len(classOf))] {
			word |= matched[class] << i
		}
		out[w] = word & in
	}
	return out
}

// plan asks once about each name there is.
func (n nameMatcher) plan(records *store.Records) plan {
	if n.field == "log" {
		return logPlan(n.matchesName)
	}
	matched := map[string]bool{"": n.matchesName("")}
	for _, c := range records.Components() {
		matched[c] = n.matchesName(c)
	}
	return classPlan(func(c *store.RecordClass) bool { return matched[c.Component] })
}

// logPlan finds the records of the logs for whose names it returns true.
type logPlan func(log string) bool

func (p logPlan) textReads() int { return 0 }

func (p logPlan) eval(s *pageScanner, candidates *pageBitmap) (out pageBitmap) {
	log, matched := "", p("")
	s.eachRun(func(from int, run *store.RecordRun) {
		if run.Log != log {
			log, matched = run.Log, p(run.Log)
		}
		if matched {
			out.addRange(candidates, from, from+len(run.Sizes))
		}
	})
	return out
}

func (m timeMatcher) textReads() int { return 0 }

func (m timeMatcher) eval(s *pageScanner, candidates *pageBitmap) (out pageBitmap) {
	from, to := int64(-1<<63), int64(1<<63-1)
	if !m.from.IsZero() {
		from = m.from.UnixNano()
	}
	if !m.to.IsZero() {
		to = m.to.UnixNano()
	}
	candidates.each(func(i int) {
		if t := s.records.UTC(s.first + event.RecordID(i)); t >= from && t <= to {
			out.add(i)
		}
	})
	return out
}

// plan looks the ids up: the index has the records that name each.
func (g IDs) plan(records *store.Records) plan {
	return setOf(records, records.Mentioning(g.list()...))
}

// plan looks the number up if the index has numbers like it, and otherwise searches the text for
// it.
func (a articleMatcher) plan(records *store.Records) plan {
	if ids, posted := records.MentioningArticle(string(a.number.lower)); posted {
		return setOf(records, ids)
	}
	return literalPlan{literals: []*literal{a.number}, confirm: a.matches}
}

// plan searches the messages, of which the index may know that only some can contain the text. If
// the name of a component contains it, all records of that match.
func (t textMatcher) plan(records *store.Records) plan {
	var p plan = literalPlan{literals: []*literal{t.literal}}
	if ids, posted := records.KBCandidates(t.articleDigits()); posted {
		p = allPlan{setOf(records, ids), p}
	}
	component := nameMatcher{field: "component", substring: string(t.lower)}
	if slices.ContainsFunc(records.Components(), func(c string) bool { return t.index([]byte(c)) >= 0 }) {
		return anyPlan{component.plan(records), p}
	}
	return p
}

// articleDigits returns the digits after the first KB in the text, "" if there is none.
func (t textMatcher) articleDigits() string {
	_, number, _ := strings.Cut(string(t.lower), "kb")
	return number[:len(number)-len(strings.TrimLeft(number, "0123456789"))]
}

// recordPlan asks its matcher about one record after the other.
type recordPlan struct{ Matcher }

func (p recordPlan) textReads() int { return 4 }

func (p recordPlan) eval(s *pageScanner, candidates *pageBitmap) (out pageBitmap) {
	candidates.each(func(i int) {
		if p.Match(s.records, s.first+event.RecordID(i)) {
			out.add(i)
		}
	})
	return out
}
