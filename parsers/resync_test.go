package parsers

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ccmtail/model"
)

// frameFrom returns frameAll with a NewMidFileFramer for a text that begins at offset from of its
// file. The records have no line numbers, which are not known.
func frameFrom(t *testing.T, from int, chunks ...string) []record {
	t.Helper()
	f := NewMidFileFramer()
	var all []record
	offset := from
	for i, chunk := range chunks {
		f.Feed([]byte(chunk), i == len(chunks)-1, func(skipped int, text []byte, frames []model.Frame) {
			offset += skipped
			at := 0
			for _, fr := range frames {
				all = append(all, record{
					string(text[at+fr.Head : at+fr.Size-fr.Tail]), fr.Component, fr.Wall, fr.Bias, fr.Thread,
					fr.Level, fr.Flags, fr.Format, 0, offset,
				})
				offset, at = offset+fr.Size, at+fr.Size
			}
			if at != len(text) {
				t.Fatalf("the frames cover %d bytes of %d", at, len(text))
			}
		})
	}
	if end := from + len(strings.Join(chunks, "")); offset != end {
		t.Fatalf("frames and skipped text end at %d, the text at %d", offset, end)
	}
	return all
}

func TestFromTheMiddleTheRecordsAreThoseFoundFromTheStart(t *testing.T) {
	text := mixed + "\n" + strings.TrimPrefix(mixed, "\ufeff") + "\r\n\r\n" + mixed
	want := frameAll(t, text)
	for i := range want {
		want[i].Line = 0
	}
	rng := rand.New(rand.NewPCG(5, 5))
	for cut := range len(text) {
		n := strings.IndexByte(text[cut:], '\n') + 1
		if n == 0 {
			break // this is the last line
		}
		from := cut + n
		got := frameFrom(t, from, text[from:])
		if len(got) > len(want) || !slices.Equal(got, want[len(want)-len(got):]) {
			t.Fatalf("from %d (%.60q):\n%v\nwant the last of\n%v", from, text[from:], got, want)
		}
		if len(got) == 0 && from < len(text)-len(mixed)/2 {
			t.Fatalf("from %d (%.60q): no records", from, text[from:])
		}
		first := min(len(text), from+400+rng.IntN(400)) // long enough to hold a delimiter
		again := frameFrom(t, from, append([]string{text[from:first]}, randomChunks(text[first:], rng)...)...)
		if len(again) > len(want) || !slices.Equal(again, want[len(want)-len(again):]) {
			t.Fatalf("from %d, the first chunk of %d bytes:\n%v\nwant the last of\n%v", from, first-from, again, want)
		}
	}
}

func TestFromTheMiddleTheSecondWholeRecordIsTheFirst(t *testing.T) {
	var text strings.Builder
	for i := range 20 {
		fmt.Fprintf(&text, "<![LOG[%d\r\nand more]LOG]!><time=\"22:20:%02d.915+360\" date=\"05-23-2017\""+
			" component=\"A\" context=\"\" type=\"1\" thread=\"1\" file=\"\">\r\n", i, i)
	}
	for _, c := range []struct{ at, want string }{{"<![LOG[7", "8\r\nand more"}, {"and more]LOG]!><time=\"22:20:07", "8\r\nand more"}} {
		from := strings.Index(text.String(), c.at)
		if got := frameFrom(t, from, text.String()[from:]); got[0].Message != c.want {
			t.Errorf("from %q the first record is %q, want %q", c.at, got[0].Message, c.want)
		}
	}
}

func TestFromTheMiddleOfLines(t *testing.T) {
	var text strings.Builder
	for i := range 50 {
		fmt.Fprintf(&text, "2014-02-09\t19:15:%02d:130\t 800\ted0\tAgent\tline %d\r\n", i, i)
		if i%7 == 0 {
			text.WriteString("  and what follows it\r\n\r\n")
		}
	}
	from := strings.Index(text.String(), "2014-02-09\t19:15:20")
	got := frameFrom(t, from, text.String()[from:])
	if len(got) != 50-21+6 || got[0].Message != "line 21" {
		t.Errorf("%d records, the first %q", len(got), got[0].Message)
	}
}
