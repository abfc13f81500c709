// Package text makes texts into Markdown that shows them as they are, in the dialect of GitHub,
// GitLab and Azure DevOps: nothing in a text is taken for markup. Each function takes a text
// without control characters and gives markup for one place; no result holds a line break but a
// fence.
package text

import (
	"regexp"
	"strings"
)

// escapes are the characters that begin markup within a line. A link that the reader's program
// would make by itself is taken apart; an at sign would call a person on some sites, which only
// code prevents.
var escapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "~", `\~`, "#", `\#`, "$", `\$`, "!", `\!`, "{", `\{`, "}", `\}`,
	"&", "&amp;", "<", "&lt;", ">", "&gt;", "://", `\://`, "www.", `www\.`, "WWW.", `WWW\.`, "@", "`@`",
)

// block is what begins a block at the start of a line.
var block = regexp.MustCompile(`^(\s*)([-+=|:]|\d+[.)])`)

// atSigns are at sign beside at sign, each as code: the marks between them would be one of their own.
var atSigns = regexp.MustCompile("(`@`){2,}")

// Markdown returns a text within a line.
func Markdown(s string) string {
	s = escapes.Replace(strings.ReplaceAll(s, "\n", " "))
	s = atSigns.ReplaceAllStringFunc(s, func(all string) string { return "`" + strings.ReplaceAll(all, "`", "") + "`" })
	if at := block.FindStringSubmatchIndex(s); at != nil {
		end := at[5] - 1 // the mark, or what follows the number
		s = s[:end] + `\` + s[end:]
	}
	return strings.TrimSpace(s)
}

// MarkdownCode returns a text as code within a line; "" for an empty one.
func MarkdownCode(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "\n", " "))
	if s == "" {
		return ""
	}
	ticks := strings.Repeat("`", longestRun(s, '`')+1)
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return ticks + s + ticks
}

// MarkdownCell returns markup as a cell of a table: there a bar ends the cell even in code, but for one
// that is escaped already.
func MarkdownCell(s string) string {
	var b strings.Builder
	escaped := false
	for i := range len(s) {
		if s[i] == '|' && !escaped {
			b.WriteByte('\\')
		}
		escaped = s[i] == '\\' && !escaped
		b.WriteByte(s[i])
	}
	return b.String()
}

// MarkdownFence returns a text of several lines as a block of code, which no line of it can end.
func MarkdownFence(s string) string {
	fence := strings.Repeat("`", max(3, longestRun(s, '`')+1))
	return fence + "text\n" + s + "\n" + fence
}

// longestRun returns the length of the longest run of c.
func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if run++; s[i] != c {
			run = 0
		}
		longest = max(longest, run)
	}
	return longest
}
