//go:build !amd64

package query

const (
	leastWide   = 0
	canLookWide = false
)

func indexPair(*byte, int, *pair) int { panic("no such instructions") }
