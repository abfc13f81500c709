//go:build !amd64

package query

const (
	minVectorPlaces = 0
	hasVectorSearch = false
)

func indexPair(*byte, int, *bytePair) int { panic("no such instructions") }
