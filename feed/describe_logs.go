package feed

import (
	"slices"
	"strings"
	"time"

	"ccmtail/internal/arrange"
	"ccmtail/model"
	"ccmtail/store"
	"ccmtail/tail"
)

// describeLogs returns all logs, those of records and those being read, sorted by name. retries
// says that what cannot be read is tried again. The caller holds in.mu.
func (in *ingester) describeLogs(records *store.Records, retries bool) []store.Log {
	byName := map[string]*logBuilder{}
	for _, l := range records.Logs() {
		byName[l.Name] = &logBuilder{log: store.Log{Name: l.Name, Files: l.Files, Path: l.File}, counts: l.Counts}
	}
	for name, s := range in.logs {
		b := byName[name]
		if b == nil {
			b = &logBuilder{log: store.Log{Name: name}}
			byName[name] = b
		}
		b.addStatus(s)
		b.log.Unread = s.unread(retries)
	}
	all := make([]store.Log, 0, len(byName))
	for _, b := range byName {
		all = append(all, b.build())
	}
	arrange.By(all, func(a, b store.Log) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// logBuilder collects what is known of one log.
type logBuilder struct {
	log    store.Log
	counts store.Counts
}

// addStatus sets what the stream knows of the live file.
func (b *logBuilder) addStatus(s *stream) {
	l := &b.log
	l.State, l.Offset, l.Changed = s.status.State.String(), s.status.Offset, s.status.Changed
	l.Pending = int(s.pending.Load())
	l.Gaps = s.status.Gaps
	if s.status.Path != "" {
		l.Path = s.status.Path
	}
	if s.status.Err != nil {
		l.Err = s.status.Err.Error()
	}
}

// unread returns the files that could not be read. Where that is tried again, the present trouble
// counts, and a file that has gone will be replaced.
func (s *stream) unread(retries bool) []string {
	switch {
	case !retries:
		return slices.Clone(s.failures)
	case s.status.Err == nil || s.status.State == tail.StateGone:
		return nil
	}
	return []string{s.status.Failure()}
}

// build returns the log with its counts. Its format is the one most records have; where that is a
// known one, lines without a format are damage.
func (b *logBuilder) build() store.Log {
	l := &b.log
	for f := range b.counts.ByFormat {
		if b.counts.ByFormat[f] > b.counts.ByFormat[l.Format] {
			l.Format = model.Format(f)
		}
	}
	l.Records, l.Damaged = b.counts.Records, b.counts.Damaged
	if l.Format == model.FormatPlain {
		l.Records += b.counts.Plain
	} else {
		l.Damaged += b.counts.Plain
	}
	l.Bytes = b.counts.Bytes
	if b.counts.First != 0 {
		l.First, l.Last = time.Unix(0, b.counts.First).UTC(), time.Unix(0, b.counts.Last).UTC()
	}
	return *l
}
