//go:build !race

package ui

const fewerWithRace = 1
