package summary

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"ccmtail/errcode"
	"ccmtail/model"
	"ccmtail/model/event"
)

func TestSentence(t *testing.T) {
	say := func(format string, values ...any) model.Sentence {
		return model.Sentence{Format: format, Values: values}
	}
	const failed event.Code = 0x80070643
	for _, c := range []struct {
		s    model.Sentence
		want string
	}{
		{model.Sentence{}, ""},
		{say("0 % of %windir%."), "0 % of %windir%."},
		{say("The download of %s has not moved for %s.", "100 %s", 26*time.Hour+3*time.Minute), "The download of 100 %s has not moved for 1 d 2 h."},
		{say("It took %s.", 59*time.Second+600*time.Millisecond), "It took 1 min."},
		{say("Attempt %d of %d.", int64(140), 1000), "Attempt 140 of 1000."},
		{say("failed%s", model.Times(1)), "failed"},
		{say("failed%s", model.Times(3)), "failed 3 times"},
		{say("It failed: %s.", failed), "It failed: 0x80070643 ERROR_INSTALL_FAILURE - The installer failed (MSI 1603)."},
		{say("It failed: %s.", event.Code(0xdeadbeef)), "It failed: 0xdeadbeef - Not a code known here."},
		{say("failed with %s", model.CodeMeaning(failed)), "failed with 0x80070643: the installer failed (MSI 1603)"},
		{say("failed with %s", model.CodeMeaning(0xdeadbeef)), "failed with 0xdeadbeef: not a code known here"},
		{say("%sLook at it.", model.CodeAdvice{Code: 0x87d00704}), "Restart the computer. Look at it."},
		{say("%sLook at it.", model.CodeAdvice{Code: 0xdeadbeef}), "Look at it."},
		{say("%s", model.CodeAdvice{Code: 0x800b0109, Phase: errcode.Scan}), "Trust the root CA of the software update point's HTTPS certificate on this computer, and check that its binding in IIS uses that certificate."},
		{say("%sLook at it.", model.CodeAdvice{Code: 0x87d0027e, Status: 401, Phase: errcode.Messaging}), "Look at it."},
		{say("The server %s.", model.Answer(405)), "The server answered 405 Method Not Allowed."},
		{say("%s failed to install.", model.Subjects{Name: "KB5081777", Kind: "update"}), "KB5081777 failed to install."},
		{say("%s failed to install.", model.Subjects{Name: "KB5081777", Count: 1029, Kind: "update"}), "1,029 updates failed to install."},
		{say("nothing happens: %s", model.Clause(say("The scan takes %s.", time.Hour))), "nothing happens: the scan takes 1 h"},
		{say("%s; %s", say("it needs %s", time.Minute), model.Clause{}), "it needs 1 min;"},
		{say("Deployment {%s}.", event.MustGUID("5d6a44f2-0c19-4b4b-9d5e-0e0f9b2c7a11")), "Deployment {5d6a44f2-0c19-4b4b-9d5e-0e0f9b2c7a11}."},
	} {
		if got := Sentence(c.s); got != c.want {
			t.Errorf("%+v reads %q, want %q", c.s, got, c.want)
		}
	}
}

// TestEverySentenceOfTheModelIsPutIntoWords folds random events, and looks at all that is said on
// the way.
func TestEverySentenceOfTheModelIsPutIntoWords(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	id := func(kind, n int) event.GUID { return event.GUID{0: byte(kind), 1: byte(rng.IntN(n)), 15: 1} }
	codes := []event.Code{0, 0x80070643, 0x87d00692, 0x80244022, 0x87d00664, 0x87d00704, 0x80004005}
	states := []string{"Missing", "Installed", "Error", "PendingHardReboot", "Downloading", "WaitInstall", "Installing"}
	said := map[string]bool{}
	check := func(s model.Sentence) {
		if text := Sentence(s); strings.Contains(text, "%!") || strings.Contains(text, "{[") || len(s.Values) > 0 && strings.Contains(text, "%s") {
			t.Errorf("%+v reads %q", s, text)
		}
		said[s.Format] = true
	}
	s, at := model.NewState(), time.Date(2026, 3, 18, 1, 0, 0, 0, time.UTC)
	client := logged(at)
	for i := range 20_000 {
		at = at.Add(time.Duration(rng.IntN(1200)) * time.Second)
		e := event.Event{
			Kind: event.Kind(1 + rng.IntN(int(event.Kinds)-1)), At: at.UnixNano(), Timed: true, Log: event.LogNamed("a.log"), Rec: event.RecordID(i), HasCode: true,
			Update: id(1, 9), Deployment: id(2, 3), Content: id(3, 12), Job: id(4, 30), Request: id(4, 30), Linked: id(4, 30), Window: id(5, 3),
			Code: codes[rng.IntN(len(codes))], Answer: event.Tri(rng.IntN(3)),
			Numbers: event.Numbers{event.Seconds: int64(rng.IntN(9000)), event.Count: int64(rng.IntN(3)), event.TopicType: 402,
				event.StateID: int64(rng.IntN(15)), event.WindowType: 4, event.When: at.Add(time.Hour).UnixNano()},
		}
		e.Texts[event.State] = states[rng.IntN(len(states))]
		s.Apply(&e)
		if i%20 != 0 {
			continue
		}
		checkVerdict(t, Of(client, s, at.Add(2*time.Hour), model.CurrentBranchRules, nil))
		for _, f := range s.FindingsAt(at.Add(2 * time.Hour)) {
			check(f.Text)
			check(f.Advice)
		}
		judge := s.Judge(at.Add(2*time.Hour), model.CurrentBranchRules, s.FindingsAt(at.Add(2*time.Hour)))
		for _, u := range s.Updates() {
			v := judge.Verdict(u)
			check(v.Why)
			check(v.Do)
		}
	}
	if len(said) < 80 {
		t.Errorf("only %d sentences were said", len(said))
	}
}
