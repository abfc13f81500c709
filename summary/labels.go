package summary

import (
	"regexp"
	"strings"

	"ccmtail/model"
	"ccmtail/model/event"
)

// UpdateLabel returns an update's short name: its KB, else its title, else its id.
func UpdateLabel(u *model.Update) string {
	if u.KB != "" {
		return "KB" + u.KB
	}
	return u.Name()
}

// ShortLabel returns an update's name for a narrow column: its KB, else the beginning of its id.
func ShortLabel(u *model.Update) string {
	if u.KB != "" {
		return "KB" + u.KB
	}
	return u.ID.Short()
}

// What the titles of updates have in common, and their KB behind them.
var (
	titleKind = regexp.MustCompile(`^(\d{4}-\d{2} )?(?:(?:Cumulative|Security|Critical) )*Update for (?:the )?`)
	titleKB   = regexp.MustCompile(` \(KB\d+\)$`)
)

// ShortTitle returns an update's title for a narrow column: without the words that all titles have,
// and without the KB, which stands beside it.
func ShortTitle(u *model.Update) string {
	if u.KB == "" {
		return u.Title
	}
	return titleKind.ReplaceAllString(titleKB.ReplaceAllString(u.Title, ""), "$1")
}

// UpdateName returns the short name of the update with an id, the id if it is not known, "" for
// none.
func UpdateName(s *model.State, id event.GUID) string {
	if u := s.Update(id); u != nil {
		return UpdateLabel(u)
	}
	return id.String()
}

// DeploymentLabel returns the short name of a deployment.
func DeploymentLabel(d *model.Deployment) string { return "deployment " + d.ID.Short() }

// NameOf returns what a person calls the thing with an id.
func (s *AsOf) NameOf(id event.GUID) string {
	if u := s.FindUpdate(id); u != nil {
		return UpdateLabel(u)
	}
	if d := s.State.Deployment(id); d != nil {
		return DeploymentLabel(d)
	}
	return id.Short()
}

// Describe returns what an id is the id of, as far as the logs have told by now.
func (s *AsOf) Describe(id event.GUID) string {
	if u := s.FindUpdate(id); u != nil {
		out := "update " + UpdateLabel(u) + ", " + StateText(u)
		if u.ID != id {
			out = "content of " + out
		}
		return out
	}
	if c := s.State.Content(id); c != nil {
		return s.describeContent(c, id)
	}
	if d := s.State.Deployment(id); d != nil {
		if d.ID == id {
			return "deployment of " + UpdateCount(d) + ", " + DeploymentBadges[d.State].Word
		}
		return "job of " + DeploymentLabel(d)
	}
	if w := s.State.Windows.ByID[id]; w != nil {
		return "maintenance window for " + WindowKind(w)
	}
	return "not known by now"
}

func (s *AsOf) describeContent(c *model.Content, id event.GUID) string {
	out := "content " + c.ID.Short() + ", " + ContentBadges[c.State].Word
	for _, link := range chainOf(c) {
		if link.ID == id && id != c.ID {
			out = link.Name + " of " + out
		}
	}
	if u := s.FindUpdate(c.Update); u != nil {
		out += ", of " + UpdateLabel(u)
	}
	return out
}

// chainOf returns the ids that lead from a content to its bytes.
func chainOf(c *model.Content) []Fact {
	var all []Fact
	for _, link := range []Fact{
		{Name: "content", ID: c.ID}, {Name: "download request", ID: c.Request}, {Name: "CTM job", ID: c.CTM},
		{Name: "location request", ID: c.LocationRequest}, {Name: "DTS job", ID: c.DTS}, {Name: "BITS job", ID: c.BITS},
	} {
		if !link.ID.IsZero() {
			link.Value = link.ID.String()
			all = append(all, link)
		}
	}
	return all
}

// UpdateCount counts the updates of a deployment, by its own word or by those that are named.
func UpdateCount(d *model.Deployment) string {
	n := max(len(d.Updates), d.CICount)
	if n == 0 {
		return "no updates named"
	}
	return Count(n, "update")
}

// windowKinds are the window types by the SDK.
var windowKinds = map[int]string{
	model.AllDeploymentsWindow: "all deployments", model.ProgramWindow: "programs", model.RestartWindow: "restarts",
	model.SoftwareUpdateWindow: "software updates", model.TaskSequenceWindow: "task sequences",
	model.NonBusinessHoursWindow: "non-business hours",
}

// WindowKind returns what a window is for.
func WindowKind(w *model.Window) string {
	if kind := windowKinds[w.Type]; kind != "" {
		return kind
	}
	return "unknown"
}

// triggers are what starts an evaluation of a deployment.
var triggers = map[string]string{
	"manual": "started manually", "activation": "started at activation", "deadline": "started at its deadline", "schedule": "started on schedule",
}

// TriggerText returns what started a deployment's last evaluation, "" if nothing is known of it.
func TriggerText(d *model.Deployment) string {
	if words := triggers[d.Trigger]; words != "" || d.Trigger == "" {
		return words
	}
	return "started by " + strings.ToLower(d.Trigger)
}

// Where returns where the record of a piece of evidence stands, be it kept or not:
// "WUAHandler.log:12", the file alone if the line is not known.
func (s *AsOf) Where(e model.Evidence) string { return where(s.FileName(e), int(e.Line)) }

// FileName returns the name within the source of the file in which the record of a piece of evidence
// stands.
func (s *AsOf) FileName(e model.Evidence) string {
	return s.Records.FileName(e.Log().String(), int(e.Generation))
}

// WhereRecord returns where a record stands, "" for one that is not there.
func (s *AsOf) WhereRecord(id event.RecordID) string {
	if id >= s.Records.End() {
		return ""
	}
	return where(s.Records.FileNameOf(id), s.Records.Line(id))
}
