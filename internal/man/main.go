// Command man writes the man pages of ccmtail to a folder, for a release: go run ./internal/man
// FOLDER. What makes them is a third of a megabyte that no user of the program needs.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"ccmtail/cli"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "man:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("needs one FOLDER")
	}
	return write(args[0])
}

// write writes a page for each command. SOURCE_DATE_EPOCH is their date, for builds that can be
// repeated; without it they have today's.
func write(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // where the caller wants them
		return fmt.Errorf("create the folder: %w", err)
	}
	header := &doc.GenManHeader{Title: "CCMTAIL", Section: "1", Source: "ccmtail", Manual: "ccmtail"}
	root := cli.Commands()
	root.DisableAutoGenTag = true
	escapeBackslashes(root)
	if err := doc.GenManTree(root, header, folder); err != nil {
		return fmt.Errorf("write the pages: %w", err)
	}
	return nil
}

// escapeBackslashes doubles the backslashes of all help texts: doc takes them for Markdown.
func escapeBackslashes(cmd *cobra.Command) {
	cmd.Long = strings.ReplaceAll(cmd.Long, `\`, `\\`)
	for _, c := range cmd.Commands() {
		escapeBackslashes(c)
	}
}
