package errcode

import (
	"fmt"
	"slices"
	"strings"
)

// Phase is the step of an update deployment in which a code came up. The zero Phase stands for one
// that is not known. Cloud and Microsoft may be added to a phase: Transfer | Cloud.
type Phase uint8

// The phases, in the order in which an update goes through them.
const (
	AnyPhase  Phase = iota // not known
	Scan                   // the scan against the software update point
	Location               // the request for the locations of a content
	Manifest               // the listing of a content's files
	Transfer               // the transfer of the files by BITS
	Hash                   // the check of a content's hash
	Cache                  // the client cache
	HandOver               // the copy to the Windows Update Agent
	Install                // the installation
	Restart                // the restart after an installation and what Windows does then
	Messaging              // messages to the management point

	numPhases int = iota
)

// What narrows a phase.
const (
	Cloud     Phase = 0x40 << iota // the other side is a cloud management gateway or cloud distribution point
	Microsoft                      // the update is one of Microsoft's own
)

// phaseWords are the names of the phases and how explanations say when something happens.
var phaseWords = [numPhases]struct{ name, when string }{
	AnyPhase:  {"any", "in any phase"},
	Scan:      {"scan", "at a scan"},
	Location:  {"location", "at the request for locations"},
	Manifest:  {"manifest", "at the listing of a content's files"},
	Transfer:  {"transfer", "at a transfer by BITS"},
	Hash:      {"hash", "at the check of the hash"},
	Cache:     {"cache", "in the client cache"},
	HandOver:  {"hand-over", "at the hand-over to the Windows Update Agent"},
	Install:   {"install", "at an installation"},
	Restart:   {"restart", "after the restart"},
	Messaging: {"messaging", "at a message to the management point"},
}

// String returns the phase's name, such as "scan" or "transfer+cloud".
func (p Phase) String() string {
	base := p &^ (Cloud | Microsoft)
	if int(base) >= numPhases {
		return fmt.Sprintf("Phase(%d)", uint8(p))
	}
	s := phaseWords[base].name
	if p&Cloud != 0 {
		s += "+cloud"
	}
	if p&Microsoft != 0 {
		s += "+microsoft"
	}
	return s
}

// narrowing returns what narrows the phase, as the beginning of a sentence.
func (p Phase) narrowing() string {
	switch p & (Cloud | Microsoft) {
	case Cloud:
		return "with a cloud source or gateway, "
	case Microsoft:
		return "for a Microsoft update, "
	}
	return ""
}

// parsePhase returns the phase of a name in an embedded table.
func parsePhase(name string) Phase {
	base, narrowed, _ := strings.Cut(name, "+")
	for p := range Phase(numPhases) {
		if phaseWords[p].name != base {
			continue
		}
		switch narrowed {
		case "":
			return p
		case "cloud":
			return p | Cloud
		case "microsoft":
			return p | Microsoft
		}
	}
	panic("errcode: bad phase in an embedded table: " + name)
}

// PhaseAdvice is what to do about a code in one phase.
type PhaseAdvice struct {
	Phase  Phase
	Advice string
}

// noAdvice stands in the table of advice where the advice of the code would be wrong.
const noAdvice = "-"

// Advice returns what to do about a code that came up in a phase: the advice for the phase, else the
// one that the code has in every phase, "" if there is none.
func Advice(code uint32, p Phase) string {
	if ownMeaning(code) != "" {
		return "" // ours may not go with the user's meaning
	}
	rows := embeddedTables().advice[hresult(code)]
	for _, narrowed := range [...]Phase{p, p &^ Microsoft, p &^ Cloud, p &^ (Cloud | Microsoft), AnyPhase} {
		i := slices.IndexFunc(rows, func(a PhaseAdvice) bool { return a.Phase == narrowed })
		switch {
		case i < 0:
		case rows[i].Advice == noAdvice:
			return ""
		default:
			return rows[i].Advice
		}
	}
	return Lookup(code).Action
}

// AdviceByPhase returns the advice for the phases in which it differs from Action.
func (info Info) AdviceByPhase() []PhaseAdvice {
	var differing []PhaseAdvice
	for _, a := range embeddedTables().advice[info.HRESULT] {
		if info.Known && info.Family != ownFamily && a.Advice != noAdvice && a.Advice != info.Action {
			differing = append(differing, a)
		}
	}
	return differing
}

// PhaseLines returns the advice of AdviceByPhase as lines: "at a scan: …". Phases with the same
// advice share a line.
func (info Info) PhaseLines() []string {
	var lines []string
	for rest := info.AdviceByPhase(); len(rest) > 0; {
		first := rest[0]
		when := first.Phase.narrowing() + phaseWords[first.Phase&^(Cloud|Microsoft)].when
		var others []PhaseAdvice
		for _, a := range rest[1:] {
			if a.Advice == first.Advice && a.Phase.narrowing() == first.Phase.narrowing() {
				when += " and " + phaseWords[a.Phase&^(Cloud|Microsoft)].when
			} else {
				others = append(others, a)
			}
		}
		lines = append(lines, when+": "+first.Advice)
		rest = others
	}
	return lines
}

// statusCode returns an HTTP status as BITS wraps it: 0x80190195 for 405.
func statusCode(status int) uint32 { return prefixHTTP<<16 | uint32(status)&0xFFFF }

// NoAnswer is what the client writes in place of an HTTP status where the server did not answer.
const NoAnswer = 600

// StatusMeaning returns what an HTTP status says about the server, as the end of a sentence about it:
// "answered 405 Method Not Allowed". It returns "gave no answer" for NoAnswer.
func StatusMeaning(status int) string {
	if words, ok := embeddedTables().statuses[status]; ok {
		return words
	}
	return fmt.Sprintf("answered %d", status)
}

// StatusAdvice returns what to do about an HTTP status that a server answered in a phase, "" if that
// is not known. It is the advice for the code in which BITS wraps the status.
func StatusAdvice(status int, p Phase) string { return Advice(statusCode(status), p) }
