package doctor

import (
	"io"

	"ccmtail/internal/text"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/parsers"
	"ccmtail/store"
	"ccmtail/summary"
)

// Trial is how a rule of the user's did on a client's logs.
type Trial struct {
	Rule   parsers.UserRule
	Read   int            // retained records of the logs that it is about
	Fired  int            // those that fit its line and no rule before it
	Ended  int            // and those that fit the line that ends it
	First  event.RecordID // the first that fired
	Says   string         // what it said of that; untrusted
	Passed int            // records that fit its line, and the line of a rule before it
}

// TryRules returns how each rule does on a client. It reads every retained record once.
func TryRules(c *store.Client, rules *parsers.UserRules) []Trial {
	t := trials{own: map[string]logTrial{}}
	for _, r := range rules.Rules() {
		t.all = append(t.all, Trial{Rule: r})
	}
	for row := range c.Records.Len() {
		id := c.Records.ID(row)
		log, ok := t.own[c.Records.LogName(id)]
		if !ok {
			log = t.forLog(c.Records.LogName(id), rules)
			t.own[c.Records.LogName(id)] = log
		}
		if log.together != nil {
			t.read(log, id, c.Records.Message(id))
		}
	}
	return t.all
}

// trials collects how the rules do.
type trials struct {
	all []Trial
	own map[string]logTrial // by log
}

// logTrial reads the records of one log.
type logTrial struct {
	together *parsers.UserExtractor         // as all rules do, nil if none is about the log
	alone    map[int]*parsers.UserExtractor // and each by itself
}

func (t *trials) forLog(name string, rules *parsers.UserRules) logTrial {
	log := logTrial{together: rules.For(name), alone: map[int]*parsers.UserExtractor{}}
	for i := range t.all {
		if x := rules.Only(i).For(name); x != nil {
			log.alone[i] = x
		}
	}
	return log
}

func (t *trials) read(log logTrial, id event.RecordID, msg []byte) {
	fired := -1
	if e := log.together.Event(msg); e != nil {
		fired = int(e.Numbers[event.Rule]) - 1
		if of := &t.all[fired]; e.Holds() == event.No {
			of.Ended++
		} else {
			if of.Fired == 0 {
				of.First, of.Says = id, summary.Sentence(model.SentenceOfRule(e))
			}
			of.Fired++
		}
	}
	for i, x := range log.alone {
		t.all[i].Read++
		if i == fired || fired < 0 {
			continue
		}
		if e := x.Event(msg); e != nil && e.Holds() == event.Yes {
			t.all[i].Passed++
		}
	}
}

// WriteTrials writes how the rules did on a client to w, as text. lines are where they stand in the
// configuration. It returns the first error of w.
func WriteTrials(w io.Writer, c *store.Client, all []Trial, lines []int) error {
	p := printer{text.NewPrinter(w)}
	p.Line("%s  %s", c.Name, c.Path)
	if incomplete := summary.IncompleteText(c); incomplete != "" {
		p.Line("%s", incomplete)
	}
	for i := range all {
		t := &all[i]
		log := t.Rule.Log
		if log == "" {
			log = "all logs"
		}
		p.Line("")
		p.Line("rule %d, line %d of the configuration, on %s", i+1, lines[i], log)
		p.Line("  %s", t.Rule.Line)
		p.trial(c, t, log)
	}
	return p.Err()
}

// trial writes how one rule did.
func (p printer) trial(c *store.Client, t *Trial, log string) {
	switch {
	case t.Fired > 0:
		p.Line("  fits %s, the first at %s:%d", summary.Count(t.Fired, "record"), c.Records.FileNameOf(t.First), c.Records.Line(t.First))
		p.Line("  and says: %s", t.Says)
	case t.Read == 0:
		p.Line("  NEVER: the source has no record of %s", log)
	case t.Passed > 0:
		p.Line("  NEVER: %s would fit, but a rule before it comes first", summary.Count(t.Passed, "record"))
	default:
		p.Line("  NEVER: it fits none of %s", summary.Count(t.Read, "record"))
	}
	if t.Fired > 0 && t.Passed > 0 {
		p.Line("  %s more would fit, but a rule before it comes first", summary.Count(t.Passed, "record"))
	}
	switch {
	case t.Rule.Until == "":
	case t.Ended > 0:
		p.Line("  is over at %s", summary.Count(t.Ended, "record"))
	default:
		p.Line("  is never over: no record fits until")
	}
}
