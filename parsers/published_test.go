package parsers

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ccmtail/model"
)

// published has texts as blogs and forums show them, and the records in them as summarize writes
// them.
var published = []struct {
	name, text string
	want       []string
}{
	{
		"joined rows",
		"Scan began. ScanAgent 3/18/2026 9:41:01 PM 6488 (0x1958) Two words ScanAgent 3/18/2026 9:41:02 PM 6488 (0x1958)The third ScanAgent 3/18/2026 9:41:03 PM 6489 (0x1959)\nNext line ScanAgent 3/18/2026 9:41:04 PM 6488 (0x1958)\n",
		[]string{"2026-03-18 21:41:01 ScanAgent 6488 Scan began.", "2026-03-18 21:41:02 ScanAgent 6488 Two words", "2026-03-18 21:41:03 ScanAgent 6489 The third", "2026-03-18 21:41:04 ScanAgent 6488 Next line"},
	},
	{
		"joined rows, the last one cut",
		"Scan began. ScanAgent 3/18/2026 9:41:01 PM 6488 (0x1958) and more",
		[]string{"2026-03-18 21:41:01 ScanAgent 6488 Scan began.", "2026-03-18 21:41:01  0 and more"},
	},
	{
		"joined rows with the thread before the time",
		"One (0x0) 6488 (0x1958) 3/18/2026 9:41:01 PM Two 6488 (0x1958) 3/18/2026 9:41:02 Three 6488 (0x1958) 3/18/2026 9:41:03",
		[]string{"2026-03-18 21:41:01  6488 One (0x0)", "2026-03-18 09:41:02  6488 Two", "2026-03-18 09:41:03  6488 Three"},
	},
	{
		"joined rows with the message last",
		"03-18-2026 17:56:42.541 ScanAgent 2752 (0xac0) One 03-18-2026 17:56:43.541 ScanAgent 2752 (0xac0) Two",
		[]string{"2026-03-18 17:56:42.541 ScanAgent 2752 One", "2026-03-18 17:56:43.541 ScanAgent 2752 Two"},
	},
	{
		"joined records of a server",
		"One  $$<SMS_WCM><03-18-2026 01:08:33.184-60><thread=4844 (0x12EC)> Two  $$<SMS_WCM><03-18-2026 01:08:34.184-60><thread=4844 (0x12EC)>\n",
		[]string{"2026-03-18 01:08:33.184 SMS_WCM 4844 One", "2026-03-18 01:08:34.184 SMS_WCM 4844 Two"},
	},
	{
		"joined lines of WindowsUpdate.log and CBS.log",
		"2026-03-18 19:15:26:130 800 ed0 Agent One on 2026-03-17 2026-03-18 19:15:27:130 800 ed0 Agent Two\n2026-03-18 04:30:30, Info                  CBS    Three 2026-03-18 04:30:31, Error                 CBS    Four\n2026/03/18 18:08:48.8999963 3752  12076 ComApi          Five 2026/03/18 18:08:49.8999963 3752  12076 ComApi          Six",
		[]string{
			"2026-03-18 19:15:26.13 Agent 3792 One on 2026-03-17", "2026-03-18 19:15:27.13 Agent 3792 Two", "2026-03-18 04:30:30 CBS 0 Three",
			"2026-03-18 04:30:31 CBS 0 Four", "2026-03-18 18:08:48.8999963 ComApi 12076 Five", "2026-03-18 18:08:49.8999963 ComApi 12076 Six",
		},
	},
	{
		"a row that names a thread and a code",
		"Thread 6488 (0x1958) ended, 5 (0x80070005) at 3/18/2026 ScanAgent 3/18/2026 9:41:01 PM 6488 (0x1958)\n",
		[]string{"2026-03-18 21:41:01 ScanAgent 6488 Thread 6488 (0x1958) ended, 5 (0x80070005) at 3/18/2026"},
	},
	{
		"joined and indented native records",
		`<![LOG[One]LOG]!><time="22:20:42.915+360" date="03-18-2026" component="A" context="" type="1" thread="9" file="a:1"> 	<![LOG[Two]LOG]!><time="22:20:43.915+360" date="03-18-2026" component="A" context="" type="1" thread="9" file="a:1">` +
			"\r\n  \t" + `<![LOG[Three]LOG]!><time="22:20:44.915+360" date="03-18-2026" component="A" context="" type="1" thread="9" file="a:1">` + "\r\n",
		[]string{"2026-03-18 22:20:42.915 A 9 One", "2026-03-18 22:20:43.915 A 9 Two", "2026-03-18 22:20:44.915 A 9 Three"},
	},
	{
		"typographic attributes",
		"<![LOG[“It” – one]LOG]!><time=”22:20:42.915–060″ date=“03–18–2026” component=”A″ context=”” type=”3″ thread=”9″ file=”a.cpp:1″>\n<![LOG[Two]LOG]!><time=\"22:20:43.915+360\" date=\"03-18-2026\" component=\"“B”\" context=\"\" type=\"1\" thread=\"9\" file=\"a:1\">\n",
		[]string{"2026-03-18 22:20:42.915 A 9 “It” – one", "2026-03-18 22:20:43.915 “B” 9 Two"},
	},
	{
		"a row with a sign of multiplication and no-break spaces",
		"Error 0×80240022\u00a0\u00a0ScanAgent\u00a03–18–2026 9:41:01 pm\u00a06488 (0×1958)\n",
		[]string{"2026-03-18 21:41:01 ScanAgent 6488 Error 0×80240022"},
	},
	{
		"a later date proves that the day is first",
		"One ScanAgent 5/3/2026 21:41:01 6488 (0x1958)\nTwo ScanAgent 5/3/2026 21:41:02 6488 (0x1958) Three ScanAgent 18/03/2026 21:41:03 6488 (0x1958)\nFour ScanAgent 4/04/26 21:41:01 6488 (0x1958)\nFive ScanAgent 5/04/26 21:41:01 6488 (0x1958)\n",
		[]string{"2026-03-05 21:41:01 ScanAgent 6488 One", "2026-03-05 21:41:02 ScanAgent 6488 Two", "2026-03-18 21:41:03 ScanAgent 6488 Three", "2026-04-04 21:41:01 ScanAgent 6488 Four", "2026-04-05 21:41:01 ScanAgent 6488 Five"},
	},
	{
		"a later date proves that the month is first",
		"One ScanAgent 5/3/2026 21:41:01 6488 (0x1958)\nIt ended on 18/5/2026.\nTwo ScanAgent 5/18/2026 21:41:02 6488 (0x1958)\n",
		[]string{"2026-05-03 21:41:01 ScanAgent 6488 One", "2026-05-03 21:41:01  0 It ended on 18/5/2026.", "2026-05-18 21:41:02 ScanAgent 6488 Two"},
	},
	{
		"no date proves anything",
		"One ScanAgent 5/3/2026 9:41:01 PM 6488 (0x1958)\nTwo ScanAgent 6/3/2026 9:41:02 PM 6488 (0x1958)",
		[]string{"2026-05-03 21:41:01 ScanAgent 6488 One", "2026-06-03 21:41:02 ScanAgent 6488 Two"},
	},
	{
		"a clock of 24 hours speaks for the day first",
		"One ScanAgent 5/3/2026 9:41:01 6488 (0x1958)\nTwo ScanAgent 6/3/2026 9:41:02 6488 (0x1958)",
		[]string{"2026-03-05 09:41:01 ScanAgent 6488 One", "2026-03-06 09:41:02 ScanAgent 6488 Two"},
	},
	{
		"the rows follow each other with the day first alone",
		"One ScanAgent 8/3/2026 9:41:01 PM 6488 (0x1958)\nTwo ScanAgent 9/3/2026 9:41:02 PM 6488 (0x1958)\nThree ScanAgent 2/4/2026 9:41:02 PM 6488 (0x1958)",
		[]string{"2026-03-08 21:41:01 ScanAgent 6488 One", "2026-03-09 21:41:02 ScanAgent 6488 Two", "2026-04-02 21:41:02 ScanAgent 6488 Three"},
	},
	{
		"the rows follow each other with the month first alone, the newest one above",
		"One ScanAgent 4/2/2026 21:41:01 6488 (0x1958)\nTwo ScanAgent 3/9/2026 21:41:02 6488 (0x1958)\nThree ScanAgent 3/8/2026 21:41:02 6488 (0x1958)",
		[]string{"2026-04-02 21:41:01 ScanAgent 6488 One", "2026-03-09 21:41:02 ScanAgent 6488 Two", "2026-03-08 21:41:02 ScanAgent 6488 Three"},
	},
	{
		"seconds since 1970 in a message tell the order",
		"One RebootCoordinator 5/3/2026 9:41:01 PM 6488 (0x1958)\nNow Rebootby = 1772833260. RebootCoordinator 5/3/2026 9:41:02 PM 6488 (0x1958)",
		[]string{"2026-03-05 21:41:01 RebootCoordinator 6488 One", "2026-03-05 21:41:02 RebootCoordinator 6488 Now Rebootby = 1772833260."},
	},
	{
		"a date with the month's name tells the order",
		"Due, deadline = Thursday, Mar 05, 2026. - 22:15:39 UpdatesDeploymentAgent 5/3/2026 9:41:01 PM 6488 (0x1958)",
		[]string{"2026-03-05 21:41:01 UpdatesDeploymentAgent 6488 Due, deadline = Thursday, Mar 05, 2026. - 22:15:39"},
	},
	{
		"a date that the client writes into a message has the month first",
		"Due at 03/05/2026 10:15:39 PM RebootCoordinator 5/3/2026 9:41:01 PM 6488 (0x1958)",
		[]string{"2026-03-05 21:41:01 RebootCoordinator 6488 Due at 03/05/2026 10:15:39 PM"},
	},
	{
		"a date that is far from either reading tells nothing",
		"Since 01/01/2026 RebootCoordinator 5/3/2026 9:41:01 PM 6488 (0x1958)",
		[]string{"2026-05-03 21:41:01 RebootCoordinator 6488 Since 01/01/2026"},
	},
	{
		"a native record ends the search",
		"One ScanAgent 5/3/2026 9:41:01 PM 6488 (0x1958)\n<![LOG[N]LOG]!><time=\"22:20:42.915+360\" date=\"03-18-2026\" component=\"A\" context=\"\" type=\"1\" thread=\"9\" file=\"a:1\">\nTwo ScanAgent 18/3/2026 21:41:02 6488 (0x1958)\nThree ScanAgent 5/4/2026 21:41:02 6488 (0x1958)\n",
		[]string{"2026-05-03 21:41:01 ScanAgent 6488 One", "2026-03-18 22:20:42.915 A 9 N", "2026-03-18 21:41:02 ScanAgent 6488 Two", "2026-04-05 21:41:02 ScanAgent 6488 Three"},
	},
	{
		"the message last and the day first",
		"05-03-2026 17:56:42.541 ScanAgent 2752 (0xac0) One\n18-03-2026 17:56:43.541 ScanAgent 2752 (0xac0) Two\n",
		[]string{"2026-03-05 17:56:42.541 ScanAgent 2752 One", "2026-03-18 17:56:43.541 ScanAgent 2752 Two"},
	},
	{
		"dots, and the year first",
		"One ScanAgent 05.03.2026 21:41:01 6488 (0x1958)\nTwo ScanAgent 2026-03-05 21:41:02 6488 (0x1958)\n",
		[]string{"2026-03-05 21:41:01 ScanAgent 6488 One", "2026-03-05 21:41:02 ScanAgent 6488 Two"},
	},
}

// summarize writes a record as its time, component, thread and message.
func summarize(r record) string {
	return strings.Join([]string{formatWall(r.Wall), r.Component, strconv.Itoa(int(r.Thread)), r.Message}, " ")
}

func TestPublishedText(t *testing.T) {
	for _, test := range published {
		all := frameAll(t, test.text)
		var got []string
		for _, r := range all {
			got = append(got, summarize(r))
			if r.Flags&model.Damaged != 0 {
				t.Errorf("%s: %+v is damaged", test.name, r)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
		for cut := range len(test.text) {
			if again := frameAll(t, test.text[:cut], test.text[cut:]); !slices.Equal(again, all) {
				t.Fatalf("%s, cut at %d (%q):\n got %+v\nwant %+v", test.name, cut, test.text[:cut], again, all)
			}
		}
	}
}

// TestRandomPublishedText joins parts of published texts, whose records must not depend on the
// chunks.
func TestRandomPublishedText(t *testing.T) {
	var words []string
	for _, test := range published {
		words = append(words, strings.SplitAfter(test.text, " ")...)
		words = append(words, strings.SplitAfter(test.text, "\n")...)
	}
	words = append(words, "\n", "\r\n", strings.Repeat(" ", maxIndent), headText, tailText)
	rng := rand.New(rand.NewPCG(7, 2))
	for range 5_000 {
		var b strings.Builder
		for range 1 + rng.IntN(40) {
			b.WriteString(words[rng.IntN(len(words))])
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

// TestTheSearchForTheOrderEnds has the proof just within and just behind the text that is searched.
func TestTheSearchForTheOrderEnds(t *testing.T) {
	const first, proof = "One ScanAgent 5/3/2026 9:41:01 PM 6488 (0x1958)\n", "Two ScanAgent 18/3/2026 21:41:02 6488 (0x1958)\n"
	filler := strings.Repeat("x", 79) + "\n"
	for excess, want := range map[int]string{0: "2026-03-05 21:41:01", 1: "2026-05-03 21:41:01"} {
		room := maxOrderSearch - len(first) - len(proof) + excess
		text := first + strings.Repeat(filler, room/80) + strings.Repeat("y", room%80-1) + "\n" + proof + first
		all := frameAll(t, text)
		if got := formatWall(all[0].Wall); got != want {
			t.Errorf("%d bytes too far: %s, want %s", excess, got, want)
		}
		if got := formatWall(all[len(all)-1].Wall); got != "2026-03-05 21:41:01" {
			t.Errorf("behind the proof: %s", got)
		}
		rng := rand.New(rand.NewPCG(3, 3))
		var chunks []string
		for s := text; s != ""; {
			n := min(len(s), 1+rng.IntN(20_000))
			chunks, s = append(chunks, s[:n]), s[n:]
		}
		if got := frameAll(t, chunks...); !slices.Equal(got, all) {
			t.Error("chunks give other records")
		}
	}
}

func TestTypographicMessages(t *testing.T) {
	plain := `Entered ScheduleRebootImpl - requested from 'ScanAgent'. Rebootby = 1773802260.`
	for _, msg := range []string{plain, "Entered ScheduleRebootImpl – requested from ‘ScanAgent’. Rebootby\u00a0= 1773802260."} {
		var x Extractor
		if !x.Match(Input{Component: "RebootCoordinator", Message: []byte(msg)}).Known {
			t.Errorf("no rule for %q", msg)
		}
	}
	for pretty, want := range map[string]string{
		"“a” – 0×8024 3×0×": `"a" - 0x8024 3×0×`, "„Übung‟ é â": `"Übung" é â`, "…": "...", "\xe2\x80": "\xe2\x80", "a\u00a0b": "a b",
	} {
		if got := string(undoTypographic(nil, []byte(pretty))); got != want {
			t.Errorf("%q: %q, want %q", pretty, got, want)
		}
	}
}

func TestComponentIn(t *testing.T) {
	for _, test := range [][3]string{
		{"CAS.log", "", "ContentAccess"}, {"cas.LOG", "", "ContentAccess"}, {"WUAHandler.txt", "", "WUAHandler"},
		{"CAS.log", "Other", "Other"}, {"ContentAccess.log", "", "ContentAccess"}, {"copied.log", "", ""}, {".log", "", ""},
		{"SetupDiagResults.xml", "", "SetupDiag"}, {"setupact.log", "", "MOUPG"},
	} {
		if got := ComponentIn(test[0], test[1]); got != test[2] {
			t.Errorf("%q, %q: %q, want %q", test[0], test[1], got, test[2])
		}
	}
}

// TestLongLinesTakeLinearTime has lines that look like joined rows everywhere; the test would not
// end if each place were searched to the ends of its line.
func TestLongLinesTakeLinearTime(t *testing.T) {
	for _, part := range []string{"(0x1)", "1(0x1)>", " 2026-", "1 (0x1) 3/18/2026 9", "“0×"} {
		text := strings.Repeat(part, maxJoined/len(part))
		if got := frameAll(t, text, "\n"); len(got) != 1 {
			t.Errorf("%q: %d records", part, len(got))
		}
		var x Extractor
		x.Match(Input{Message: []byte(text)})
	}
	const row = " 2026-03-17 10:00:00, Info                  CBS    x"
	text := "2026-03-17 " + strings.Repeat("x", maxJoined/2) + strings.Repeat(row, maxJoined/2/len(row)-1)
	if got := frameAll(t, text, "\n"); len(got) != 1 {
		t.Errorf("rows behind a line that is none: %d records", len(got))
	}
}
