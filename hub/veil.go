package hub

import (
	"ccmtail/model/event"
	"ccmtail/redact"
	"ccmtail/report"
)

// veil hides names in what a collector sends. Each name has a stand-in that is made of it with a secret key:
// the same after a restart, and from any collector with the same key. What tells events apart and where a
// collector goes on, keys and the identities and offsets of files, stays as it is. A nil veil hides nothing.
type veil struct {
	key   []byte
	seeds []string // names that are known from the beginning
	names *redact.Redactor
	texts map[string]string // without names, as of so many that were learnt
	size  int
}

// maxNames is how many names are kept, and maxHidden how many texts. Then both are begun anew: they only help
// to find what is called otherwise a word like any other.
const (
	maxNames  = 50_000
	maxHidden = 10_000
)

// newVeil returns a veil that knows the names of clients.
func newVeil(key []byte, clients []string) *veil {
	v := &veil{key: key, seeds: clients}
	v.begin()
	return v
}

func (v *veil) begin() {
	v.names, v.texts = redact.NewKeyed(v.key), map[string]string{}
	for _, name := range v.seeds {
		v.names.LearnName(redact.Host, name)
	}
}

// name returns the stand-in of a client or a collector.
func (v *veil) name(s string) string {
	if v == nil {
		return s
	}
	return v.names.StandInOf(redact.Host, s)
}

// fingerprint returns by what the key is recognised, "" where there is none.
func (v *veil) fingerprint() string {
	if v == nil {
		return ""
	}
	return v.names.Fingerprint()
}

// log returns the name of a log or of a file of it without what may be a name.
func (v *veil) log(name string) string {
	if v == nil || name == "" {
		return name
	}
	return v.names.LogName(name)
}

// learn learns the names in texts before the first of them is sent.
func (v *veil) learn(texts ...string) {
	if v.names.Size() > maxNames {
		v.begin()
	}
	for _, s := range texts {
		if _, known := v.texts[s]; !known && s != "" {
			v.names.Learn([]byte(s + "\n"))
		}
	}
}

// text returns a text without names.
func (v *veil) text(s string) string {
	v.learn(s)
	if n := v.names.Size(); n != v.size || len(v.texts) > maxHidden {
		v.size = n
		clear(v.texts)
	}
	if hidden, known := v.texts[s]; known {
		return hidden
	}
	hidden := string(v.names.Apply([]byte(s)))
	v.texts[s] = hidden
	return hidden
}

// hide hides the names in texts, in place.
func (v *veil) hide(texts ...*string) {
	for _, s := range texts {
		if *s != "" {
			*s = v.text(*s)
		}
	}
}

// change hides the names in a change.
func (v *veil) change(c *report.Change) {
	if v == nil {
		return
	}
	c.Client, c.Log, c.File = v.name(c.Client), v.log(c.Log), v.log(c.File)
	for _, s := range []**string{&c.Evidence, &c.Text, &c.Title} { // the record first: it has more around its names
		if *s != nil {
			hidden := v.text(**s)
			*s = &hidden
		}
	}
	if c.ID != nil && !isID(*c.ID) {
		hidden := v.text(*c.ID)
		c.ID = &hidden
	}
}

// isID reports whether a text is a GUID or the id of a finding of this program.
func isID(s string) bool {
	if _, n := event.ParseGUID(s); n == len(s) && n > 0 {
		return true
	}
	return len(s) == 3 && (s[0] == 'F' || s[0] == 'U') && s[1]-'0' < 10 && s[2]-'0' < 10
}

// client hides the names in a summary. Its path is left out.
func (v *veil) client(c *ClientSummary) {
	if v == nil {
		return
	}
	v.learn(c.Path, c.Error)
	c.Name, c.Path = v.name(c.Name), ""
	v.hide(&c.Error, &c.Incomplete, &c.Replaced, &c.Verdict)
	for i := range c.Updates {
		v.hide(&c.Updates[i].Title, &c.Updates[i].Reason)
	}
	for i := range c.Causes {
		v.hide(&c.Causes[i].Text)
		if !isID(c.Causes[i].ID) {
			v.hide(&c.Causes[i].ID)
		}
	}
	for i := range c.Stuck {
		s := &c.Stuck[i]
		v.hide(&s.Why)
		s.Log, s.File = v.log(s.Log), v.log(s.File)
	}
}
