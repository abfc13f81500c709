package demo

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// story is what story.txt says: the evening's date and zone, and its records in the order of time.
type story struct {
	date    time.Time
	bias    int // minutes: UTC = local + bias
	records []record
}

// record is one message of the client. Its clock keeps the digits as written: three in native logs,
// seven in WindowsUpdate.log.
type record struct {
	clock     string
	component string
	thread    string
	level     string
	text      string // lines are parted by LF
}

// parse returns the story that a text tells; its form is described at the head of story.txt. The
// error says which line is wrong.
func parse(text string) (story, error) {
	var s story
	for i, line := range strings.Split(text, "\n") {
		if err := s.addLine(strings.TrimSuffix(line, "\r")); err != nil {
			return s, fmt.Errorf("story line %d: %w", i+1, err)
		}
	}
	return s, nil
}

// addLine adds one line of the text.
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

// addRecord adds a record from the line that begins it.
func (s *story) addRecord(line string) error {
	f := strings.SplitN(line, " ", 5)
	if len(f) != 5 {
		return fmt.Errorf("want time, component, thread, type and text, have %q", line)
	}
	r := record{clock: f[0], component: f[1], thread: f[2], level: f[3], text: f[4]}
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
