package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"ccmtail/parsers"
)

// judgement is whether the rules know a message.
type judgement uint8

const (
	unknownAnywhere judgement = iota
	knownElsewhere            // a rule matches it that belongs to another log
	known
)

// note returns what is to be said of a message that is not known in its log.
func (j judgement) note() string {
	if j == knownElsewhere {
		return " (a rule of another log matches)"
	}
	return ""
}

// judge asks the rules of a message's logs, and then all rules. A component before the message is
// taken off.
func judge(q quote) judgement {
	components := append(slices.Clone(q.components), componentsOfFunction(q.text)...)
	for _, text := range append(composed(q), q.text) {
		if isKnown(text, components...) {
			return known
		}
	}
	head, rest, _ := strings.Cut(q.text, " ")
	if component := strings.TrimSuffix(head, ":"); parsers.HasRules(component) && isKnown(strings.TrimLeft(rest, " "), component) {
		return known
	}
	if isKnown(q.text, "") {
		return knownElsewhere
	}
	return unknownAnywhere
}

// function is the class of the function that a message names at its beginning.
var function = regexp.MustCompile(`^C[A-Z]\w+::`)

// componentsOfFunction returns the components with wordings that begin with the same class of
// functions as a message, "CCTMJob::" for instance.
func componentsOfFunction(text string) []string {
	var all []string
	class := function.FindString(text)
	for _, l := range parsers.Logs() {
		component := componentOf(l.Name)
		if class != "" && slices.ContainsFunc(parsers.Wordings(component), func(w string) bool { return strings.HasPrefix(w, class) }) {
			all = append(all, component)
		}
	}
	return all
}

// reportingRow is a row of ReportingEvents.log behind its time, with a text in its column.
const reportingRow = "183 [AGENT_INSTALLING_SUCCEEDED]\t101\t{" + someGUID + "}\t200\t0\tCcmExec\tSuccess\tContent Install\t%s\ttoken"

// composed returns the messages that a quote is a part of: the row whose text it is, and the quote
// before it with its end replaced, if this one is an example of that.
func composed(q quote) []string {
	var all []string
	if q.log == "ReportingEvents" {
		all = append(all, fmt.Sprintf(reportingRow, q.text))
	}
	if q.isExample {
		model := last(q.earlier)
		for _, at := range placeholder.FindAllStringIndex(model, -1) {
			all = append(all, model[:at[0]]+q.text)
		}
	}
	return all
}

// isKnown reports whether rules of the components match each form of a message, or have a wording
// that begins with it.
func isKnown(text string, components ...string) bool {
	var wordings []string
	for _, c := range components {
		wordings = append(wordings, parsers.Wordings(c)...)
	}
	return !slices.ContainsFunc(forms(text), func(readings []string) bool {
		return !anyMatches(readings, components) && !beginsAny(wordings, readings)
	})
}

// anyMatches reports whether a rule of one of the components matches one of the texts.
func anyMatches(texts, components []string) bool {
	for _, text := range texts {
		for _, component := range components {
			var x parsers.Extractor
			if x.Match(parsers.Input{Component: component, Message: []byte(text)}).Known {
				return true
			}
		}
	}
	return false
}
