package errcode

import (
	"maps"
	"sync/atomic"
)

// ownMeanings is the meanings that the user has given to codes. It is the one thing here that a
// program may set: Lookup is called wherever a code is put into words.
var ownMeanings atomic.Pointer[map[uint32]string]

// Teach sets the meanings that the user gives to codes, by the code as it is written. They come
// before those known here. It is meant to be called once, before anything is read.
func Teach(meanings map[uint32]string) {
	own := maps.Clone(meanings)
	ownMeanings.Store(&own)
}

// ownFamily is the family of a code whose meaning the user has given.
const ownFamily = "your own codes"

// ownMeaning returns what the user says that a code means, "" if nothing.
func ownMeaning(code uint32) string {
	if own := ownMeanings.Load(); own != nil {
		return (*own)[code]
	}
	return ""
}
