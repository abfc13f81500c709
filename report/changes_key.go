package report

import (
	"cmp"
	"fmt"
	"hash/fnv"

	"ccmtail/store"
)

// changeKey returns the key of a change. No other change of the client has it, and the same change
// has it whenever and wherever its file is read: after a restart of the program, after the file was
// rolled, on another computer. It says which file, where in it the record begins, and which of the
// changes that the record shows. The last is a hash of what has changed into what and no number,
// since a file that is read later may show more of them.
func (s clientDocs) changeKey(ch *change) string {
	e, log := ch.evidence, ch.evidence.Log().String()
	what := hashOf(ch.Kind, orEmpty(ch.ID), ch.subject, ch.To)
	return fmt.Sprintf("%s-%d-%08x", cmp.Or(s.Records.FileIdentity(log, int(e.Generation)), unknownFile(log)), e.Offset, what)
}

// gapKey returns the key of the gaps of a log that are told now. What a program could not read is no
// record of the log, so another run may not have them.
func gapKey(c *store.Client, l *store.Log) string {
	newest := l.Files - 1
	return fmt.Sprintf("%s-gap-%d", cmp.Or(c.Records.FileIdentity(l.Name, newest), unknownFile(l.Name)), l.Gaps)
}

// gapKeyAt returns the key of a gap behind a place in a file.
func gapKeyAt(file string, offset int64) string { return fmt.Sprintf("%s-%d-gap", file, offset) }

// unknownFile stands for the identity of a file of which nothing could be read.
func unknownFile(log string) string { return fmt.Sprintf("%016x", uint64(hashOf(log))) }

// hashOf returns a hash of words.
func hashOf(words ...string) uint32 {
	h := fnv.New32a()
	for _, w := range words {
		h.Write([]byte(w))
		h.Write([]byte{0})
	}
	return h.Sum32()
}
