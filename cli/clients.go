package cli

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// clientList is the flag --clients: a file that lists clients, beside those of the command line.
type clientList struct{ file string }

// addFlag adds the flag to a command.
func (l *clientList) addFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&l.file, "clients", "", "read also the clients that this `FILE` lists, - for standard input: "+
		"a name or path a line, or a CSV with a column Name, such as a collection's export")
	offerFiles(cmd, "clients", "csv", "txt")
}

// sources returns the sources of the command line and those of the list.
func (l *clientList) sources(p *invocation, args []string) ([]string, error) {
	if l.file == "" {
		return args, nil
	}
	if l.file == "-" && slices.Contains(args, "-") {
		return nil, usageError{errors.New("standard input cannot be both a SOURCE and the list of --clients")}
	}
	listed, err := l.read(p.in)
	if err != nil {
		return nil, err
	}
	if len(listed)+len(args) == 0 {
		return nil, fmt.Errorf("--clients %s: lists no client; write a name or path a line, or a CSV with a column Name", l.file)
	}
	return append(slices.Clone(args), listed...), nil
}

// read returns the sources in the list.
func (l *clientList) read(stdin io.Reader) ([]string, error) {
	in := stdin
	if l.file != "-" {
		f, err := os.Open(l.file)
		if err != nil {
			return nil, fmt.Errorf("read --clients: %w", err)
		}
		defer f.Close()
		in = f
	}
	list, err := io.ReadAll(transform.NewReader(in, unicode.BOMOverride(transform.Nop)))
	if err != nil {
		return nil, fmt.Errorf("read --clients: %w", err)
	}
	names, err := parseClientList(string(list))
	if err != nil {
		return nil, fmt.Errorf("--clients %s: %w", l.file, err)
	}
	for i, n := range names {
		names[i] = sourceOfClient(n)
	}
	return names, nil
}

// nameColumn is the column of a CSV that holds the clients' names.
const nameColumn = "Name"

// parseClientList returns the clients in a list: a name or path a line, or the column Name of a CSV,
// whose fields are separated by commas, semicolons or tabs. Lines that begin with # are comments.
func parseClientList(list string) ([]string, error) {
	var lines []string
	for line := range strings.Lines(list) {
		if s := strings.TrimSpace(line); s != "" && s[0] != '#' {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return nil, nil
	}
	for _, separator := range ",;\t" {
		header, err := csvReader(lines[0], separator).Read()
		if err != nil {
			continue
		}
		column := slices.IndexFunc(header, func(name string) bool { return strings.EqualFold(strings.TrimSpace(name), nameColumn) })
		if column >= 0 {
			return columnOf(csvReader(strings.Join(lines[1:], ""), separator), column)
		}
	}
	var names []string
	for _, line := range lines {
		names = append(names, strings.Trim(strings.TrimSpace(line), `"`))
	}
	return names, nil
}

func csvReader(text string, separator rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = separator, -1, separator != '\t'
	return r
}

// columnOf returns the values of a column that are not empty.
func columnOf(r *csv.Reader, column int) (values []string, err error) {
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return values, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the CSV: %w", err)
		}
		if column < len(fields) && strings.TrimSpace(fields[column]) != "" {
			values = append(values, strings.TrimSpace(fields[column]))
		}
	}
}

// sourceOfClient returns the source that an entry of a list names: a path, or the client on a
// computer if it is the name of one and of no file or folder.
func sourceOfClient(entry string) string {
	if strings.ContainsAny(entry, `/\*?[`) || entry == "-" {
		return entry
	}
	if _, err := os.Lstat(entry); err == nil {
		return entry
	}
	return `\\` + entry
}
