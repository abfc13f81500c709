package summary

import (
	"strings"

	"ccmtail/internal/arrange"
	"ccmtail/model"
)

// StateText says an update's state, with the code of a failure: "failed 0x80070643".
func StateText(u *model.Update) string {
	word := UpdateBadges[u.State].Word
	if code, ok := u.Result(); ok && u.State == model.Failed {
		return word + " " + code.String()
	}
	return word
}

// StateProgress says an update's state, with how far a download is: "downloading 37%".
func (s *AsOf) StateProgress(u *model.Update) string {
	if done, total := s.State.DownloadBytes(u); u.State == model.Downloading && total > 0 {
		return UpdateBadges[u.State].Word + " " + PercentText(done, total)
	}
	return StateText(u)
}

// StateWord returns, for people, the word for the name that a state or a step has in the events of
// a kind: "pending restart" for "pending-reboot"; "" for a name that is a word already.
func StateWord(kind, name string) string {
	switch kind {
	case "update-state":
		if s, ok := model.ParseUpdateState(name); ok {
			return UpdateBadges[s].Word
		}
	case "deployment-state":
		for s := range model.DeploymentState(model.DeploymentStates) {
			if s.String() == name {
				return DeploymentBadges[s].Word
			}
		}
	case "restart":
		return strings.ReplaceAll(name, "-", " ")
	}
	return ""
}

// StateCount counts the updates in a state.
type StateCount struct {
	State model.UpdateState
	Badge Badge
	N     int
}

// Text says the count: "3 failed", "1,246 installed".
func (c StateCount) Text() string { return Grouped(c.N) + " " + c.Badge.Word }

// CountStates counts the updates that are wanted by state, the most urgent first; nil wants all.
func CountStates(all []*model.Update, wanted func(*model.Update) bool) []StateCount {
	var n [model.UpdateStates]int
	for _, u := range all {
		if wanted == nil || wanted(u) {
			n[u.State]++
		}
	}
	return countedStates(&n)
}

// countedStates returns the states that have a count, the most urgent first.
func countedStates(n *[model.UpdateStates]int) []StateCount {
	var out []StateCount
	for s := range model.UpdateState(model.UpdateStates) {
		if n[s] > 0 {
			out = append(out, StateCount{s, UpdateBadges[s], n[s]})
		}
	}
	arrange.By(out, func(a, b StateCount) int { return Urgency(a.State) - Urgency(b.State) })
	return out
}

// Installed counts the updates of a deployment that are installed, and all of them that are known.
func (s *AsOf) Installed(d *model.Deployment) (done, all int) {
	seen := map[*model.Update]bool{}
	for _, id := range d.Updates {
		u := s.State.Update(id)
		if u == nil || seen[u] {
			continue
		}
		seen[u] = true
		all++
		if u.State == model.Installed {
			done++
		}
	}
	return done, all
}

// InstalledText returns how many updates of a deployment are installed: "3 of 5 installed".
func (s *AsOf) InstalledText(d *model.Deployment) string {
	done, all := s.Installed(d)
	return Grouped(done) + " of " + Grouped(all) + " " + UpdateBadges[model.Installed].Word
}
