package feed

import (
	"slices"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/store"
)

// describeLogs returns the logs that are read, by name, with what records hold of them. The caller
// holds the lock.
func (r *ingester) describeLogs(records *store.Records) []store.Log {
	byName := map[string]*logBuilder{}
	for _, l := range records.Logs() {
		byName[l.Name] = &logBuilder{log: store.Log{Name: l.Name, Files: l.Files, Path: l.File}, counts: l.Counts}
	}
	for name, st := range r.logs {
		s := byName[name]
		if s == nil {
			s = &logBuilder{log: store.Log{Name: name}}
			byName[name] = s
		}
		s.addStatus(st)
	}
	all := make([]store.Log, 0, len(byName))
	for _, s := range byName {
		all = append(all, s.build())
	}
	slices.SortFunc(all, func(a, b store.Log) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// logBuilder is what there is of one log.
type logBuilder struct {
	log    store.Log
	counts store.Counts
}

func (s *logBuilder) addStatus(st *stream) {
	l := &s.log
	l.State, l.Offset, l.Changed = st.status.State.String(), st.status.Offset, st.status.Changed
	l.Pending = int(st.pending.Load())
	l.Gaps = st.status.Gaps
	if st.status.Path != "" {
		l.Path = st.status.Path
	}
	if st.status.Err != nil {
		l.Err = st.status.Err.Error()
	}
}

// build names the format that most records have. In a log with a form, lines without it are damage.
func (s *logBuilder) build() store.Log {
	l := &s.log
	for f := range s.counts.ByFormat {
		if s.counts.ByFormat[f] > s.counts.ByFormat[l.Format] {
			l.Format = model.Format(f)
		}
	}
	l.Records, l.Damaged = s.counts.Records, s.counts.Damaged
	if l.Format == model.FormatPlain {
		l.Records += s.counts.Plain
	} else {
		l.Damaged += s.counts.Plain
	}
	l.Bytes = s.counts.Bytes
	if s.counts.First != 0 {
		l.First, l.Last = time.Unix(0, s.counts.First).UTC(), time.Unix(0, s.counts.Last).UTC()
	}
	return *l
}
