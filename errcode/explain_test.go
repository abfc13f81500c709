package errcode

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestExplain(t *testing.T) {
	var b strings.Builder
	args := strings.Fields("0x80240022 -2145124318 2149842978 8024402C 1603 0x2efd 3010 0x87D00664")
	if err := Explain(&b, args, Options{}); err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(b.String(), "\n\n")
	if len(blocks) != len(args) {
		t.Fatalf("%d codes explained of %d:\n%s", len(blocks), len(args), &b)
	}
	for i, want := range []string{
		"0x80240022  WU_E_ALL_UPDATES_FAILED\n  decimal    -2145124318, unsigned 2149842978\n  family     Windows Update Agent\n",
		"0x80240022  WU_E_ALL_UPDATES_FAILED\n  given as   -2145124318\n",
		"0x80240022  WU_E_ALL_UPDATES_FAILED\n  given as   2149842978\n",
		"0x8024402C  WU_E_PT_WINHTTP_NAME_NOT_RESOLVED\n",
		"1603 (0x80070643)  ERROR_INSTALL_FAILURE\n",
		"12029 (0x80072EFD)  ERROR_WINHTTP_CANNOT_CONNECT\n  given as   0x2efd\n",
		"3010 (0x80070BC2)  ERROR_SUCCESS_REBOOT_REQUIRED\n",
		"0x87D00664\n",
	} {
		if !strings.HasPrefix(blocks[i], want) {
			t.Errorf("%s: have\n%s\nwant\n%s", args[i], blocks[i], want)
		}
	}
	for line := range strings.Lines(b.String()) {
		if len(line) > 81 {
			t.Errorf("wider than 80: %q", line)
		}
	}
}

func TestExplainGoesOnAfterAnError(t *testing.T) {
	var b strings.Builder
	err := Explain(&b, []string{"banana", "1603", "2efd"}, Options{})
	if !errors.Is(err, ErrNotation) || !strings.Contains(err.Error(), `"banana"`) || !strings.Contains(err.Error(), `"2efd"`) {
		t.Errorf("have error %v", err)
	}
	if !strings.HasPrefix(b.String(), "1603 (0x80070643)") {
		t.Errorf("have %q", b.String())
	}
}

func TestExplainTakesSymbolsAndLines(t *testing.T) {
	var b strings.Builder
	args := []string{"wu_e_dm_nonetwork", "mapping original error 0x80072efd to 0x800704cf."}
	if err := Explain(&b, args, Options{}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"0x80246005  WU_E_DM_NONETWORK", "0x80072EFD  ", "0x800704CF  "} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is not in\n%s", want, &b)
		}
	}
}

func TestExplainCallsSeen(t *testing.T) {
	var b strings.Builder
	o := Options{Bold: true, Seen: func(info Info) []string { return []string{"KB5031356: installing, WUAHandler.log:812"} }}
	if err := Explain(&b, []string{"0x80070643"}, o); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "\x1b[1m0x80070643") || !strings.Contains(b.String(), "  seen       KB5031356: installing") {
		t.Errorf("have %q", b.String())
	}
}

func TestExplainJSON(t *testing.T) {
	var b strings.Builder
	err := ExplainJSON(&b, []string{"-2145124318", "0x2efd", "banana", "0"}, Options{})
	if !errors.Is(err, ErrNotation) {
		t.Errorf("have error %v", err)
	}
	var all []map[string]any
	if err := json.Unmarshal([]byte(b.String()), &all); err != nil || len(all) != 4 {
		t.Fatalf("%v\n%s", err, &b)
	}
	for i, want := range []map[string]any{
		{"code": "0x80240022", "signed": -2145124318.0, "unsigned": 2149842978.0, "notation": "signed decimal", "failed": true},
		{"code": "0x00002efd", "hresult": "0x80072efd", "win32": 12029.0, "symbol": "ERROR_WINHTTP_CANNOT_CONNECT"},
		{"input": "banana"},
		{"code": "0x00000000", "failed": false, "known": true, "signed": 0.0},
	} {
		for key, value := range want {
			if all[i][key] != value {
				t.Errorf("%d: %s is %v, want %v", i, key, all[i][key], value)
			}
		}
	}
	for i := range all { // a shell takes the columns of a table from the first object
		if len(all[i]) != len(all[0]) {
			t.Errorf("%d has other fields: %v", i, all[i])
		}
	}
	if all[2]["error"] == nil || all[2]["code"] != nil {
		t.Errorf("have %v", all[2])
	}
}
