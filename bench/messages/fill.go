package main

import (
	"regexp"
	"strings"
)

const (
	someGUID = "3f1c9a52-7b0e-4d86-9c11-5a2e8d40b7f6"
	someHost = "dp01.contoso.com"
	someURL  = "https://dp01.contoso.com:443/SMS_DP_SMSPKG$/Content_" + someGUID + ".1"
	someHex  = "0A1B2C3D4E5F60718293A4B5C6D7E8F901234567"
)

var (
	placeholder = regexp.MustCompile(`(\{|0x)?<([^<>"=]+)>`)
	optional    = regexp.MustCompile(`«([^»]*)»`)
	choice      = regexp.MustCompile(`\(([^()|]+(?:\|[^()|]+)+)\)`)
)

// fillCode puts a code where the message has only "…" for it: "[HRESULT = …]", also shortened to
// "[…]", and "[gle=…]".
func fillCode(text string) string {
	return strings.NewReplacer("[HRESULT = …]", "[HRESULT = 0x80070057 - E_INVALIDARG]", "[…]", "[HRESULT = 0x80070057 - E_INVALIDARG]",
		"[gle=…]", "[gle=0x00000000]").Replace(text)
}

// forms returns the texts that a quoted message stands for, with values in place of placeholders.
// Each form has several readings if "…" is at its end, of which one must match.
func forms(text string) [][]string {
	all := []string{fillCode(text)}
	for i := 0; i < len(all); {
		t := all[i]
		if m := optional.FindStringSubmatchIndex(t); m != nil {
			all[i] = t[:m[0]] + t[m[2]:m[3]] + t[m[1]:]
			all = append(all, t[:m[0]]+t[m[1]:])
		} else if m := choice.FindStringSubmatchIndex(t); m != nil {
			choices := strings.Split(t[m[2]:m[3]], "|")
			all[i] = t[:m[0]] + choices[0] + t[m[1]:]
			for _, c := range choices[1:] {
				all = append(all, t[:m[0]]+c+t[m[1]:])
			}
		} else {
			i++
		}
	}
	var readings [][]string
	for _, t := range all {
		t = placeholder.ReplaceAllStringFunc(t, fill)
		open, ok := strings.CutSuffix(t, "…")
		if !ok {
			readings = append(readings, []string{t})
			continue
		}
		trimmed := strings.TrimRight(open, " ")
		readings = append(readings, []string{open, trimmed, open + "1", open + someGUID, open + "more"})
	}
	return readings
}

// fill returns a value for a placeholder, and markup as it is.
func fill(match string) string {
	m := placeholder.FindStringSubmatch(match)
	before, name := m[1], m[2]
	lower := strings.ToLower(name)
	if name != lower && name != strings.ToUpper(name) && !strings.ContainsAny(name, "| ") {
		return match // markup, as <Sites>
	}
	switch {
	case before == "" && name == "GUID":
		return "{" + strings.ToUpper(someGUID) + "}"
	case before == "0x":
		return "0x80070057"
	}
	return before + value(lower)
}

// value returns a value for the name of a placeholder in lower case.
func value(name string) string {
	if first, _, ok := strings.Cut(name, "|"); ok {
		return strings.ToUpper(first[:1]) + first[1:]
	}
	for _, v := range values {
		if v.whole && name == v.name || !v.whole && strings.Contains(name, v.name) {
			return v.value
		}
	}
	return "Text"
}

// values are the values of placeholders. The first one counts whose name is the placeholder's, or
// unless whole is set, is in it.
var values = []struct {
	name  string
	whole bool
	value string
}{
	{"xml or nothing", true, ""}, {"guid", false, someGUID},
	{"x", true, "1a"}, {"xx", true, "EB"}, {"hex40", true, someHex}, {"hex", true, someHex}, {"sha1", true, someHex},
	{"8", true, "80070057"}, {"8 hex", true, "80070057"}, {"hex", false, "80070057"}, {"code8", true, "80070057"},
	{"code", false, "0x80070057"}, {"hr", true, "0x80070057"}, {"hresult", false, "0x80070057"}, {"hr ", false, "0x80070057"},
	{" hr", false, "0x80070057"}, {"n", true, "3"}, {"rev", false, "3"}, {"url", false, someURL},
	{"host/path", true, someHost + "/SMS_MP"}, {"host", true, someHost}, {"cmg", true, someHost}, {"server", false, someHost},
	{"path", true, `C:\Windows\ccmcache\1a`}, {"dir", true, "amd64_a_31bf3856ad364e35_10.0.1.1_none_0a1b"},
	{"file", true, "a.cab"}, {"file.inf", true, "a.inf"}, {"sid", true, "S-1-5-18"}, {"site", true, "P01"},
	{"wmi time", true, "20260317210000.000000+000"}, {"iso", true, "2026-03-17T21:00:00"}, {"time", true, "21:00:00"},
	{"id", true, "Content_" + someGUID}, {"bool", true, "true"},
	{"package", false, "Package_for_KB5031356~31bf3856ad364e35~amd64~~10.0.1.3"},
}
