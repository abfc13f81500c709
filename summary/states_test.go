package summary

import (
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/store"
)

func TestStates(t *testing.T) {
	failed := &model.Update{State: model.Failed, Install: model.Attempt{Outcome: model.FailedAttempt, Code: 0x80070643, HasCode: true}}
	for _, c := range []struct{ got, want string }{
		{StateText(failed), "failed 0x80070643"},
		{StateText(&model.Update{State: model.Failed}), "failed"},
		{StateText(&model.Update{State: model.PendingRestart}), "pending restart"},
		{StateWord("update-state", "pending-reboot"), "pending restart"},
		{StateWord("deployment-state", "waiting-for-window"), "waiting for window"},
		{StateWord("restart", "client-started"), "client started"},
		{StateWord("finding", "found"), ""},
		{TriggerText(&model.Deployment{Trigger: "manual"}), "started manually"},
		{TriggerText(&model.Deployment{Trigger: "deadline"}), "started at its deadline"},
		{TriggerText(&model.Deployment{Trigger: "Something"}), "started by something"},
		{TriggerText(&model.Deployment{}), ""},
		{ResultText(&model.Update{}), ""},
		{attemptsText(&model.Content{Retries: 1, HasError: true, Error: 0x80072ee2}), "1 retry, 0x80072ee2"},
		{TroubleText(&store.Log{Damaged: 2, Gaps: 1, State: "open", Err: "access denied"}), "2 damaged records, 1 gap, open: access denied"},
		{ReadingText(0, 0, 0), "reading the logs"},
		{ReadingText(5e6, 0, 0), "reading, 5.0 MB so far"},
		{ReadingText(3e6, 8388608, 12*time.Second), "reading 3.0 of 8.4 MB, 35%, 10 s left"},
		{FlagText(model.Damaged|model.Zoneless, true), "damaged: its head or tail is missing, arrived late, its zone is not logged"},
		{FlagText(0, false), ""},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestCountStates counts in the order of urgency, in which failures come first.
func TestCountStates(t *testing.T) {
	all := []*model.Update{{State: model.Installed}, {State: model.Downloading}, {State: model.Failed}, {State: model.Installed}, {State: model.PendingRestart}}
	text := ""
	for _, n := range CountStates(all, func(u *model.Update) bool { return u.State != model.Downloading }) {
		text += n.Text() + "; "
	}
	if want := "1 failed; 1 pending restart; 2 installed; "; text != want {
		t.Errorf("counted %q, want %q", text, want)
	}
}
