//go:build race

package ui

// fewerWithRace is by how much a test does less where the race detector is on. What a single
// goroutine does at random is drawn in full without it, where it takes a tenth of the time.
const fewerWithRace = 4
