package ui

import "strings"

// wrap cuts text into pieces of at most width cells, at line breaks first, then behind spaces, else anywhere.
func wrap(s string, width int) []string {
	width = max(width, 8)
	var out []string
	for _, paragraph := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n") {
		for {
			n, _ := fitting(paragraph, width)
			if n == len(paragraph) {
				out = append(out, paragraph)
				break
			}
			if space := strings.LastIndexByte(paragraph[:n], ' '); space > n/3 {
				n = space + 1
			}
			out = append(out, paragraph[:max(n, 1)])
			paragraph = paragraph[max(n, 1):]
		}
	}
	return out
}
