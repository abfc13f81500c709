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
	among(l *look, some *part) part
	// texts is how many times it may look at the text: what does least is asked first.
	texts() int
}

// Indexed says whether what a matcher wants is told by the index alone: then all of it is found about at once.
func Indexed(s *store.Records, m Matcher) bool { return prepared(s, m).texts() == 0 }

// prepared is the plan for a matcher, by what is known of a snapshot.
func prepared(s *store.Records, m Matcher) plan {
	switch m := m.(type) {
	case All:
		return allOf(preparedAll(s, m))
	case Any:
		return anyOf(preparedAll(s, m))
	case not:
		return noneOf{prepared(s, m.Matcher)}
	case Set:
		return m
	case Since:
		if m.From >= s.End() {
			return Set(nil)
		}
		return since{m.From, prepared(s, m.Matcher)}
	case field:
		return m.plan(s)
	case levels:
		return kinds(func(k *store.Kind) bool { return m[k.Level&3] })
	case thread:
		return kinds(func(k *store.Kind) bool { return k.Thread == uint32(m) })
	case IDs:
		return m.plan(s)
	case during:
		return m
	case text:
		return m.plan(s)
	case expression:
		if m.need != nil {
			return near{need: m.need[0], wants: m.in}
		}
	case Article:
		return m.plan(s)
	}
	return asked{m}
}

// preparedAll is the plans for some matchers, the cheapest first.
func preparedAll(s *store.Records, ms []Matcher) []plan {
	plans := make([]plan, len(ms))
	for i, m := range ms {
		plans[i] = prepared(s, m)
	}
	slices.SortStableFunc(plans, func(a, b plan) int { return cmp.Compare(a.texts(), b.texts()) })
	return plans
}

func textsOf(plans []plan) (n int) {
	for _, p := range plans {
		n += p.texts()
	}
	return n
}

type allOf []plan

func (a allOf) texts() int { return textsOf(a) }

func (a allOf) among(l *look, some *part) part {
	out := *some
	for _, p := range a {
		if out.empty() {
			break
		}
		out = p.among(l, &out)
	}
	return out
}

type anyOf []plan

func (a anyOf) texts() int { return textsOf(a) }

func (a anyOf) among(l *look, some *part) (out part) {
	left := *some
	for _, p := range a {
		if left.empty() {
			break
		}
		found := p.among(l, &left)
		out.or(&found)
		left.less(&found)
	}
	return out
}

type noneOf struct{ plan }

func (n noneOf) among(l *look, some *part) part {
	out, found := *some, n.plan.among(l, some)
	out.less(&found)
	return out
}

// texts implements plan.
func (b Set) texts() int { return 0 }

// among implements plan.
func (b Set) among(l *look, some *part) (out part) {
	if at := int(l.first / 64); at < len(b) {
		copy(out[:], b[at:])
	}
	for w := range out {
		out[w] &= some[w]
	}
	return out
}

type since struct {
	from event.RecordID
	plan
}

func (s since) among(l *look, some *part) part {
	in := *some
	if in.cut(max(int(s.from)-int(l.first), 0), store.Page); in.empty() {
		return in
	}
	return s.plan.among(l, &in)
}

// kinds wants the records of some kinds.
type kinds func(*store.Kind) bool

func (k kinds) texts() int { return 0 }

func (k kinds) among(l *look, some *part) (out part) {
	all, of := l.kind()
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

func (f field) plan(s *store.Records) plan {
	if f.name == "log" {
		return logs{f}
	}
	wanted := map[string]bool{"": f.wants("")}
	for _, c := range s.Components() {
		wanted[c] = f.wants(c)
	}
	return kinds(func(k *store.Kind) bool { return wanted[k.Component] })
}

// logs wants the records of logs whose name is wanted.
type logs struct{ field }

func (f logs) texts() int { return 0 }

func (f logs) among(l *look, some *part) (out part) {
	last, wanted := "", f.wants("")
	l.each(func(from int, s *store.Stretch) {
		if s.Log != last {
			last, wanted = s.Log, f.wants(s.Log)
		}
		if wanted {
			these := *some
			these.cut(from, from+len(s.Sizes))
			out.or(&these)
		}
	})
	return out
}

func (d during) texts() int { return 0 }

func (d during) among(l *look, some *part) (out part) {
	from, to := int64(-1<<63), int64(1<<63-1)
	if !d.from.IsZero() {
		from = d.from.UnixNano()
	}
	if !d.to.IsZero() {
		to = d.to.UnixNano()
	}
	some.each(func(i int) {
		if t := l.snap.UTC(l.first + event.RecordID(i)); t >= from && t <= to {
			out.add(i)
		}
	})
	return out
}

// plan looks the ids up: the store has the records that name each.
func (g IDs) plan(s *store.Records) plan {
	ids := make([]event.GUID, 0, len(g))
	for id, in := range g {
		if in {
			ids = append(ids, id)
		}
	}
	return Of(s, s.Naming(ids...))
}

// plan looks the number up, if it is like that of an article; else it is looked for.
func (a Article) plan(s *store.Records) plan {
	if records, posted := s.NamingArticle(string(a.number.low)); posted {
		return Of(s, records)
	}
	return near{need: []*literal{a.number}, wants: a.in}
}

// asked asks a matcher about each record.
type asked struct{ Matcher }

func (a asked) texts() int { return 4 }

func (a asked) among(l *look, some *part) (out part) {
	some.each(func(i int) {
		if a.Match(l.snap, l.first+event.RecordID(i)) {
			out.add(i)
		}
	})
	return out
}

// plan of a text: records of a component with the text in its name are wanted whatever they say.
func (t text) plan(s *store.Records) plan {
	var p plan = near{need: []*literal{t.literal}}
	if records, posted := s.WithKB(t.article()); posted {
		p = allOf{Of(s, records), p}
	}
	component := field{name: "component", want: string(t.low)}
	if slices.ContainsFunc(s.Components(), func(c string) bool { return t.index([]byte(c)) >= 0 }) {
		return anyOf{component.plan(s), p}
	}
	return p
}

// article is the digits behind the first KB in a text, "" without one.
func (t text) article() string {
	_, number, _ := strings.Cut(string(t.low), "kb")
	return number[:len(number)-len(strings.TrimLeft(number, "0123456789"))]
}
