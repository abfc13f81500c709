//go:build !amd64

package parsers

import "math"

const leastWide = math.MaxInt

func uptoWide(*byte, int, uint64) (int, bool) { panic("no such instructions") }
