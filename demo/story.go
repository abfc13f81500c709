package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// story is the content of story.txt.
type story struct {
	date    time.Time // midnight of that day, as if it were UTC
	bias    int       // in minutes: UTC = local time + bias
	records []record  // in order of time
}

// record is a record of a log.
type record struct {
	clock     string // the time, with three decimals for native logs and seven for WindowsUpdate.log
	component string // with windowsUpdatePrefix for WindowsUpdate.log
	thread    string // pid/tid for WindowsUpdate.log
	level     string
	text      string // with LF between lines
}

// parse parses a story in the form that the comment at the beginning of story.txt describes. It fails
// at the first line that is wrong.
func parse(text string) (story, error) {
	var s story
	for i, line := range strings.Split(text, "\n") {
		if err := s.addLine(strings.TrimSuffix(line, "\r")); err != nil {
			return s, fmt.Errorf("story line %d: %w", i+1, err)
		}
	}
	return s, nil
}

// addLine parses a line and adds it to the story.
func (s *story) addLine(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	var err error
	switch {
	case line == "" || line[0] == '#':
	case line[0] == '|':
		if len(s.records) == 0 {
			return fmt.Errorf("continues no record")
		}
		s.records[len(s.records)-1].text += "\n" + line[1:]
	case word == "date":
		s.date, err = time.Parse(time.DateOnly, rest)
	case word == "bias":
		s.bias, err = strconv.Atoi(rest)
	default:
		err = s.addRecord(line)
	}
	return err
}

// addRecord parses the first line of a record and adds it to the story.
func (s *story) addRecord(line string) error {
	fields := strings.SplitN(line, " ", 5)
	if len(fields) != 5 {
		return fmt.Errorf("want time, component, thread, type and text, have %q", line)
	}
	r := record{clock: fields[0], component: fields[1], thread: fields[2], level: fields[3], text: fields[4]}
	if _, err := time.Parse("15:04:05.000", r.clock[:min(12, len(r.clock))]); err != nil {
		return fmt.Errorf("read the time: %w", err)
	}
	if n := len(s.records); n > 0 && r.clock < s.records[n-1].clock {
		return fmt.Errorf("time %s is before the record above", r.clock)
	}
	if logName(r.component) == "" {
		return fmt.Errorf("unknown component %q", r.component)
	}
	s.records = append(s.records, r)
	return nil
}
