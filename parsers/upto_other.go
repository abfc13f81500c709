//go:build !amd64

package parsers

// upto is where c stands first in s, -1 if it does not, and whether the text before it is plain: without control characters.
func upto(s []byte, c byte) (at int, plain bool) { return uptoAnywhere(s, c) }
