package query

import (
	"math/bits"

	"ccmtail/store"
)

// bitmapWords is how many words of a Set belong to a page.
const bitmapWords = store.PageRecords / 64

// pageBitmap is a set of records of a page, by their places in it.
type pageBitmap [bitmapWords]uint64

func (b *pageBitmap) has(i int) bool { return b[i>>6]>>(i&63)&1 != 0 }

func (b *pageBitmap) add(i int) { b[i>>6] |= 1 << (i & 63) }

func (b *pageBitmap) isEmpty() bool { return *b == pageBitmap{} }

// subtract removes what is in another bitmap.
func (b *pageBitmap) subtract(o *pageBitmap) {
	for w := range b {
		b[w] &^= o[w]
	}
}

// union adds what is in another bitmap.
func (b *pageBitmap) union(o *pageBitmap) {
	for w := range b {
		b[w] |= o[w]
	}
}

// clip removes all but the records from one place up to another.
func (b *pageBitmap) clip(from, to int) {
	for w := range b {
		b[w] &= rangeMask(w, from, to)
	}
}

// addRange adds those records of another bitmap that stand from one place up to another.
func (b *pageBitmap) addRange(o *pageBitmap, from, to int) {
	for w := from / 64; w*64 < to; w++ {
		b[w] |= o[w] & rangeMask(w, from, to)
	}
}

// count returns how many records there are from one place up to another.
func (b *pageBitmap) count(from, to int) (n int) {
	for w := from / 64; w*64 < to; w++ {
		n += bits.OnesCount64(b[w] & rangeMask(w, from, to))
	}
	return n
}

// rangeMask returns the bits of word w that stand from one place of the page up to another.
func rangeMask(w, from, to int) uint64 {
	if to <= w*64 {
		return 0
	}
	return ^uint64(0) << max(from-w*64, 0) & (^uint64(0) >> max(w*64+64-to, 0))
}

// each calls f for each place that has a record.
func (b *pageBitmap) each(f func(i int)) {
	for w, word := range b {
		for ; word != 0; word &= word - 1 {
			f(w*64 + bits.TrailingZeros64(word))
		}
	}
}
