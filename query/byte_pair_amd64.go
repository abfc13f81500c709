package query

import "golang.org/x/sys/cpu"

// minVectorPlaces is the least number of places for indexPair.
const minVectorPlaces = 32

// hasVectorSearch says whether this processor knows the instructions of indexPair.
var hasVectorSearch = cpu.X86.HasAVX2

// indexPair is the first of n places, the first of which is at text, at which a pair stands; -1 if
// there is none.
//
//go:noescape
func indexPair(text *byte, n int, p *bytePair) int
