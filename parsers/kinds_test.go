package parsers

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"ccmtail/model/event"
)

// documentedFields maps the names in the comments of model/event/kinds.go to the names in holes. An
// answer is documented by its accessor and not by Answer.
var documentedFields = map[string]string{
	"Update": "update", "Source": "source", "Deployment": "deployment", "Content": "content", "Job": "job", "Request": "request",
	"Window": "window", "Linked": "linked", "Code": "code", "RestartRequired": "restart", "Compliant": "compliant",
	"IgnoresWindow": "ignoreswindow", "Opens": "opens", "Title": "title", "KB": "kb", "State": "state", "URL": "url", "File": "file",
	"Schedule": "schedule", "Name": "name", "Revision": "revision", "StateID": "stateid", "TopicType": "topictype", "Count": "count",
	"Attempt": "attempt", "Seconds": "seconds", "FinalSeconds": "finalseconds", "WindowType": "windowtype",
	"HTTPStatus": "httpstatus", "Workloads": "workloads", "IntuneOwns": "intuneowns", "DoneBytes": "donebytes", "TotalBytes": "totalbytes", "When": "when",
}

func TestGUIDOfHasTheOrderOfTheIDs(t *testing.T) {
	var e event.Event
	for i, id := range e.IDs() {
		if guidOf(&e, 1<<i) != id {
			t.Errorf("bit %d is not id %d", i, i)
		}
	}
	if guidOf(&e, 0) != nil || guidOf(&e, firstText) != nil {
		t.Error("what is no id has one")
	}
}

// TestTheRulesFillTheDocumentedFields compares the fields that the rules of each kind fill with
// those that its comment names. Of the ids, which any line may name, a comment need not name all.
func TestTheRulesFillTheDocumentedFields(t *testing.T) {
	filled := map[event.Kind]map[string]bool{}
	for _, l := range logs {
		for i := range l.rules {
			r := &l.rules[i]
			if filled[r.kind] == nil {
				filled[r.kind] = map[string]bool{}
			}
			for _, name := range r.filledFields() {
				filled[r.kind][name] = true
			}
		}
	}
	for i, kind := range readKinds(t) {
		switch i := event.Kind(i); {
		case i == event.None, i == event.UserRule: // which no rule of ours makes
			continue
		case filled[i] == nil:
			t.Errorf("model/event/kinds.go: %s: no rule makes it", kind.name)
		}
		named := map[string]bool{}
		comment := strings.ReplaceAll(kind.comment, "Windows Update", "")
		for _, word := range regexp.MustCompile(`\w+`).FindAllString(comment, -1) {
			if name, ok := documentedFields[word]; ok {
				named[name] = true
			}
		}
		filled := filled[event.Kind(i)]
		for _, name := range documentedFields {
			isID := fieldNames[name]&guidFields != 0
			switch {
			case named[name] && !filled[name]:
				t.Errorf("model/event/kinds.go: %s: no rule fills %s, which the comment names: %s", kind.name, name, kind.comment)
			case filled[name] && !named[name] && !isID:
				t.Errorf("model/event/kinds.go: %s: a rule fills %s, which the comment does not name: %s", kind.name, name, kind.comment)
			}
		}
	}
}

func TestEveryFieldIsDocumented(t *testing.T) {
	var documented []string
	for _, name := range documentedFields {
		documented = append(documented, name)
	}
	for name, f := range fieldNames {
		if f != 0 && !slices.Contains(documented, name) {
			t.Errorf("documentedFields lacks %s", name)
		}
	}
}

// impliedAnswers holds the names in holes for the answers that the wordings of rules imply.
var impliedAnswers = map[event.Kind]string{event.WorkloadOwner: "intuneowns"}

var holeText = regexp.MustCompile(`<(\w+):(\w+)>`)

// filledFields returns the names of the fields that the rule's event may have.
func (r *rule) filledFields() (names []string) {
	for _, m := range holeText.FindAllStringSubmatch(r.line, -1) {
		names = append(names, m[1])
		names = append(names, namesOf(holeTypes[m[2]].always&^(fieldAnswer|fieldSource))...)
	}
	names = append(names, namesOf(r.inherits)...)
	if r.name != "" {
		names = append(names, "name")
	}
	if r.state != "" {
		names = append(names, "state")
	}
	if r.topicType != 0 {
		names = append(names, "topictype")
	}
	if r.answer != event.Unsaid {
		names = append(names, impliedAnswers[r.kind])
	}
	if r.succeeds {
		names = append(names, "code")
	}
	if slices.Contains(names, "title") || hasKBInFile(r.kind) && slices.Contains(names, "file") {
		names = append(names, "kb")
	}
	return names
}

// namesOf returns the names of the fields in a set, but for answers.
func namesOf(set fieldSet) (names []string) {
	for name, f := range fieldNames {
		if f&set != 0 && f != fieldAnswer {
			names = append(names, name)
		}
	}
	return names
}

func TestTheNameOfAFieldIsThatOfTheEvent(t *testing.T) {
	for documented, name := range documentedFields {
		if !strings.HasPrefix(strings.ToLower(documented), name) {
			t.Errorf("%s is called %s in holes", documented, name)
		}
	}
}
