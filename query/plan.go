package query

import (
	"cmp"
	"slices"
	"strings"

	"ccmtail/model/event"
	"ccmtail/store"
)

// plan is how the records that a matcher wants are found on a page.
type plan interface {
	// among is those of some records of a page that are wanted.
	eval(l *pageScanner, some *pageBitmap) pageBitmap
	// texts is how many times it may look at the text: what does least is asked first.
	textReads() int
}

// IsIndexOnly says whether what a matcher wants is told by the index alone: then all of it is found about at once.
func IsIndexOnly(s *store.Records, m Matcher) bool { return planFor(s, m).textReads() == 0 }

// planFor is the plan for a matcher, by what is known of a snapshot.
func planFor(s *store.Records, m Matcher) plan {
	switch m := m.(type) {
	case All:
		return allPlan(plansFor(s, m))
	case Any:
		return anyPlan(plansFor(s, m))
	case notMatcher:
		return notPlan{planFor(s, m.Matcher)}
	case Set:
		return m
	case Since:
		if m.From >= s.End() {
			return Set(nil)
		}
		return sincePlan{m.From, planFor(s, m.Matcher)}
	case nameMatcher:
		return m.plan(s)
	case levelMatcher:
		return classPlan(func(k *store.RecordClass) bool { return m[k.Level&3] })
	case threadMatcher:
		return classPlan(func(k *store.RecordClass) bool { return k.Thread == uint32(m) })
	case IDs:
		return m.plan(s)
	case timeMatcher:
		return m
	case textMatcher:
		return m.plan(s)
	case regexpMatcher:
		if m.literalGroups != nil {
			return literalPlan{literals: m.literalGroups[0], confirm: m.matches}
		}
	case Article:
		return m.plan(s)
	}
	return recordPlan{m}
}

// plansFor is the plans for some matchers, the cheapest first.
func plansFor(s *store.Records, ms []Matcher) []plan {
	plans := make([]plan, len(ms))
	for i, m := range ms {
		plans[i] = planFor(s, m)
	}
	slices.SortStableFunc(plans, func(a, b plan) int { return cmp.Compare(a.textReads(), b.textReads()) })
	return plans
}

func sumTextReads(plans []plan) (n int) {
	for _, p := range plans {
		n += p.textReads()
	}
	return n
}

type allPlan []plan

func (a allPlan) textReads() int { return sumTextReads(a) }

func (a allPlan) eval(l *pageScanner, some *pageBitmap) pageBitmap {
	out := *some
	for _, p := range a {
		if out.isEmpty() {
			break
		}
		out = p.eval(l, &out)
	}
	return out
}

type anyPlan []plan

func (a anyPlan) textReads() int { return sumTextReads(a) }

func (a anyPlan) eval(l *pageScanner, some *pageBitmap) (out pageBitmap) {
	left := *some
	for _, p := range a {
		if left.isEmpty() {
			break
		}
		found := p.eval(l, &left)
		out.union(&found)
		left.subtract(&found)
	}
	return out
}

type notPlan struct{ plan }

func (n notPlan) eval(l *pageScanner, some *pageBitmap) pageBitmap {
	out, found := *some, n.plan.eval(l, some)
	out.subtract(&found)
	return out
}

// textReads implements plan.
func (b Set) textReads() int { return 0 }

// eval implements plan.
func (b Set) eval(l *pageScanner, some *pageBitmap) (out pageBitmap) {
	if at := int(l.first / 64); at < len(b) {
		copy(out[:], b[at:])
	}
	for w := range out {
		out[w] &= some[w]
	}
	return out
}

type sincePlan struct {
	from event.RecordID
	plan
}

func (s sincePlan) eval(l *pageScanner, some *pageBitmap) pageBitmap {
	in := *some
	if in.clip(max(int(s.from)-int(l.first), 0), store.PageRecords); in.isEmpty() {
		return in
	}
	return s.plan.eval(l, &in)
}

// classPlan wants the records of some kinds.
type classPlan func(*store.RecordClass) bool

func (k classPlan) textReads() int { return 0 }

func (k classPlan) eval(l *pageScanner, some *pageBitmap) (out pageBitmap) {
	all, of := l.pageClasses()
	wanted := make([]uint64, len(all))
	for i := range all {
		if k(&all[i]) {
			wanted[i] = 1
		}
	}
	for w, in := range some {
		if in == 0 {
			continue
		}
		word := uint64(0)
		for i, n := range of[w*64 : min(w*64+64, len(of))] {
			word |= wanted[n] << i
		}
		out[w] = word & in
	}
	return out
}

func (f nameMatcher) plan(s *store.Records) plan {
	if f.name == "log" {
		return logPlan{f}
	}
	wanted := map[string]bool{"": f.matchesName("")}
	for _, c := range s.Components() {
		wanted[c] = f.matchesName(c)
	}
	return classPlan(func(k *store.RecordClass) bool { return wanted[k.Component] })
}

// logPlan wants the records of logs whose name is wanted.
type logPlan struct{ nameMatcher }

func (f logPlan) textReads() int { return 0 }

func (f logPlan) eval(l *pageScanner, some *pageBitmap) (out pageBitmap) {
	last, wanted := "", f.matchesName("")
	l.eachRun(func(from int, s *store.RecordRun) {
		if s.Log != last {
			last, wanted = s.Log, f.matchesName(s.Log)
		}
		if wanted {
			these := *some
			these.clip(from, from+len(s.Sizes))
			out.union(&these)
		}
	})
	return out
}

func (d timeMatcher) textReads() int { return 0 }

func (d timeMatcher) eval(l *pageScanner, some *pageBitmap) (out pageBitmap) {
	from, to := int64(-1<<63), int64(1<<63-1)
	if !d.from.IsZero() {
		from = d.from.UnixNano()
	}
	if !d.to.IsZero() {
		to = d.to.UnixNano()
	}
	some.each(func(i int) {
		if t := l.records.UTC(l.first + event.RecordID(i)); t >= from && t <= to {
			out.add(i)
		}
	})
	return out
}

// plan looks the ids up: the store has the records that name each.
func (g IDs) plan(s *store.Records) plan {
	return SetOf(s, s.Mentioning(g.list()...))
}

// plan looks the number up, if it is like that of an article; else it is looked for.
func (a Article) plan(s *store.Records) plan {
	if records, posted := s.MentioningArticle(string(a.number.lower)); posted {
		return SetOf(s, records)
	}
	return literalPlan{literals: []*literal{a.number}, confirm: a.matches}
}

// recordPlan asks a matcher about each record.
type recordPlan struct{ Matcher }

func (a recordPlan) textReads() int { return 4 }

func (a recordPlan) eval(l *pageScanner, some *pageBitmap) (out pageBitmap) {
	some.each(func(i int) {
		if a.Match(l.records, l.first+event.RecordID(i)) {
			out.add(i)
		}
	})
	return out
}

// plan of a text: records of a component with the text in its name are wanted whatever they say.
func (t textMatcher) plan(s *store.Records) plan {
	var p plan = literalPlan{literals: []*literal{t.literal}}
	if records, posted := s.KBCandidates(t.articleDigits()); posted {
		p = allPlan{SetOf(s, records), p}
	}
	component := nameMatcher{name: "component", substring: string(t.lower)}
	if slices.ContainsFunc(s.Components(), func(c string) bool { return t.index([]byte(c)) >= 0 }) {
		return anyPlan{component.plan(s), p}
	}
	return p
}

// articleDigits is the digits behind the first KB in a text, "" without one.
func (t textMatcher) articleDigits() string {
	_, number, _ := strings.Cut(string(t.lower), "kb")
	return number[:len(number)-len(strings.TrimLeft(number, "0123456789"))]
}
