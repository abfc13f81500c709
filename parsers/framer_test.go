package parsers

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"ccmtail/model"
)

// mixed has records of every format and with every kind of damage.
var mixed = "\ufeff" + strings.Join([]string{
	`<![LOG[Assignment {BC67FD70-E41A-48D6-BBF5-B7510E8573E8} has total CI = 2]LOG]!><time="22:20:42.915+360" date="05-23-2017" component="UpdatesDeploymentAgent" context="" type="1" thread="5096" file="updatesassignment.cpp:163">` + "\r\n",
	"<![LOG[DTS job {0D9C6A1E-33D7-4B44-A0A1-7C2F5E8B6D21} has completed:\r\n\tStatus : SUCCESS,\n\tElapsed\rtime : 1 seconds\n]LOG]!>" + `<time="22:20:43.001-480" date="05-23-2017" component="DataTransferService" context="" type="2" thread="7840" file="util.cpp:3436">` + "\r\n",
	`<![LOG[]LOG]!><time="22:20:43.002+00" date="05-23-2017" component="A" context="" type="0" thread="1" file="">`,
	`<![LOG[two on a line, with ] and ]]LOG]!><time="22:20:43.003+000" date="05-23-2017" component="B" context="" type="3" thread="2" file="">` + "\r\n\r\n\n",
	`and the end of a lost one]LOG]!><time="22:20:43.004-60" date="05-23-2017" component="C" context="" type="1" thread="3" file="x.cpp:1">` + "\n",
	"<![LOG[never ended\nat all\n",
	`<![LOG[quotes ]LOG]!> in its text]LOG]!><time="10:22:50.8422964" date="1-2-2015" component="SCClient" context="" type="0" thread="16" file="">` + "\n",
	`stray text before <![LOG[a head]LOG]!><time="22:21:00.7+000" date="05-23-2017" component="D" context="" type="" thread="" file="">` + "\n",
	`<![LOG[a tail that is cut]LOG]!><time="22:21:01.000+360" date="05-23-` + "\n",
	"PF: Triggered by WAIT_TIMEOUT  $$<SMS_COLLECTION_EVALUATOR><11-30-2022 01:08:33.184-60><thread=4844 (0x12EC)>\r\n",
	"Async searching completed.  WUAHandler 6/16/2009 7:35:32 PM 6488 (0x1958)\n",
	"2014-02-09\t19:15:26:130\t 800\ted0\tAgent\t** START **  Agent: Installing updates [CallerId = CcmExec]\r\n",
	"2021/07/13 18:08:48.8999963 3752  12076 ComApi          Reboot required = True\r\n",
	"2016-09-28 04:30:30, Info                  CBS    Loaded Servicing Stack\r\n",
	"2016-09-28 04:30:31, Error      [0x018005] CSI    0000002b (F) Failed\r\n",
	"{0D9C6A1E-33D7-4B44-A0A1-7C2F5E8B6D21}\t2017-12-12 19:46:19:636+0900\t1\t182 [AGENT_INSTALLING_FAILED]\t101\t{62A1C0B7-6B0E-4D2A-8F39-0A6E3B9D4C11}\t203\t80242015\tCcmExec\r\n",
	"  <LogErrorLine>2025-01-08 14:32:26, Error                 SP     Result = 0xC190020E</LogErrorLine>\r\n  <FailureData>Warning: a</FailureData>\r\n",
	"01-13-2016 17:56:42.541    ContentTransferManager    2752 (0xac0)    CTM job {62A1C0B7-6B0E-4D2A-8F39-0A6E3B9D4C11} begins\n",
	"plain text\n\nand its last line, without an end",
}, "")

// record is a record as a FrameFunc sees it.
type record struct {
	Message, Component string
	Wall               int64
	Bias               int16
	Thread             uint32
	Level              model.Level
	Flags              model.Flags
	Format             model.Format
	Line               int
	Offset             int
}

// frameAll returns the records of a text that comes in chunks. It fails if the frames do not tile
// the text, or name other lines than grep and sed do, which count line feeds. A text of nothing but a
// byte order mark has no records.
func frameAll(t testing.TB, chunks ...string) []record {
	t.Helper()
	var f Framer
	var all []record
	line, offset := 1, 0
	whole := strings.Join(chunks, "")
	for i, s := range chunks {
		chunk := []byte(s)
		f.Feed(chunk, i == len(chunks)-1, func(_ int, text []byte, frames []model.Frame) {
			at := 0
			for _, fr := range frames {
				if fr.Size <= 0 || fr.Head+fr.Tail > fr.Size || fr.Head > maxHeadLen {
					t.Fatalf("frame %+v", fr)
				}
				all = append(all, record{
					string(text[at+fr.Head : at+fr.Size-fr.Tail]), fr.Component, fr.Wall, fr.Bias, fr.Thread,
					fr.Level, fr.Flags, fr.Format, line + fr.LeadingLines, offset,
				})
				if want := 1 + strings.Count(whole[:offset+fr.Head], "\n"); line+fr.LeadingLines != want {
					t.Fatalf("%q begins at line %d, not %d, of %q", whole[offset:offset+fr.Size], want, line+fr.LeadingLines, whole)
				}
				line, offset, at = line+fr.Lines, offset+fr.Size, at+fr.Size
			}
			if at != len(text) || whole[offset-at:offset] != string(text) {
				t.Fatalf("the frames cover %d bytes of %d", at, len(text))
			}
		})
		clear(chunk) // the framer must not keep it
	}
	if offset != len(whole) && whole != string(byteOrderMark) {
		t.Fatalf("the frames cover %d bytes of %d", offset, len(whole))
	}
	return all
}

func TestMixedText(t *testing.T) {
	type want struct {
		message   string
		component string
		time      string
		bias      int16
		flags     model.Flags
		format    model.Format
	}
	z, u, d := model.Zoneless, model.Untimed, model.Damaged
	ccm := model.FormatCCM
	wants := []want{
		{"Assignment {BC67FD70-E41A-48D6-BBF5-B7510E8573E8} has total CI = 2", "UpdatesDeploymentAgent", "2017-05-23 22:20:42.915", 360, 0, ccm},
		{"DTS job {0D9C6A1E-33D7-4B44-A0A1-7C2F5E8B6D21} has completed:\r\n\tStatus : SUCCESS,\n\tElapsed\rtime : 1 seconds\n", "DataTransferService", "2017-05-23 22:20:43.001", -480, 0, ccm},
		{"", "A", "2017-05-23 22:20:43.002", 0, 0, ccm},
		{"two on a line, with ] and ]", "B", "2017-05-23 22:20:43.003", 0, z, ccm},
		{"and the end of a lost one", "C", "2017-05-23 22:20:43.004", -60, d, ccm},
		{"never ended\nat all", "", "2017-05-23 22:20:43.004", -60, d | u, ccm},
		{"quotes ]LOG]!> in its text", "SCClient", "2015-01-02 10:22:50.8422964", 0, z, ccm},
		{"stray text before ", "", "2015-01-02 10:22:50.8422964", 0, z | u, model.FormatPlain},
		{"a head", "D", "2017-05-23 22:21:00.007", 0, z, ccm},
		{"a tail that is cut", "", "2017-05-23 22:21:00.007", 0, d | z | u, ccm},
		{"PF: Triggered by WAIT_TIMEOUT", "SMS_COLLECTION_EVALUATOR", "2022-11-30 01:08:33.184", -60, 0, model.FormatLegacy},
		{"Async searching completed.", "WUAHandler", "2009-06-16 19:35:32", 0, z, model.FormatCMTrace},
		{"** START **  Agent: Installing updates [CallerId = CcmExec]", "Agent", "2014-02-09 19:15:26.13", 0, z, model.FormatWUClassic},
		{"Reboot required = True", "ComApi", "2021-07-13 18:08:48.8999963", 0, z, model.FormatWUDecoded},
		{"Loaded Servicing Stack", "CBS", "2016-09-28 04:30:30", 0, z, model.FormatCBS},
		{"0000002b (F) Failed", "CSI", "2016-09-28 04:30:31", 0, z, model.FormatCBS},
		{"182 [AGENT_INSTALLING_FAILED]\t101\t{62A1C0B7-6B0E-4D2A-8F39-0A6E3B9D4C11}\t203\t80242015\tCcmExec", "ReportingEvents", "2017-12-12 19:46:19.636", -540, 0, model.FormatReporting},
		{"<LogErrorLine>2025-01-08 14:32:26, Error                 SP     Result = 0xC190020E</LogErrorLine>", "SetupDiag", "2025-01-08 14:32:26", 0, z, model.FormatPlain},
		{"<FailureData>Warning: a</FailureData>", "SetupDiag", "2025-01-08 14:32:26", 0, z | u, model.FormatPlain},
		{"CTM job {62A1C0B7-6B0E-4D2A-8F39-0A6E3B9D4C11} begins", "ContentTransferManager", "2016-01-13 17:56:42.541", 0, z, model.FormatCMTrace},
		{"plain text", "", "2016-01-13 17:56:42.541", 0, z | u, model.FormatPlain},
		{"and its last line, without an end", "", "2016-01-13 17:56:42.541", 0, z | u, model.FormatPlain},
	}
	got := frameAll(t, mixed)
	if len(got) != len(wants) {
		t.Fatalf("%d records, want %d", len(got), len(wants))
	}
	for i, w := range wants {
		g := got[i]
		at := formatWall(g.Wall)
		if g.Message != w.message || g.Component != w.component || at != w.time ||
			g.Bias != w.bias || g.Flags != w.flags || g.Format != w.format {
			t.Errorf("record %d:\n got %q %q %s %+d flags %d %v\nwant %q %q %s %+d flags %d %v", i,
				g.Message, g.Component, at, g.Bias, g.Flags, g.Format, w.message, w.component, w.time, w.bias, w.flags, w.format)
		}
	}
	if got[1].Level != model.LevelWarning || got[2].Level != model.LevelDebug || got[3].Level != model.LevelError || got[3].Thread != 2 {
		t.Error("wrong levels or threads")
	}
	for i, line := range []int{1, 2, 6, 6, 9, 10} {
		if got[i].Line != line {
			t.Errorf("record %d begins at line %d, want %d", i, got[i].Line, line)
		}
	}
	if got[12].Thread != 0xed0 || got[13].Thread != 12076 || got[11].Thread != 6488 {
		t.Error("wrong threads in WindowsUpdate.log")
	}
}

// TestALoneCarriageReturnIsNoLine: neither within a message nor between records does it shift the
// lines after it.
func TestALoneCarriageReturnIsNoLine(t *testing.T) {
	const tail = `]LOG]!><time="22:20:43.002+00" date="05-23-2017" component="A" context="" type="1" thread="1" file="">`
	text := "<![LOG[a\rb\r\nc\r" + tail + "\r<![LOG[d" + tail + "\r\n\r<![LOG[e" + tail + "\r\nf\rg\nh\n"
	var lines []int
	for _, r := range frameAll(t, text) {
		lines = append(lines, r.Line)
	}
	if want := []int{1, 2, 3, 4, 5}; !slices.Equal(lines, want) {
		t.Errorf("records begin at the lines %d, want %d", lines, want)
	}
}

func TestAByteOrderMarkIsNoRecord(t *testing.T) {
	for _, chunks := range [][]string{{"\ufeff"}, {"\xef", "\xbb", "\xbf"}} {
		if got := frameAll(t, chunks...); len(got) != 0 {
			t.Errorf("%q: %+v", chunks, got)
		}
	}
	// The file was taken to be complete, and grows.
	var f Framer
	f.Feed([]byte("\ufeff"), true, func(int, []byte, []model.Frame) { t.Error("a record") })
	f.Feed([]byte("a\n"), true, func(_ int, text []byte, frames []model.Frame) {
		if string(text) != "\ufeffa\n" || len(frames) != 1 || frames[0].Size != len(text) {
			t.Errorf("%q: %+v", text, frames)
		}
	})
}

func TestRecordsDoNotDependOnTheChunks(t *testing.T) {
	want := fmt.Sprint(frameAll(t, mixed))
	for i := range len(mixed) {
		if got := fmt.Sprint(frameAll(t, mixed[:i], mixed[i:])); got != want {
			t.Fatalf("cut at %d (%q):\n%s\nwant\n%s", i, mixed[max(0, i-20):i], got, want)
		}
	}
	var bytes []string
	for i := range len(mixed) {
		bytes = append(bytes, mixed[i:i+1])
	}
	if got := fmt.Sprint(frameAll(t, bytes...)); got != want {
		t.Fatalf("byte by byte:\n%s\nwant\n%s", got, want)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for range 300 {
		if got := fmt.Sprint(frameAll(t, randomChunks(mixed, rng)...)); got != want {
			t.Fatal("random chunks give other records")
		}
	}
}

// randomChunks cuts s at random indexes.
func randomChunks(s string, rng *rand.Rand) []string {
	var all []string
	for len(s) > 0 {
		n := min(len(s), 1+rng.IntN(200))
		all = append(all, s[:n])
		s = s[n:]
	}
	return append(all, "")
}

func TestARecordOfTenMegabytes(t *testing.T) {
	long := "<![LOG[" + strings.Repeat("x ]LOG \n", 10<<20/8) +
		`]LOG]!><time="22:20:43.002+00" date="05-23-2017" component="A" context="" type="1" thread="1" file="">` + "\r\n"
	var parts []string
	for rest := long; rest != ""; {
		n := min(1<<20, len(rest))
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	if got := frameAll(t, append(parts, "")...); len(got) != 1 || len(got[0].Message) != 10<<20 {
		t.Fatalf("%d records", len(got))
	}
}

// TestAttributesEndWithTheirLine checks attributes that are cut off; a chunk that ends in between
// must not end them.
func TestAttributesEndWithTheirLine(t *testing.T) {
	for _, text := range []string{
		"<![LOG[a]LOG]!>\r\nb\n",
		"<![LOG[a]LOG]!><time=\"22:20:43.002+00\" date=\"05-23-2017\" component=\"A\nB\" context=\"\" type=\"0\" thread=\"1\" file=\"x\">\r\n",
		"<![LOG[a]LOG]!><time=\"22:20:43.002+00\" date=\"05-23-2017\" x=\"" + strings.Repeat("y", maxAttributesLen) + "\" type=\"0\" component=\"A\">\n",
	} {
		want := frameAll(t, text)
		if want[0].Flags&model.Damaged == 0 {
			t.Errorf("%+v is not damaged", want[0])
		}
		for i := range len(text) {
			if got := frameAll(t, text[:i], text[i:]); !slices.Equal(got, want) {
				t.Fatalf("cut at %d:\n%+v\nwant\n%+v", i, got, want)
			}
		}
	}
}

// TestRandomDamageDoesNotDependOnTheChunks joins parts of records of all formats at random.
func TestRandomDamageDoesNotDependOnTheChunks(t *testing.T) {
	lines := strings.SplitAfter(mixed, "\n")
	tokens := []string{
		"<![LOG[", "]LOG]!>", `<time="`, `" date="`, `" component="`, `" context="`, `" type="`, `" thread="`, `" file="`, `">`,
		"\r", "\n", "\r\n", "22:20:43.002+00", "05-23-2017", "  $$<", "><", "\ufeff", "\x00", strings.Repeat("x", maxValueLen+44), strings.Repeat("\n", maxLead+10),
	}
	rng := rand.New(rand.NewPCG(4, 3))
	for range 10_000 {
		var b strings.Builder
		for range 1 + rng.IntN(30) {
			line := lines[rng.IntN(len(lines))]
			cut := rng.IntN(len(line) + 1)
			b.WriteString([]string{line[:cut], line[cut:], tokens[rng.IntN(len(tokens))]}[min(rng.IntN(6), 2)])
		}
		text := b.String()
		want := frameAll(t, text)
		cut := rng.IntN(len(text) + 1)
		for _, chunks := range [][]string{randomChunks(text, rng), {text[:cut], text[cut:]}} {
			if got := frameAll(t, chunks...); !slices.Equal(got, want) {
				t.Fatalf("%q\nchunks %q give\n%+v\nthe whole text\n%+v", text, chunks, got, want)
			}
		}
	}
}

func FuzzFramer(f *testing.F) {
	for i, l := range strings.SplitAfter(mixed, "\n") { // one line each, since the fuzzer minimises seeds
		f.Add(l, uint64(i))
	}
	for i, test := range published {
		f.Add(test.text, uint64(i))
	}
	f.Add("\r\n\r", uint64(2))
	f.Add("<![LOG[<![LOG[]LOG]!>]LOG]!><time=", uint64(3))
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		s = s[:min(len(s), 16<<10)]
		want := frameAll(t, s)
		rng := rand.New(rand.NewPCG(seed, 1))
		if got := frameAll(t, randomChunks(s, rng)...); !slices.Equal(got, want) {
			t.Fatalf("chunks give\n%+v\nthe whole text\n%+v", got, want)
		}
	})
}

// formatWall formats a time on the client's clock.
func formatWall(wall int64) string {
	return time.Unix(0, wall).UTC().Format("2006-01-02 15:04:05.999999999")
}

func BenchmarkFramer(b *testing.B) {
	one := mixed[3:strings.Index(mixed, "<![LOG[DTS")]
	text := []byte(strings.Repeat(one, 1<<20/len(one)))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var f Framer
	records := 0
	for b.Loop() {
		f.Feed(text, true, func(_ int, _ []byte, frames []model.Frame) { records += len(frames) })
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(records), "ns/record")
}
