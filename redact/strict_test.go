package redact

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"ccmtail/errcode"
	"ccmtail/parsers"
)

// unseen holds messages that were invented before the vocabulary was there. Of the patterns alone, more
// than half of their names were left.
var unseen = []string{
	`Interactive session of ‹zorawski› (2) has ended, dropping user policy`,
	`Toast was dismissed by ‹Petra› ‹Quillfeather› at the console`,
	`~Contact for this deployment is ‹Delacroix› (tel. ‹+49 30 5550 7713›)`,
	`profile list: svc-‹patchbot›, adm_‹kruger›, Public, Default`,
	`Trying ‹wdsrv-hx07› for content, 3 more behind it`,
	`Connected to WLAN '‹Kestrel›-Corp-5G' BSSID ‹9c:1c:12:a4:5e:77›`,
	`peer list=[‹KNT-LT-04471›, ‹KNT-LT-04472›]`,
	`Printer \\‹prnt-ber›\3-OG-‹Farbe› is offline`,
	`{"device":{"name":"‹ELMS-TAB-19›","owner":"‹farquhar›"},"ok":true}`,
	`select * from SMS_R_System where Name like '‹QUAYSIDE›%' and ResourceId = 16781233`,
	`reg add HKLM\Software\‹Tollgate› /v RegOwner /d "‹Hawksmoor› Ltd"`,
	`The pin is ‹884213›, try no 2`,
	`AADDeviceID ‹0b1c2d3e-1111-4f5f-8888-99aabbccddee› joined to tenant '‹Oxlade› plc'`,
	`deviceid of the enrolled one: ‹6E1D9A07-3B52-4E0A-9F61-88A0C2E4B6D2›`,
	`Event for /Subscriptions/‹0a1b2c3d-0000-4444-8888-121212121212›/resourceGroups/rg-‹lanyon›`,
	`id=‹0x5052454E5952› # PRENYR in hex`,
	`0x‹C0A80A0F› is the address (‹192.168.10.15›)`,
	`secret (utf16): ‹53006500630072006500740031003200›`,
	`IMEI ‹356938035643809› ICCID ‹8944500102198304826›`,
	`Deployment '‹Glenmorangie› monthly rings - wave 2' evaluated`,
	`Service ‹Barnacle›Agent stopped`,
	`host = ‹c.l.o.v.e.l.l.y-7›`,
	`h%6Fst%20is%20‹brace%67irdle7›, %63%6C%6F%76%65%6C%6C%79 in all`,
	`48 4F 53 54 2D 37 37 = ‹HOSTILE-77›`,
	`Machine:‹ERYNGIUM8›User:‹pettigrew›State:3`,
	"‹wood\u200bpigeon› seen",
	`Der Benutzer ‹müllerschmidt› hat den Neustart verschoben`,
	`ユーザー ‹山田太郎› が`,
	`MP list: ‹APOLLO›, ‹ZEUS›, ‹HERMES›; from ‹JUPITER› to ‹NEPTUNE›`,
	`Name        Status   Owner` + "\r\n" + `‹GOOSEFOOT3›  Ready    ‹pwhitlock›`,
	`vendor.cpp: ‹tarragon›manager.cpp:12`,
	`12Kb‹lettuce› KB-‹lavage› en-‹marjoram›`,
}

func TestNamesWithoutACueAreReplaced(t *testing.T) {
	for _, m := range unseen {
		if left := leftOf(t, m); len(left) > 0 {
			t.Errorf("%q are still there of %s", left, m)
		}
	}
}

// namesOfThings are what people, places and computers are called. None may be in the vocabulary.
const namesOfThings = `aaron alice baker berlin bishop boston brown carter charlie chicago clark collins cooper daisy dallas david denver diamond
	eagle edward elizabeth emma falcon fisher florence fox frank gardner george green hall hamilton harris harry hawk henry holly hunter
	iris jack jackson james jasmine jones jupiter kelly king knight lake lawrence lewis lily london lucas madison maria mason mercury miller
	moore morgan murphy neptune nelson nina oliver olympus orion oscar palmer paris parker paul pearl peter phoenix potter prince quinn rachel
	richard robinson rose russell ryan saturn scott shaw simon smith stewart stone sullivan taylor thomas titan tucker turner tyler venus
	victoria violet walker wallace warren watson webster white williams wilson winter wolf wood wright york young zeus apollo hermes atlas`

func TestTheVocabularyHasNoNames(t *testing.T) {
	for name := range strings.FieldsSeq(namesOfThings) {
		for _, word := range []string{name, strings.ToUpper(name), name + "s", strings.ToUpper(name[:1]) + name[1:]} {
			if knows(word) {
				t.Errorf("%s is kept", word)
			}
		}
	}
}

func TestTheClientsOwnWordsStay(t *testing.T) {
	r := New()
	for _, text := range slices.Concat(parsers.Wording(), errcode.Symbols()) {
		for line := range strings.Lines(text) {
			r.eachWord([]byte(line), func(from, to int) {
				if strings.Trim(line[from:to], "-") != "" && !strings.Contains(line, "\\u") {
					t.Errorf("%q of %q", line[from:to], line)
				}
			})
		}
	}
}

func TestWordsHaveOneStandIn(t *testing.T) {
	text := "Zorawski zorawski ZORAWSKI; Quillfeather. 1f3a77bc99d0 1F3A77BC99D0 1f3a77bc99d1"
	r := New()
	r.Learn([]byte(text))
	got := strings.Fields(string(r.Apply([]byte(text))))
	if want := []string{"word1", "word1", "word1;", "word2."}; !slices.Equal(got[:4], want) {
		t.Errorf("have %q, want %q", got[:4], want)
	}
	if len(got[4]) != 12 || got[5] != strings.ToUpper(got[4]) || got[4] == got[6] || got[4] == "1f3a77bc99d0" {
		t.Errorf("digests: %q", got[4:])
	}
	other := New()
	if again := other.Apply([]byte("1f3a77bc99d0")); string(again) == got[4] {
		t.Error("another run has the same digest, so it could be guessed")
	}
}

// TestAWordThatWasNotLearntIsReplaced: there may be more words than are numbered.
func TestAWordThatWasNotLearntIsReplaced(t *testing.T) {
	r := New()
	a, b := string(r.Apply([]byte("Zorawski "+strings.Repeat("zq", 200)))), string(r.Apply([]byte("zorawski")))
	if low := strings.ToLower(a); strings.Contains(low, "zorawski") || strings.Contains(low, "zqzq") || !strings.EqualFold(strings.Fields(a)[0], b) {
		t.Errorf("%q and %q", a, b)
	}
}

// TestLinesOfOneShape: what differs between lines of a shape may be the name.
func TestLinesOfOneShape(t *testing.T) {
	var log strings.Builder
	for i := range 50 {
		fmt.Fprintf(&log, "10:00:%02d.123+000 05-09-2023 password=%d, device %08x-1111-4222-8333-444444444444 at 10.1.1.%d, count %d\r\n", i, 4711+i, i, i+1, i)
	}
	r := New()
	r.Learn([]byte(log.String()))
	got := string(r.Apply([]byte(log.String())))
	for i := range 50 {
		for _, name := range []string{fmt.Sprintf("=%d,", 4711+i), fmt.Sprintf("%08x-1111", i), fmt.Sprintf("10.1.1.%d,", i+1)} {
			if strings.Contains(got, name) {
				t.Errorf("%s is left", name)
			}
		}
	}
	if !strings.Contains(got, "10:00:49.123+000 05-09-2023") || !strings.Contains(got, "count 49") {
		t.Error(got[len(got)-120:])
	}
	if r.shapes.seen == nil || len(r.shapes.seen) > 0 {
		t.Errorf("%d shapes are remembered, and each has a name in what differs", len(r.shapes.seen))
	}
	for range 3 {
		r.Learn([]byte("10:00:01.123 the update 17 is there\r\n"))
	}
	if len(r.shapes.seen) != 1 {
		t.Errorf("%d shapes of three lines", len(r.shapes.seen))
	}
}

// TestALongLineIsSearchedInPieces: a name has its cue wherever the pieces end.
func TestALongLineIsSearchedInPieces(t *testing.T) {
	for _, before := range []int{0, maxPiece - pieceOverlap, maxPiece - 30, maxPiece - 12, maxPiece - 5, maxPiece, 3 * maxPiece} {
		line := strings.Repeat("the ", before/4) + "password=Thursday " + strings.Repeat("and ", maxPiece)
		r := New()
		r.Learn([]byte(line))
		if got := r.Apply([]byte(line)); bytes.Contains(got, []byte("Thursday")) {
			t.Errorf("%d: left", before)
		}
	}
}
