package redact

import (
	"bytes"
	"strings"
	"sync"
)

// givenNames holds words of the vocabulary that are also names of people, as they are written then.
const givenNames = `Mark Will Grace Bill Grant Max Art Rich Pat Sue Rob Chase Dean Drew Faith Hope Joy May June April August Page Frank
	Ray Gene Guy Jean Penny Ruby Amber Crystal Dawn Eve Heather Ivy Olive Summer Autumn Carol Don Miles Norm Sandy Skip Tony Victor
	Wade Ward Warren Jack Bob Dick Nick Chip Buck Buddy Earl Duke Ace Cliff Glen Lance Pierce Trace Blaze Christian Constant Forest
	Hunter Mason Price Young Long Best Good Day Field Case Power Block Banks Bond Brown Black White Green Gray Hill Wood Stone Cook
	Park Street Strong Sharp Short Small Wise Rose Reed Read Rice Ford Fields Summers Winters Waters Bridges Brooks Marks Nickel`

// givenNeedles returns the words of givenNames with what is next to them in a full name.
var givenNeedles = sync.OnceValue(func() (all [][]byte) {
	for _, name := range strings.Fields(givenNames) {
		all = append(all, []byte(name+" "), []byte(", "+name))
	}
	return all
})

var (
	// A name before another, and behind one and a comma. Each has the given name first.
	givenAndFamily = compile(`(?:^|[^\p{L}\p{N}])(` + strings.Join(strings.Fields(givenNames), "|") + `) (\p{Lu}[\p{L}'-]+)`)
	familyAndGiven = compile(`(\p{Lu}[\p{L}'-]+), (` + strings.Join(strings.Fields(givenNames), "|") + `)(?:$|[^\p{L}\p{N}])`)
)

// learnPeople learns the words in a line that are names of people beside a word that is none of the
// vocabulary: Mark Zorawski.
func (r *Redactor) learnPeople(line []byte) {
	for _, needle := range givenNeedles() {
		if !bytes.Contains(line, needle) {
			continue
		}
		for _, m := range givenAndFamily().FindAllSubmatchIndex(line, -1) {
			if family := string(line[m[4]:m[5]]); !r.isHarmlessName(User, family) {
				r.learnAt(User, string(line[m[2]:m[3]]), place{after: " " + family})
			}
		}
		for _, m := range familyAndGiven().FindAllSubmatchIndex(line, -1) {
			if family := string(line[m[2]:m[3]]); !r.isHarmlessName(User, family) {
				r.learnAt(User, string(line[m[4]:m[5]]), place{before: family + ", "})
			}
		}
		return
	}
}
