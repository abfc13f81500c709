package tail

import (
	"path/filepath"
	"strings"
	"testing"
)

// What happens to logs in the world, told as scripts: each step is carried out,
// then the follower has time to notice, or does not where the step is quick.

var (
	dir  = filepath.Join("c", "Logs")
	live = filepath.Join(dir, "A.log")
	lo   = filepath.Join(dir, "A.lo_")
)

func stamped(hour string) string { return filepath.Join(dir, "A-20260316-"+hour+"0000.log") }

type step struct {
	do   func(m *memFS)
	want string // text of all generations, joined by "|"; "" for: do not look yet
}

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

const quick = ""

var long = strings.Repeat("0123456789", 100)

var worlds = map[string]struct {
	before map[string]string
	steps  []step
	gaps   int
}{
	"grows by halves": {
		map[string]string{live: "one"},
		[]step{wrote(live, " two\n", "one two\n"), wrote(live, "three", "one two\nthree")}, 0},
	"history is read oldest first": {
		map[string]string{stamped("02"): "b", stamped("01"): "a", lo: "c", live: "d"},
		[]step{wrote(live, "e", "a|b|c|de")}, 0},
	"rolled with a time in its name": {
		map[string]string{live: "one"},
		[]step{wrote(live, "two", quick), renamed(live, stamped("01"), quick), wrote(live, "three", "onetwo|three")}, 0},
	"rolled to lo_ over an older one": {
		map[string]string{lo: "zero", live: "one"},
		[]step{wrote(live, "two", quick), renamed(live, lo, quick), wrote(live, "three", "zero|onetwo|three")}, 0},
	"rolled and not yet recreated": {
		map[string]string{live: "one"},
		[]step{wrote(live, "two", quick), renamed(live, lo, "onetwo|"[:6]), wrote(live, "three", "onetwo|three")}, 0},
	"rolled three times between two looks": {
		map[string]string{live: "one"},
		[]step{
			renamed(live, stamped("01"), quick), wrote(live, "two", quick),
			renamed(live, stamped("02"), quick), wrote(live, "three", quick),
			renamed(live, stamped("03"), quick), wrote(live, "four", "one|two|three|four")}, 0},
	"rolled twice to lo_ between two looks": {
		map[string]string{live: "one"},
		[]step{
			renamed(live, lo, quick), wrote(live, "two", quick),
			renamed(live, lo, quick), wrote(live, "three", "one|two|three")}, 1},
	"rolled three times to lo_ between two looks": {
		map[string]string{live: "one"},
		[]step{
			renamed(live, lo, quick), wrote(live, "lost", quick),
			renamed(live, lo, quick), wrote(live, "three", quick),
			renamed(live, lo, quick), wrote(live, "four", "one|three|four")}, 1},
	"rolled twice and nothing written since": {
		map[string]string{live: "one"},
		[]step{renamed(live, lo, quick), wrote(live, "two", quick), renamed(live, lo, "one|two")}, 1},
	"rolled in the middle of a record, and the next file begins the same": {
		map[string]string{live: "<11 0"},
		[]step{
			wrote(live, "one>", quick), renamed(live, lo, quick), wrote(live, "<11 0two>", "<11 0one>|<11 0two>"),
			wrote(live, "x", "<11 0one>|<11 0two>x")}, 0},
	"emptied": {
		map[string]string{live: "one"},
		[]step{replaced(live, "", "one|"), wrote(live, "two", "one|two")}, 0},
	"emptied and grown again, shorter": {
		map[string]string{live: "one\n"},
		[]step{replaced(live, "2\n", "one\n|2\n")}, 0},
	"emptied and grown again to the same size": {
		map[string]string{live: "one\n"},
		[]step{replaced(live, "two\n", "one\n|two\n")}, 0},
	"emptied and grown again past the old offset": {
		map[string]string{live: "one\n"},
		[]step{replaced(live, "two\nthree\n", "one\n|two\nthree\n")}, 0},
	"rewritten far before the offset": {
		map[string]string{live: "one" + long + long},
		[]step{replaced(live, "two"+long+long, "one"+long+long+"|two"+long+long)}, 0},
	"copied away and emptied": {
		map[string]string{live: "one" + long},
		[]step{
			wrote(live, "two", quick), wrote(stamped("01"), "one"+long+"two", quick), replaced(live, "", "one"+long+"two|"),
			wrote(live, "three", "one"+long+"two|three"),
			renamed(live, stamped("02"), quick), wrote(live, "four", "one"+long+"two|three|four")}, 0},
	"deleted and recreated, smaller": {
		map[string]string{live: "first"},
		[]step{removed(live, quick), wrote(live, "2", "first|2")}, 0},
	"deleted and recreated at the same size": {
		map[string]string{live: "first"},
		[]step{removed(live, quick), wrote(live, "other", "first|other")}, 0},
	"deleted and recreated, larger": {
		map[string]string{live: "first"},
		[]step{removed(live, quick), wrote(live, "much longer", "first|much longer")}, 0},
	"deleted, and recreated much later": {
		map[string]string{live: "first"},
		[]step{removed(live, "first"), wrote(live, "other", "first|other")}, 0},
	"moved away and back": {
		map[string]string{live: "first"},
		[]step{renamed(live, filepath.Join(dir, "x", "A.log"), "first"), renamed(filepath.Join(dir, "x", "A.log"), live, "first"),
			wrote(live, "more", "firstmore")}, 0},
	"replaced by a longer copy of itself": {
		map[string]string{live: "first" + long},
		[]step{removed(live, quick), wrote(live, "first"+long+" and more", "first"+long+" and more")}, 0},
	"created late": {
		map[string]string{filepath.Join(dir, "B.log"): "b"},
		[]step{wrote(live, "one", "one")}, 0},
	"created and rolled between two looks": {
		map[string]string{filepath.Join(dir, "B.log"): "b"},
		[]step{wrote(live, "one", quick), renamed(live, lo, quick), wrote(live, "two", "one|two")}, 0},
	"folder appears later": {
		nil, []step{wrote(live, "one", "one"), wrote(live, "two", "onetwo")}, 0},
	"folder goes away and comes back": {
		map[string]string{live: "one"},
		[]step{renamed(live, "elsewhere", "one"), renamed("elsewhere", live, "one"), wrote(live, "two", "onetwo")}, 0},
	"NUL padding that is written over": {
		map[string]string{live: "one\x00\x00\x00\x00"},
		[]step{replaced(live, "onetwo\x00\x00", "onetwo"), replaced(live, "onetwo\x00three", "onetwo\x00three")}, 0},
	"NUL padding in a rolled file": {
		map[string]string{lo: "one\x00\x00", live: "two"},
		[]step{wrote(live, "three", "one\x00\x00|twothree")}, 0},
	"empty files": {
		map[string]string{lo: "", live: ""},
		[]step{renamed(live, stamped("01"), quick), wrote(live, "x", "|x")}, 0},
}

// layers are kinds of file systems.
var layers = map[string]func(*memFS){
	"plain":                    func(*memFS) {},
	"short reads":              func(m *memFS) { m.short = true },
	"indexes are used again":   func(m *memFS) { m.reuse = true },
	"a new index at each open": func(m *memFS) { m.unstable = true },
	"no indexes":               func(m *memFS) { m.noIndex = true },
}

func TestWorld(t *testing.T) {
	for _, layer := range sortedKeys(layers) {
		for _, name := range sortedKeys(worlds) {
			t.Run(layer+"/"+name, func(t *testing.T) { testWorld(t, name, layers[layer], layer) })
		}
	}
}

func testWorld(t *testing.T, name string, change func(*memFS), layer string) {
	world := worlds[name]
	m := newMemFS()
	change(m)
	for _, path := range sortedKeys(world.before) {
		m.write(path, world.before[path])
	}
	inBubble(t, m, dir, Options{}, func(c *collector) {
		for i, s := range world.steps {
			s.do(m)
			if s.want == quick {
				continue
			}
			settle()
			if got := strings.Trim(c.text("A.log"), "|"); got != strings.Trim(s.want, "|") {
				t.Errorf("after step %d:\n got %.300q\nwant %.300q%s", i+1, got, s.want, c)
				return
			}
		}
		if l := c.log("A.log"); (m.unstable || m.noIndex) == false && l.status.Gaps != world.gaps {
			t.Errorf("%d possible gaps, want %d%s", l.status.Gaps, world.gaps, c)
		}
	})
}
