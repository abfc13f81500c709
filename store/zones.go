package store

// Zones knows which bias the client's clock had when, learned from records that carry their bias.
// The order of learning does not matter. The zero Zones knows nothing. It has no lock.
type Zones struct {
	spans []biasSpan // one for each bias
}

// biasSpan is the span of local time in which a bias was seen.
type biasSpan struct {
	bias        int16 // minutes
	first, last int64 // nanoseconds
}

// Learn takes in that a record of a local time (nanoseconds) has a bias. It reports whether that
// may change what BiasAtWall returns.
func (z *Zones) Learn(wall int64, bias int16) bool {
	for i := range z.spans {
		s := &z.spans[i]
		if s.bias != bias {
			continue
		}
		if wall >= s.first && wall <= s.last {
			return false
		}
		s.first, s.last = min(s.first, wall), max(s.last, wall)
		return len(z.spans) > 1
	}
	z.spans = append(z.spans, biasSpan{bias, wall, wall})
	return true
}

// BiasAtWall returns the bias, in minutes, that a local time (nanoseconds) most likely had: that of
// the shortest span around it, else of the nearest one. known is false if no bias was learned.
func (z *Zones) BiasAtWall(wall int64) (bias int16, known bool) {
	best := biasSpan{}
	for i, s := range z.spans {
		if i == 0 || s.isNearer(best, wall) {
			best = s
		}
	}
	return best.bias, len(z.spans) > 0
}

// isNearer reports whether s is a better guess for a local time than other.
func (s biasSpan) isNearer(other biasSpan, wall int64) bool {
	if d, e := s.distance(wall), other.distance(wall); d != e {
		return d < e
	}
	if d, e := s.last-s.first, other.last-other.first; d != e {
		return d < e
	}
	return s.bias < other.bias
}

// distance returns how far a local time is from the span, 0 within it.
func (s biasSpan) distance(wall int64) int64 {
	return max(s.first-wall, wall-s.last, 0)
}
