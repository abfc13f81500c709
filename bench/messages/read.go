package main

import (
	"cmp"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"ccmtail/parsers"
)

// quote is a piece in backticks.
type quote struct {
	file       string
	line       int
	text       string
	mark       string   // "S1" to "S4", "" if there is none
	log        string   // the log under which it is counted
	components []string // those of the logs that may write it
	earlier    []string // the texts of the quotes before it in its entry
	isExample  bool     // whether it is an example of the last of them
	leftOut    string   // why it does not count, "" if it does
}

var (
	logFile    = regexp.MustCompile(`([A-Za-z][\w-]+)\.log\b`)
	markOf     = regexp.MustCompile(`\bS[1-4]\b`)
	markOfText = regexp.MustCompile(`\bS[1-3]\b`) // S4 in a text mostly marks a remark, not the message
	word       = regexp.MustCompile(`[A-Za-z]\w+`)
	backticks  = regexp.MustCompile("`[^`]+`")
	tableRule  = regexp.MustCompile(`^\|[-:| ]+\|$`)
	messages   = regexp.MustCompile(`(?i)\bmessages\b`)
)

// abbreviations are what stands directly before a message for the log that writes it.
var abbreviations = map[string]string{"CTM": "ContentTransferManager", "DTS": "DataTransferService"}

// reader reads one file, block by block.
type reader struct {
	file        string
	quotes      []quote
	onlyBelow   bool     // whether only sections below a heading "messages" count
	below       bool     // whether the present section is one
	sectionLogs []string // those of the heading, or else of the first text below it
	sectionMark string
	listMark    string   // that of the paragraph above a list
	header      []string // the cells of the table's first row, nil outside a table
}

// read returns the quotes of a Markdown file.
func read(file, text string) []quote {
	r := &reader{file: filepath.Base(file)}
	lines := strings.Split(text, "\n")
	r.onlyBelow = slices.ContainsFunc(lines, func(l string) bool {
		return strings.HasPrefix(l, "#") && messages.MatchString(l)
	})
	r.below = !r.onlyBelow
	for i := 0; i < len(lines); {
		n := 1
		switch line := lines[i]; {
		case strings.HasPrefix(line, "```"):
			n = 2 + max(0, slices.IndexFunc(lines[i+1:], func(l string) bool { return strings.HasPrefix(l, "```") }))
		case strings.HasPrefix(line, "#"):
			r.heading(line)
		case strings.HasPrefix(line, "|"):
			r.row(line, i+1)
		case strings.TrimSpace(line) == "":
			r.header = nil
		default:
			for i+n < len(lines) && continues(lines[i+n]) {
				n++
			}
			r.paragraph(strings.Join(lines[i:i+n], " "), i+1)
		}
		i += n
	}
	return r.quotes
}

// continues reports whether a line belongs to the paragraph or list item before it.
func continues(line string) bool {
	trimmed := strings.TrimSpace(line)
	return trimmed != "" && !strings.HasPrefix(trimmed, "- ") && !strings.HasPrefix(line, "|") &&
		!strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "```")
}

// heading begins a section.
func (r *reader) heading(line string) {
	if !strings.HasPrefix(line, "###") {
		r.below = !r.onlyBelow || messages.MatchString(line)
	}
	r.sectionLogs, r.sectionMark, r.listMark, r.header = logsIn(line), markOf.FindString(line), "", nil
}

// paragraph reads a paragraph or an item of a list.
func (r *reader) paragraph(text string, line int) {
	if !strings.HasPrefix(text, "- ") {
		r.listMark = markOfText.FindString(backticks.ReplaceAllString(text, ""))
	}
	if r.sectionLogs == nil && !strings.HasPrefix(text, "- ") {
		r.sectionLogs = logsIn(text)
	}
	r.entry(text, "", "", line)
}

// row reads a row of a table. The first row names the columns: one that contains "text" holds the
// messages, one called "mark" the marks. A table with no such column has messages in all cells.
func (r *reader) row(line string, number int) {
	if tableRule.MatchString(line) {
		return
	}
	const bar = "\x00" // stands for an escaped bar
	cells := strings.Split(strings.Trim(strings.ReplaceAll(line, `\|`, bar), "| "), "|")
	for i, c := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(c, bar, "|"))
	}
	if r.header == nil {
		r.header = cells
		return
	}
	mark := ""
	if i := slices.Index(r.header, "mark"); i >= 0 && i < len(cells) {
		mark = markOf.FindString(cells[i])
	}
	i := slices.IndexFunc(r.header, func(h string) bool { return strings.Contains(h, "text") })
	if i < 0 || i >= len(cells) {
		r.entry(strings.Join(cells, " · "), mark, "", number)
		return
	}
	writer := ""
	if before, _, ok := strings.Cut(cells[i], "`"); ok && strings.HasPrefix(r.header[i], "log") {
		writer = strings.TrimSpace(before)
	}
	r.entry(cells[i], mark, writer, number)
}

// entry reads the quotes of an entry: a paragraph, an item of a list or a cell. mark is that of its
// row and writer the log that its row names, "" if it has none.
func (r *reader) entry(text, mark, writer string, line int) {
	if !r.below {
		return
	}
	plain := []byte(text) // the entry with the quotes blanked
	spans := backticks.FindAllStringIndex(text, -1)
	for _, s := range spans {
		for i := s[0]; i < s[1]; i++ {
			plain[i] = ' '
		}
	}
	var components []string
	for _, log := range r.sectionLogs {
		components = append(components, componentOf(log))
	}
	for _, w := range word.FindAllString(string(plain), -1) {
		if parsers.HasRules(w) || parsers.ComponentIn(w, "") != "" {
			components = append(components, componentOf(w))
		}
	}
	var earlier []string
	for _, s := range spans {
		before, after := string(plain[:s[0]]), string(plain[s[1]:])
		q := quote{file: r.file, line: line, text: text[s[0]+1 : s[1]-1], components: components, earlier: slices.Clone(earlier)}
		q.isExample = len(earlier) > 0 && strings.HasSuffix(strings.TrimRight(before, " "), "e.g.")
		earlier = append(earlier, q.text)
		q.mark = cmp.Or(markOfText.FindString(after), mark, last(markOfText.FindAllString(before, -1)), r.listMark, r.sectionMark)
		q.log = cmp.Or(abbreviations[lastWord(before)], writer, r.lastLogIn(before), first(r.sectionLogs))
		if q.log != "" {
			q.components = append([]string{componentOf(q.log)}, components...)
		}
		q.leftOut = whyNot(q, before, after)
		r.quotes = append(r.quotes, q)
	}
}

// lastLogIn returns the log that a text names last, also one that only the heading calls a log.
func (r *reader) lastLogIn(text string) string {
	log, at := "", -1
	for _, l := range append(logsIn(text), r.sectionLogs...) {
		if i := strings.LastIndex(text, l); i > at {
			log, at = l, i
		}
	}
	return log
}

// logsIn returns the logs that a text names, as "CAS.log" or by a name that has rules.
func logsIn(text string) []string {
	var logs []string
	for _, m := range logFile.FindAllStringSubmatch(text, -1) {
		logs = append(logs, m[1])
	}
	for _, w := range word.FindAllString(text, -1) {
		isLog := slices.ContainsFunc(parsers.Logs(), func(l parsers.LogInfo) bool { return l.Name == w })
		if isLog && !slices.Contains(logs, w) {
			logs = append(logs, w)
		}
	}
	return logs
}

// componentOf returns the component of a log, its name where that is not known.
func componentOf(log string) string { return cmp.Or(parsers.ComponentIn(log, ""), log) }

// lastWord returns the last word of a text, "" if it has none or ends in other characters.
func lastWord(text string) string {
	text = strings.TrimRight(text, " ")
	return text[strings.LastIndexFunc(text, func(r rune) bool { return r == ' ' || r == '·' || r == '(' })+1:]
}

// first returns the first element, or "".
func first(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// last returns the last element, or "".
func last(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return all[len(all)-1]
}
