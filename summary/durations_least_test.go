package summary

import (
	"math"
	"testing"
)

// TestTheLeastDuration: the difference of two times that are too far apart is the least duration.
func TestTheLeastDuration(t *testing.T) {
	if have := Duration(math.MinInt64); have != "-106751 d 23 h" {
		t.Errorf("Duration says %q", have)
	}
	if have := Elapsed(math.MinInt64); have != "-"+Elapsed(math.MaxInt64) {
		t.Errorf("Elapsed says %q", have)
	}
}
