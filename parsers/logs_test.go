package parsers

import (
	"slices"
	"testing"
)

func TestIsCovered(t *testing.T) {
	for component, want := range map[string]bool{
		"WUAHandler": true, "wuahandler": true, "CSI": true, "TSManager": false, "ccmsetup": false, "SdmAgent": false, "": false,
	} {
		if IsCovered(component) != want {
			t.Errorf("%q: %v", component, !want)
		}
	}
	if !HasRules("TSManager") || HasRules("SdmAgent") {
		t.Error("whether there are rules is not whether they cover the log")
	}
}

func TestWordings(t *testing.T) {
	all := Wordings("ContentTransferManager")
	for _, want := range []string{
		"Starting CTM job <job:guid>", "<_:function> - Starting CTM job <job:guid>", "<_:function> Starting CTM job <job:guid>",
		"CCTMJob::UpdateLocations - Received empty location update for CTM Job",
	} {
		if !slices.Contains(all, want) {
			t.Errorf("no %q", want)
		}
	}
	if len(Wordings("SdmAgent")) != 0 {
		t.Error("a component without rules has wordings")
	}
}
