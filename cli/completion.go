package cli

import "github.com/spf13/cobra"

// In a shell, Tab completes commands and flags by itself, and files where nothing is said about an argument, as for every SOURCE.

// completes gives a flag the values that Tab offers for it; none at all for one that is typed, such as a time.
func completes(cmd *cobra.Command, flag string, values ...string) {
	must(cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)))
}

// completesFolder says that a flag takes a folder.
func completesFolder(cmd *cobra.Command, flag string) { must(cmd.MarkFlagDirname(flag)) }

// completesFile says that a flag takes a file with one of these endings.
func completesFile(cmd *cobra.Command, flag string, endings ...string) {
	must(cmd.MarkFlagFilename(flag, endings...))
}

// must panics if a command is wired to a flag that it does not have.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
