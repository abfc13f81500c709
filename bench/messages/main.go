// Command messages prints which known messages of the client the rules do not match. It reads
// Markdown files that quote messages in backticks and mark each with where its wording comes from:
// S1 was seen in a real log, S2 is quoted by a vendor, S3 is what a script searches for, S4 is
// inferred. Messages with S1 or S2 count.
//
//	go -C bench run ./messages [-want PERCENT] [-v] FILE...
//
// Only sections below a heading with the word "messages" are read, or all where there is none. The
// logs of a message are those that the headings name, as "CAS.log" or by a name that has rules, and
// those that stand in its own entry. A mark in the table's column of marks counts for the row;
// otherwise the first mark S1, S2 or S3 behind the message in its entry, else the last one before
// it, else that of the paragraph above the list, else that of the heading.
//
// What else stands in backticks is left out: what has no two words, placeholders and codes not
// counted (names, codes, ids); words that all begin with a capital, without punctuation (titles);
// paths, addresses, registry keys and markup; layouts of lines; what begins with "Name=" (values);
// what stands behind the name of a placeholder of a message before it, as TEXT for <TEXT> (values as
// well); what stands behind "Software Center:" (the screen); what begins with "…", or a space and a
// small letter, or is called a fragment (parts of messages); what has "…" in the middle, except for
// the code in "[HRESULT = …]" and "[gle=…]"; what has no mark, and what no log is named for.
//
// Placeholders such as <N> and <GUID> get values; «…» may be there or not; of (a|b) each is tried;
// "…" at the end may be anything. A component before the message is taken off. A message is known if
// a rule of one of its logs matches it in all these forms, also in these cases:
//
//   - It is only the beginning of a message: a wording begins with it and two words of it at least,
//     and the quote ends where a word of the wording ends.
//   - It stands under the heading of another log, but begins with a function, as CCTMJob::Start, and
//     a rule of the log whose wordings begin with that class matches it; or the log's abbreviation,
//     CTM or DTS, stands directly before it.
//   - It is an example ("e.g.") of the quote before it, and a rule matches that one with the example
//     in place of its end, from one of its placeholders on.
//   - It is a text of ReportingEvents.log, which is one column of a row, and a rule matches the row.
//     That rule reads the row by its columns, whatever the text says.
//
// Where only a rule of another log matches, that is said. The exit code is 1 if fewer are known than
// wanted.
package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
)

func main() {
	want := flag.Float64("want", 95, "percentage of the messages that must be known")
	verbose := flag.Bool("v", false, "also print what is left out, and why")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: messages [-want PERCENT] [-v] FILE...")
		os.Exit(2)
	}
	var quotes []quote
	for _, name := range flag.Args() {
		text, err := os.ReadFile(name)
		if err != nil {
			fmt.Fprintln(os.Stderr, "messages:", err)
			os.Exit(2)
		}
		quotes = append(quotes, read(name, string(text))...)
	}
	if !slices.ContainsFunc(quotes, func(q quote) bool { return q.leftOut == "" }) {
		fmt.Fprintln(os.Stderr, "messages: no messages in these files")
		os.Exit(2)
	}
	if share := write(os.Stdout, quotes, *verbose); share < *want {
		fmt.Printf("wanted: %.1f %%\n", *want)
		os.Exit(1)
	}
}

// tally is what was found of one log, or of all.
type tally struct {
	known, all int
	unknown    []string // the messages that are not known
}

// percent returns the share of the known messages. Of none, all are known.
func (t *tally) percent() float64 {
	if t.all == 0 {
		return 100
	}
	return 100 * float64(t.known) / float64(t.all)
}

// write prints the messages that are not known by log, the totals and what was left out, and returns
// the percentage of the known ones.
func write(w io.Writer, quotes []quote, verbose bool) float64 {
	var total tally
	logs, left := map[string]*tally{}, map[string][]string{}
	seen := map[string]bool{}
	for _, q := range quotes {
		if q.leftOut != "" {
			left[q.leftOut] = append(left[q.leftOut], q.String())
			continue
		}
		if key := q.log + "\n" + q.text; !seen[key] {
			seen[key] = true
			if logs[q.log] == nil {
				logs[q.log] = &tally{}
			}
			logs[q.log].add(q)
		}
	}
	for _, log := range slices.Sorted(maps.Keys(logs)) {
		t := logs[log]
		fmt.Fprintf(w, "%s: %d of %d known\n", log, t.known, t.all)
		for _, line := range t.unknown {
			fmt.Fprintln(w, line)
		}
		total.known += t.known
		total.all += t.all
	}
	fmt.Fprintf(w, "\n%d of %d messages known: %.1f %%\n", total.known, total.all, total.percent())
	for _, reason := range slices.Sorted(maps.Keys(left)) {
		fmt.Fprintf(w, "left out, %s: %d\n", reason, len(left[reason]))
		if verbose {
			fmt.Fprintln(w, strings.Join(left[reason], "\n"))
		}
	}
	return total.percent()
}

// add counts a message.
func (t *tally) add(q quote) {
	t.all++
	if verdict := judge(q); verdict == known {
		t.known++
	} else {
		t.unknown = append(t.unknown, q.String()+verdict.note())
	}
}

// String returns the quote with its place and mark.
func (q quote) String() string { return fmt.Sprintf("  %s:%d %s `%s`", q.file, q.line, q.mark, q.text) }
