package cli

import "testing"

func TestSizes(t *testing.T) {
	for in, want := range map[string]string{
		"512M": "512M", "512mb": "512M", "1GiB": "1G", "1 G": "1G", "1024M": "1G", "20000000": "20000000", "32768k": "32M",
		"9999999999G": "", "": "", "M": "", "-1G": "", "1T": "",
	} {
		var b byteSize
		err := b.Set(in)
		if (err == nil) != (want != "") || err == nil && b.String() != want {
			t.Errorf("%q is %s (%v), want %q", in, b.String(), err, want)
		}
	}
}

func TestDefaultMemoryIsWithinBounds(t *testing.T) {
	if b := defaultMemory(); b < minMemory || b > maxDefaultMemory {
		t.Errorf("%d bytes", b)
	}
}

func TestTheHeapOfAFleet(t *testing.T) {
	for _, c := range []struct {
		clients int
		live    int64
		want    int
	}{
		{1, 0, 704},                // as large as it may be from the start
		{1000, 0, 5338},            // of the least that counts
		{1000, 45 << 20, 383},      // up to the whole
		{1000, 180 << 20, 25},      // there is less room than is collected for anyway
		{1000, 1000 << 20, 25},     // more than the whole
		{1_000_000, 4 << 20, 5500}, // no more than the whole
	} {
		if got := collectorPercent(c.live, fleetHeapOf(c.clients)); got != c.want {
			t.Errorf("%d clients of %d bytes: %d %%, want %d", c.clients, c.live, got, c.want)
		}
	}
}
