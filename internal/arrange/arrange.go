// Package arrange sorts what is sorted now and then, of whatever type. slices.SortFunc is compiled
// anew for each type of struct, 15 to 35 KB of the program every time, half a megabyte in all; By
// is a few hundred bytes. What is sorted often, by one place only, or of pointers, is for slices.
package arrange

import (
	"cmp"
	"slices"
)

// By sorts values by a comparison; those that compare equal stay in their order.
func By[E any](all []E, compare func(a, b E) int) {
	places := sortedPlaces(len(all), func(i, j int) int { return compare(all[i], all[j]) })
	if places == nil {
		return
	}
	before := slices.Clone(all)
	for i, p := range places {
		all[i] = before[p]
	}
}

// sortedPlaces returns the numbers below n in the order of what they are the places of; nil if that
// is their own.
func sortedPlaces(n int, compare func(i, j int) int) []int {
	next := 1
	for next < n && compare(next-1, next) <= 0 {
		next++
	}
	if next >= n {
		return nil
	}
	places := make([]int, n)
	for i := range places {
		places[i] = i
	}
	slices.SortFunc(places, func(i, j int) int { return cmp.Or(compare(i, j), i-j) })
	return places
}
