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
