package store

// Zones knows which bias a client's clock had when, from the records that carry one. What it learns
// does not depend on the order in which it learns it.
type Zones struct {
	spans []biasSpan
}

// biasSpan is the stretch of local time within which one bias was seen.
type biasSpan struct {
	bias        int16
	first, last int64
}

// Learn takes note of a bias at a local time (nanoseconds) and says whether that may change what
// Bias answers.
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

// BiasAtWall returns the bias a local time without one most likely had: that of the narrowest
// stretch around it, else of the nearest. known is false where no record of the client carries a
// bias.
func (z *Zones) BiasAtWall(wall int64) (bias int16, known bool) {
	best := biasSpan{}
	for i, s := range z.spans {
		if i == 0 || s.isNearer(best, wall) {
			best = s
		}
	}
	return best.bias, len(z.spans) > 0
}

func (s biasSpan) isNearer(o biasSpan, wall int64) bool {
	if d, e := s.distance(wall), o.distance(wall); d != e {
		return d < e
	}
	if w, x := s.last-s.first, o.last-o.first; w != x {
		return w < x
	}
	return s.bias < o.bias
}

func (s biasSpan) distance(wall int64) int64 {
	return max(s.first-wall, wall-s.last, 0)
}
