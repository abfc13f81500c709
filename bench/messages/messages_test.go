package main

import (
	"slices"
	"strings"
	"testing"
)

const document = "# A client\n" +
	"\n## 1. Sources\n" +
	"- S1 `a message outside the sections of messages`, CAS.log\n" +
	"\n## 2. Messages\n" +
	"\n### 2.1 CAS.log (ContentAccess)\n" +
	"\n**Hashes**, S2 Vendor:\n" +
	"- **C1** `Hash matching\n  went wrong.` — a note (S4).\n" +
	"- **C2** `Download failed for <ID>` S3 · `Hash of <HEX> is `, then `0x80091007`, `C:\\Windows\\ccmcache` and `http://host/some path`.\n" +
	"- fragments only, S1: `no progress here`\n" +
	"- `Text of WUAHandler is also here`: in WUAHandler.log `Scan … of it all` S1; `a line of it …` S1; `Content Install`; `Name=1 and more`\n" +
	"\n**Nothing said**\n" +
	"- `no mark stands here`\n" +
	"\n### 2.2 Two.log and Three.log (S2 unless marked)\n" +
	"\n| log: text | mark | meaning |\n|---|---|---|\n" +
	"| Three `it is (this\\|that)` | S1 [A] | `not a message here` S1 |\n" +
	"| Two `it was so` · `it may be so` (S3 script) | S1 | |\n" +
	"| `it came from elsewhere` | | |\n" +
	"\n```\n- `nothing is read here` S1\n```\n" +
	"\n### 2.3 Events\n- `an event of no log at all` S1\n"

func TestRead(t *testing.T) {
	var have []string
	for _, q := range read("folder/a.md", document) {
		have = append(have, strings.Join([]string{q.log, q.mark, q.text, q.leftOut}, "|"))
	}
	want := []string{
		"CAS|S2|Hash matching   went wrong.|",
		"CAS|S3|Download failed for <ID>|marked S3",
		"CAS|S3|Hash of <HEX> is |marked S3",
		"CAS|S3|0x80091007|a name, code or id",
		"CAS|S3|C:\\Windows\\ccmcache|a name, code or id",
		"CAS|S3|http://host/some path|an address, path or markup",
		"CAS|S1|no progress here|a part of a message",
		"CAS|S1|Text of WUAHandler is also here|",
		"WUAHandler|S1|Scan … of it all|abbreviated in the middle",
		"WUAHandler|S1|a line of it …|",
		"WUAHandler|S1|Content Install|a title or name",
		"WUAHandler|S1|Name=1 and more|values",
		"CAS||no mark stands here|without a mark",
		"Three|S1|it is (this|that)|",
		"Two|S3|it was so|marked S3",
		"Two|S3|it may be so|marked S3",
		"Two|S2|it came from elsewhere|",
		"|S1|an event of no log at all|no log is named for it",
	}
	for i := range max(len(have), len(want)) {
		switch {
		case i >= len(have):
			t.Errorf("missing: %s", want[i])
		case i >= len(want):
			t.Errorf("too much: %s", have[i])
		case have[i] != want[i]:
			t.Errorf("have %s\nwant %s", have[i], want[i])
		}
	}
}

func TestForms(t *testing.T) {
	for text, want := range map[string][]string{
		"«Get »failed with <CODE>.":              {"Get failed with 0x80070057.", "failed with 0x80070057."},
		"Update (Missing|Installed): <N> of <n>": {"Update Missing: 3 of 3", "Update Installed: 3 of 3"},
		"job <GUID> and {<GUID>} and <guid>": {
			"job {" + strings.ToUpper(someGUID) + "} and {" + someGUID + "} and " + someGUID},
		`Hash <Content ContentId="<ID>"/> in <Sites>`: {`Hash <Content ContentId="Content_` + someGUID + `"/> in <Sites>`},
		"status is 0x<HEX>, <Resolve|Stage>":          {"status is 0x80070057, Resolve"},
		"Failed to run. [HRESULT = …]":                {"Failed to run. [HRESULT = 0x80070057 - E_INVALIDARG]"},
	} {
		var have []string
		for _, readings := range forms(text) {
			have = append(have, readings[0])
		}
		if !slices.Equal(have, want) {
			t.Errorf("%s: have %q, want %q", text, have, want)
		}
	}
	if readings := forms("Group policy settings were overwritten …"); len(readings) != 1 || !slices.Contains(readings[0], "Group policy settings were overwritten") {
		t.Errorf("have %q", readings)
	}
}

func TestBegins(t *testing.T) {
	const wording = "Job error (<code:hresult>) received for assignment  (<deployment:guid>) action…"
	for text, want := range map[string]bool{
		"Job error (0x87d00692) received for":               true,
		"Job error (0x87d00692)":                            true,
		"Job error (0x87d00692":                             true,
		"Job error":                                         true,
		"Job error (0x87d00692) rec":                        false, // ends within a word
		"Job":                                               false, // too short
		"Job error (0x87d00692 ) received":                  false,
		"Job error (0x87d00692).":                           false,
		"received for assignment":                           false,
		"Job error (0x1) received for assignment (0x2) act": false,
		"Job error (0x1) received for assignment (0x2) action and then": false,
	} {
		if have := begins(wording, text); have != want {
			t.Errorf("%s: have %v, want %v", text, have, want)
		}
	}
}

// TestJudge has messages that count as known though no rule of their heading's log matches them as
// they stand, and those that look like it.
func TestJudge(t *testing.T) {
	for _, c := range []struct {
		text string
		want judgement
	}{
		{"### 1 WUAHandler.log\n- `Scan failed` S1", known},
		{"### 1 WUAHandler.log\n- `Scan failed.` S1", unknownAnywhere},
		{"### 1 WUAHandler.log\n- `failed with error = <CODE>` S1", unknownAnywhere},
		{"### 1 DataTransferService.log\n- `CCTMJob::_Cleanup(JobID=<GUID>) - Cancelling DTS job …` S1", known},
		{"### 1 DataTransferService.log\n- `CTM_NotifyLocationUpdate is here` S1", unknownAnywhere},
		{"### 1 CMBITSManager.log\n- CTM `This client will report download history every <N> min.` S1", known},
		{"### 1 CMBITSManager.log\n- of a CTM job: `This client will report download history every <N> min.` S1", knownElsewhere},
		{"### 1 DISM.log\n- `DISM Package Manager: PID=<n> TID=<n> <sentence> (hr:<hr>)` S1, e.g. `Failed to go on. (hr:0x1)`", known},
		{"### 1 DISM.log\n- `DISM Package Manager: PID=<n> TID=<n> <sentence> (hr:<hr>)` S1, and `Failed to go on. (hr:0x1)`", unknownAnywhere},
		{"### 1 ReportingEvents.log\n- `Installation Failure: it went wrong` S1", known},
		{"### 1 WUAHandler.log\n- `Installation Failure: it went wrong` S1", unknownAnywhere},
	} {
		quotes := read("a.md", c.text+"\n")
		q := quotes[len(quotes)-1]
		if have := judge(q); have != c.want || q.leftOut != "" {
			t.Errorf("%s: have %v, want %v; left out: %q", c.text, have, c.want, q.leftOut)
		}
	}
}

func TestLeftOut(t *testing.T) {
	for text, want := range map[string]string{
		"`during download ('<TEXT>') now` S1, TEXT `Client is here`": "the value of a placeholder",
		"`during download ('<HOST>') now` S1, TEXT `Client is here`": "",
		"Software Center: `The change returned error 1` S1":          "what Software Center shows",
		"`0xC1900101 - 0x4000D` S1":                                  "a name, code or id",
	} {
		quotes := read("a.md", "### 1 CAS.log\n- "+text+"\n")
		if have := quotes[len(quotes)-1].leftOut; have != want {
			t.Errorf("%s: have %q, want %q", text, have, want)
		}
	}
}

func TestWrite(t *testing.T) {
	var b strings.Builder
	text := "### 1 WUAHandler.log\n" +
		"- `Successfully completed scan.` S1, `Scan failed with error = <CODE>.` S2, `Nobody ever wrote this line.` S1, `Successfully completed scan.` S1\n" +
		"- `CDTSJob::HandleErrors: it is known <N>` S3\n"
	share := write(&b, read("a.md", text), false)
	for _, want := range []string{
		"WUAHandler: 2 of 3 known\n", "  a.md:2 S1 `Nobody ever wrote this line.`\n", "\n2 of 3 messages known: 66.7 %\n", "left out, marked S3: 1\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, &b)
		}
	}
	if share < 66 || share > 67 {
		t.Errorf("have %v", share)
	}
}

// A message that only the rules of another log match is not known in its own.
func TestJudgeByLog(t *testing.T) {
	for log, want := range map[string]judgement{"WUAHandler": known, "ContentAccess": knownElsewhere, "NoSuchLog": knownElsewhere} {
		if have := judge(quote{text: "Successfully completed scan.", components: []string{log}}); have != want {
			t.Errorf("%s: have %v, want %v", log, have, want)
		}
	}
	if have := judge(quote{text: "WUAHandler: Successfully completed scan.", components: []string{"ContentAccess"}}); have != known {
		t.Errorf("have %v", have)
	}
}
