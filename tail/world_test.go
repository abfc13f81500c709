package tail

import (
	"path/filepath"
	"strings"
	"testing"
)

// What happens to logs on real clients, as scripts. After each step, the follower gets the time to
// look, unless the step says noLook.

var (
	worldDir  = filepath.Join("c", "Logs")
	worldLive = filepath.Join(worldDir, "A.log")
	worldLo   = filepath.Join(worldDir, "A.lo_")
)

// worldRolled returns the path of a rolled file.
func worldRolled(hour string) string { return filepath.Join(worldDir, "A-20260316-"+hour+"0000.log") }

// step is a step of a script.
type step struct {
	do   func(m *memFS)
	want string // the text of all generations after it, joined by "|"; or noLook
}

// noLook says that the follower does not look after a step.
const noLook = ""

func wrote(path, text, want string) step {
	return step{func(m *memFS) { m.write(path, text) }, want}
}

func renamed(from, to, want string) step {
	return step{func(m *memFS) { m.rename(from, to) }, want}
}

func removed(path, want string) step {
	return step{func(m *memFS) { m.remove(path) }, want}
}

func replaced(path, text, want string) step {
	return step{func(m *memFS) { m.replace(path, text) }, want}
}

// numbered returns lines with the numbers from until to.
func numbered(from, to int) string {
	var b strings.Builder
	for i := from; i < to; i++ {
		b.WriteString(scriptLine(i) + "\n")
	}
	return b.String()
}

var longText = strings.Repeat("0123456789", 100)

// worlds holds the scripts by what happens in them.
var worlds = map[string]struct {
	before map[string]string // the files at the start
	steps  []step
	gaps   int // how many generations begin with a gap
}{
	"grows by halves": {
		map[string]string{worldLive: "one"},
		[]step{wrote(worldLive, " two\n", "one two\n"), wrote(worldLive, "three", "one two\nthree")}, 0},
	"history is read oldest first": {
		map[string]string{worldRolled("02"): "b", worldRolled("01"): "a", worldLo: "c", worldLive: "d"},
		[]step{wrote(worldLive, "e", "a|b|c|de")}, 0},
	"rolled with a time in its name": {
		map[string]string{worldLive: "one"},
		[]step{wrote(worldLive, "two", noLook), renamed(worldLive, worldRolled("01"), noLook), wrote(worldLive, "three", "onetwo|three")}, 0},
	"rolled to lo_ over an older one": {
		map[string]string{worldLo: "zero", worldLive: "one"},
		[]step{wrote(worldLive, "two", noLook), renamed(worldLive, worldLo, noLook), wrote(worldLive, "three", "zero|onetwo|three")}, 0},
	"rolled and not yet recreated": {
		map[string]string{worldLive: "one"},
		[]step{wrote(worldLive, "two", noLook), renamed(worldLive, worldLo, "onetwo|"[:6]), wrote(worldLive, "three", "onetwo|three")}, 0},
	"rolled three times between two looks": {
		map[string]string{worldLive: "one"},
		[]step{
			renamed(worldLive, worldRolled("01"), noLook), wrote(worldLive, "two", noLook),
			renamed(worldLive, worldRolled("02"), noLook), wrote(worldLive, "three", noLook),
			renamed(worldLive, worldRolled("03"), noLook), wrote(worldLive, "four", "one|two|three|four")}, 0},
	"rolled twice to lo_ between two looks": {
		map[string]string{worldLive: "one"},
		[]step{
			renamed(worldLive, worldLo, noLook), wrote(worldLive, "two", noLook),
			renamed(worldLive, worldLo, noLook), wrote(worldLive, "three", "one|two|three")}, 1},
	"rolled three times to lo_ between two looks": {
		map[string]string{worldLive: "one"},
		[]step{
			renamed(worldLive, worldLo, noLook), wrote(worldLive, "lost", noLook),
			renamed(worldLive, worldLo, noLook), wrote(worldLive, "three", noLook),
			renamed(worldLive, worldLo, noLook), wrote(worldLive, "four", "one|three|four")}, 1},
	"rolled twice and nothing written since": {
		map[string]string{worldLive: "one"},
		[]step{renamed(worldLive, worldLo, noLook), wrote(worldLive, "two", noLook), renamed(worldLive, worldLo, "one|two")}, 1},
	"rolled in the middle of a record, and the next file begins the same": {
		map[string]string{worldLive: "<11 0"},
		[]step{
			wrote(worldLive, "one>", noLook), renamed(worldLive, worldLo, noLook), wrote(worldLive, "<11 0two>", "<11 0one>|<11 0two>"),
			wrote(worldLive, "x", "<11 0one>|<11 0two>x")}, 0},
	"emptied": {
		map[string]string{worldLive: "one"},
		[]step{replaced(worldLive, "", "one|"), wrote(worldLive, "two", "one|two")}, 1},
	"emptied and grown again, shorter": {
		map[string]string{worldLive: "one\n"},
		[]step{replaced(worldLive, "2\n", "one\n|2\n")}, 1},
	"emptied and grown again to the same size": {
		map[string]string{worldLive: "one\n"},
		[]step{replaced(worldLive, "two\n", "one\n|two\n")}, 1},
	"emptied and grown again past the old offset": {
		map[string]string{worldLive: "one\n"},
		[]step{replaced(worldLive, "two\nthree\n", "one\n|two\nthree\n")}, 1},
	"rewritten far before the offset": {
		map[string]string{worldLive: "one" + longText + longText},
		[]step{replaced(worldLive, "two"+longText+longText, "one"+longText+longText+"|two"+longText+longText)}, 1},
	"cut back to a part of itself": {
		map[string]string{worldLive: numbered(0, 20)},
		[]step{
			replaced(worldLive, numbered(0, 10), numbered(0, 20)), wrote(worldLive, "more\n", numbered(0, 20)+"|more\n"),
			wrote(worldLive, "and more\n", numbered(0, 20)+"|more\nand more\n")}, 1},
	"cut back to a part of itself and grown again": {
		map[string]string{worldLive: numbered(0, 20)},
		[]step{
			replaced(worldLive, numbered(0, 10)+numbered(30, 60), numbered(0, 20)+"|"+numbered(30, 60)),
			replaced(worldLive, numbered(0, 10)+numbered(30, 40), numbered(0, 20)+"|"+numbered(30, 60)),
			wrote(worldLive, "more", numbered(0, 20)+"|"+numbered(30, 60)+"|more")}, 2},
	"cut back within a line": {
		map[string]string{worldLive: numbered(0, 20)},
		[]step{replaced(worldLive, numbered(0, 10)+"line", numbered(0, 20)+"|line"), wrote(worldLive, "more", numbered(0, 20)+"|linemore")}, 1},
	"replaced by a part of itself": {
		map[string]string{worldLive: numbered(0, 20)},
		[]step{removed(worldLive, noLook), wrote(worldLive, numbered(0, 10)+"more", numbered(0, 20)+"|more")}, 0},
	"copied away and emptied": {
		map[string]string{worldLive: "one" + longText},
		[]step{
			wrote(worldLive, "two", noLook), wrote(worldRolled("01"), "one"+longText+"two", noLook),
			replaced(worldLive, "", "one"+longText+"two|"),
			wrote(worldLive, "three", "one"+longText+"two|three"),
			renamed(worldLive, worldRolled("02"), noLook), wrote(worldLive, "four", "one"+longText+"two|three|four")}, 0},
	"copied away and emptied twice between two looks": {
		map[string]string{worldLive: "one" + longText},
		[]step{
			wrote(worldLive, "two", noLook), wrote(worldRolled("01"), "one"+longText+"two", noLook),
			replaced(worldLive, "three", noLook), wrote(worldRolled("02"), "three", noLook),
			replaced(worldLive, "four", "one"+longText+"two|three|four"), wrote(worldLive, "five", "one"+longText+"two|three|fourfive")}, 0},
	"copied to lo_ and emptied twice between two looks": {
		map[string]string{worldLive: "one"},
		[]step{
			wrote(worldLive, "lost", noLook), replaced(worldLo, "onelost", noLook),
			replaced(worldLive, "two", noLook), replaced(worldLo, "two", noLook),
			replaced(worldLive, "3", "one|two|3")}, 1},
	"deleted and recreated, smaller": {
		map[string]string{worldLive: "first"},
		[]step{removed(worldLive, noLook), wrote(worldLive, "2", "first|2")}, 0},
	"deleted and recreated at the same size": {
		map[string]string{worldLive: "first"},
		[]step{removed(worldLive, noLook), wrote(worldLive, "other", "first|other")}, 0},
	"deleted and recreated, larger": {
		map[string]string{worldLive: "first"},
		[]step{removed(worldLive, noLook), wrote(worldLive, "much longer", "first|much longer")}, 0},
	"deleted, and recreated much later": {
		map[string]string{worldLive: "first"},
		[]step{removed(worldLive, "first"), wrote(worldLive, "other", "first|other")}, 0},
	"moved away and back": {
		map[string]string{worldLive: "first"},
		[]step{
			renamed(worldLive, filepath.Join(worldDir, "x", "A.log"), "first"),
			renamed(filepath.Join(worldDir, "x", "A.log"), worldLive, "first"),
			wrote(worldLive, "more", "firstmore")}, 0},
	"replaced by a longer copy of itself": {
		map[string]string{worldLive: "first" + longText},
		[]step{removed(worldLive, noLook), wrote(worldLive, "first"+longText+" and more", "first"+longText+" and more")}, 0},
	"created late": {
		map[string]string{filepath.Join(worldDir, "B.log"): "b"},
		[]step{wrote(worldLive, "one", "one")}, 0},
	"created and rolled between two looks": {
		map[string]string{filepath.Join(worldDir, "B.log"): "b"},
		[]step{wrote(worldLive, "one", noLook), renamed(worldLive, worldLo, noLook), wrote(worldLive, "two", "one|two")}, 0},
	"folder appears later": {
		nil, []step{wrote(worldLive, "one", "one"), wrote(worldLive, "two", "onetwo")}, 0},
	"folder goes away and comes back": {
		map[string]string{worldLive: "one"},
		[]step{renamed(worldLive, "elsewhere", "one"), renamed("elsewhere", worldLive, "one"), wrote(worldLive, "two", "onetwo")}, 0},
	"NUL padding that is written over": {
		map[string]string{worldLive: "one\x00\x00\x00\x00"},
		[]step{replaced(worldLive, "onetwo\x00\x00", "onetwo"), replaced(worldLive, "onetwo\x00three", "onetwo\x00three")}, 0},
	"NUL padding in a rolled file": {
		map[string]string{worldLo: "one\x00\x00", worldLive: "two"},
		[]step{wrote(worldLive, "three", "one\x00\x00|twothree")}, 0},
	"empty files": {
		map[string]string{worldLo: "", worldLive: ""},
		[]step{renamed(worldLive, worldRolled("01"), noLook), wrote(worldLive, "x", "|x")}, 0},
}

// layers holds kinds of file systems.
var layers = map[string]func(*memFS){
	"plain":                    func(*memFS) {},
	"short reads":              func(m *memFS) { m.short = true },
	"indexes are used again":   func(m *memFS) { m.reuse = true },
	"a new index at each open": func(m *memFS) { m.unstable = true },
	"indexes by path":          func(m *memFS) { m.byPath = true },
	"no indexes":               func(m *memFS) { m.noIndex = true },
}

func TestWorld(t *testing.T) {
	for _, layer := range sortedKeys(layers) {
		for _, name := range sortedKeys(worlds) {
			t.Run(layer+"/"+name, func(t *testing.T) { testWorld(t, name, layers[layer], false) })
		}
	}
}

// testWorld runs a script, with a follower or by visits.
func testWorld(t *testing.T, name string, change func(*memFS), byVisits bool) {
	world, read := worlds[name], (*Source).Run
	if byVisits {
		read = visitOften
	}
	m := newMemFS()
	change(m)
	for _, path := range sortedKeys(world.before) {
		m.write(path, world.before[path])
	}
	inBubbleRead(t, m, worldDir, Options{}, read, func(c *collector) {
		for i, s := range world.steps {
			s.do(m)
			if s.want == noLook {
				continue
			}
			settle()
			if got := strings.Trim(c.text("A.log"), "|"); got != strings.Trim(s.want, "|") {
				t.Errorf("after step %d:\n got %.300q\nwant %.300q%s", i+1, got, s.want, c)
				return
			}
		}
		switch gaps := c.log("A.log").status.Gaps; {
		case m.unstable || m.noIndex || byVisits && gaps > world.gaps: // which cannot always be excluded
		case gaps != world.gaps:
			t.Errorf("%d gaps, want %d%s", gaps, world.gaps, c)
		}
	})
}
