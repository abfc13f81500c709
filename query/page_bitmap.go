package query

// pageBitmap is some records of a page.
type pageBitmap [bitmapWords]uint64

func (b *pageBitmap) has(i int) bool { return b[i>>6]>>(i&63)&1 != 0 }

func (b *pageBitmap) add(i int) { b[i>>6] |= 1 << (i & 63) }

func (b *pageBitmap) isEmpty() bool { return *b == pageBitmap{} }

// subtract takes out what is in another.
func (b *pageBitmap) subtract(o *pageBitmap) {
	for w := range b {
		b[w] &^= o[w]
	}
}

func (b *pageBitmap) union(o *pageBitmap) {
	for w := range b {
		b[w] |= o[w]
	}
}

// clip leaves only the records from one up to another.
func (b *pageBitmap) clip(from, to int) {
	for w := range b {
		switch at := w * 64; {
		case at+64 <= from || at >= to:
			b[w] = 0
		default:
			b[w] &= ^uint64(0) << max(from-at, 0)
			if at+64 > to {
				b[w] &= 1<<(to-at) - 1
			}
		}
	}
}
