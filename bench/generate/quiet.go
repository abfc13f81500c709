package main

import (
	"bufio"
	"bytes"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ccmtail/parsers"
)

// evidence is where the rules' log lines are, seen from the folder of this module.
const evidence = "../parsers/testdata/lines"

// quiet returns the messages of each log, by its file's name, that a client writes all day and that
// tell of no change: of those wordings that the rules know.
func quiet() (map[string][]string, error) {
	files, err := filepath.Glob(filepath.Join(evidence, "*.txt"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("no %s here: run it as go -C bench run ./generate", evidence)
	}
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		component := strings.TrimSuffix(filepath.Base(f), ".txt")
		for l := range strings.Lines(string(text)) {
			msg := strings.ReplaceAll(strings.TrimRight(l, "\r\n"), `\n`, "\r\n")
			if msg != "" && !strings.HasPrefix(msg, "# ") && tellsNothing(component, msg) {
				all[component+".log"] = append(all[component+".log"], msg)
			}
		}
	}
	delete(all, "WindowsUpdate.log") // has a form of its own
	return all, nil
}

func tellsNothing(component, msg string) bool {
	var x parsers.Extractor
	return x.Match(parsers.Input{Component: component, Message: []byte(msg)}).Event == nil
}

// writeDay writes n quiet records of the day after an evening, see day.
func writeDay(b *bytes.Buffer, component string, messages []string, night, n int) {
	w := bufio.NewWriter(b)
	l := nightly{messages: messages, calm: n}
	l.day(w, component, night)
	w.Flush()
}

// day writes the quiet records of a log over the day that follows an evening, at moments of its own.
func (l *nightly) day(w *bufio.Writer, component string, night int) {
	const busy, idle = 4 * time.Hour, 16 * time.Hour // the evening itself, and how long the day is
	from := time.Date(2026, 3, 17, 19, 0, 0, 0, time.UTC).AddDate(0, 0, night).Add(busy)
	for i := range l.calm {
		t := from.Add(idle*time.Duration(i)/time.Duration(l.calm) + time.Duration(crc32.ChecksumIEEE([]byte(component))%60_000)*time.Millisecond)
		message := l.messages[((night*l.calm+i)%len(l.messages)+len(l.messages))%len(l.messages)]
		if i%2 == 0 { // every record of a day is one without an event
			message += l.nextLetters()
		}
		fmt.Fprintf(w, "<![LOG[%s]LOG]!><time=%q date=%q component=%q context=\"\" type=\"1\" thread=\"%d\" file=\"%s.cpp:%d\">\r\n",
			message, t.Format("15:04:05.000")+"+300", t.Format("01-02-2006"), component, 9000+i%7, strings.ToLower(component), 100+i%900)
	}
}
