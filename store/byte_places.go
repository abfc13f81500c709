package store

import (
	"encoding/binary"
	"slices"
	"sort"
)

// Text is addressed by its offsets as text in UTF-8. What is shown of a record is the byte of its
// file at which it begins. In a file that is UTF-8 both are the same. Of others the reader tells
// places whose byte is known: from one to the next, each byte of text takes a unit of the file,
// which is 2 bytes in UTF-16 and 1 otherwise. What is kept of them is one for each record before
// which the distance has changed.

// Place is a place in the text of a file whose byte in the file is known.
type Place struct{ Text, Byte int64 }

// byteAt returns the byte of a place behind p in the text, if the distance does not change between
// them.
func (p Place) byteAt(text, unit int64) int64 { return p.Byte + unit*(text-p.Text) }

// bytePlaces is what is known of the bytes of a file that is being read.
type bytePlaces struct {
	unit   int64
	at     Place   // the newest place that is not behind the end of the records
	coming []Place // the places behind it, in their order
	next   int     // the first of coming that is behind at
	kept   keptPlaces
}

// add adds places behind all others. The first may be none: the bytes go on there as before.
func (p *bytePlaces) add(unit int, first Place, more []Place) {
	p.unit = int64(unit)
	newest := p.at
	if p.next < len(p.coming) {
		newest = p.coming[len(p.coming)-1]
	}
	if p.next > len(p.coming)/2 {
		p.coming, p.next = p.coming[:copy(p.coming, p.coming[p.next:])], 0
	}
	if newest.byteAt(first.Text, p.unit) != first.Byte {
		p.coming = append(p.coming, first)
	}
	p.coming = append(p.coming, more...)
}

// isPlain reports whether text and file have not gone apart so far.
func (p *bytePlaces) isPlain() bool {
	return p.unit <= 1 && p.at.Text == p.at.Byte && p.next == len(p.coming) && p.kept.isEmpty()
}

// byteAt returns the byte of the file at a text offset that is not before the end of the records.
func (p *bytePlaces) byteAt(text int64) int64 {
	coming := p.coming[p.next:]
	k := sort.Search(len(coming), func(i int) bool { return coming[i].Text > text })
	from := p.at
	if k > 0 {
		from = coming[k-1]
	}
	at := from.byteAt(text, max(p.unit, 1))
	if k < len(coming) {
		at = min(at, coming[k].Byte)
	}
	return at
}

// advance says that there are records up to a text offset.
func (p *bytePlaces) advance(text int64) {
	for p.next < len(p.coming) && p.coming[p.next].Text <= text {
		p.at = p.coming[p.next]
		p.next++
	}
}

// keep keeps at which byte of the file a record begins that follows the others.
func (p *bytePlaces) keep(text int64) {
	p.advance(text)
	at := p.at.byteAt(text, p.unit)
	if p.next < len(p.coming) {
		at = min(at, p.coming[p.next].Byte)
	}
	p.kept.add(p.unit, Place{text, at})
}

// compact gives back memory that is needed only while text comes in.
func (p *bytePlaces) compact() {
	p.coming, p.next = slices.Clone(p.coming[p.next:]), 0
}

// blockPlaces is how many places stand together in a block.
const blockPlaces = 32

// placesBytes is about how much memory a block takes up besides the steps.
const placesBytes = 48

// keptPlaces is the places of records, in blocks. A copy of it does not change when more are added.
type keptPlaces struct {
	unit   int64
	blocks []placeBlock // complete
	open   placeBlock   // the last one
	last   Place        // the newest place
	size   int64        // about how much memory it takes up
}

// placeBlock is consecutive places: the first, and for each other one how far behind the one
// before it is in the text, and how much more or fewer bytes of the file that is than of text in
// units.
type placeBlock struct {
	Place
	n     int // places
	steps []byte
}

func (k *keptPlaces) isEmpty() bool { return k.open.n == 0 }

// add adds a place behind all others, unless the bytes of the file go on as before.
func (k *keptPlaces) add(unit int64, place Place) {
	k.unit = unit
	change := place.Byte - k.last.byteAt(place.Text, unit)
	switch {
	case change == 0:
		return
	case k.open.n == blockPlaces:
		k.open.steps = slices.Clip(k.open.steps)
		k.blocks = append(k.blocks, k.open)
		fallthrough
	case k.open.n == 0:
		k.open = placeBlock{Place: place, n: 1}
		k.size += placesBytes
	default:
		before := len(k.open.steps)
		k.open.steps = binary.AppendUvarint(k.open.steps, uint64(place.Text-k.last.Text))
		k.open.steps = binary.AppendVarint(k.open.steps, change)
		k.open.n++
		k.size += int64(len(k.open.steps) - before)
	}
	k.last = place
}

// byteAt returns at which byte of the file a record begins.
func (k *keptPlaces) byteAt(text int64) int64 {
	unit := max(k.unit, 1)
	at, block := Place{}, &k.open
	if k.open.n == 0 || k.open.Text > text {
		i := sort.Search(len(k.blocks), func(i int) bool { return k.blocks[i].Text > text }) - 1
		if i < 0 {
			return at.byteAt(text, unit)
		}
		block = &k.blocks[i]
	}
	at = block.Place
	for steps := block.steps; len(steps) > 0; {
		step, n := binary.Uvarint(steps)
		change, m := binary.Varint(steps[n:])
		next := at.Text + int64(step)
		if next > text {
			break
		}
		at = Place{next, at.byteAt(next, unit) + change}
		steps = steps[n+m:]
	}
	return at.byteAt(text, unit)
}

// trim gives up the places that only records before a text offset need.
func (k *keptPlaces) trim(text int64) {
	n := sort.Search(len(k.blocks), func(i int) bool { return k.blocks[i].Text > text }) - 1
	if n <= 0 {
		return
	}
	for _, b := range k.blocks[:n] {
		k.size -= placesBytes + int64(len(b.steps))
	}
	k.blocks = slices.Clone(k.blocks[n:])
}

// keptPlaces returns a copy of what is kept of each file, by LogFile.id, nil if no file has any.
func (s *Store) keptPlaces() (all map[uint32]*keptPlaces) {
	for _, f := range s.files {
		if f.places.kept.unit == 0 {
			continue
		}
		if all == nil {
			all = map[uint32]*keptPlaces{}
		}
		kept := f.places.kept
		all[f.id] = &kept
	}
	return all
}

// byteOf returns at which byte of its file a record begins.
func (r *Records) byteOf(e *entry) int64 {
	if kept := r.places[e.file]; kept != nil {
		return kept.byteAt(e.offset())
	}
	return e.offset()
}
