package errcode

import (
	"errors"
	"fmt"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in   string
		want uint32
		as   Notation
	}{
		{"0x80240022", 0x80240022, Hex},
		{"-2145124318", 0x80240022, SignedDecimal},
		{"2149842978", 0x80240022, UnsignedDecimal},
		{"8024402C", 0x8024402C, BareHex},
		{"1603", 1603, SmallDecimal},
		{"0x2efd", 12029, ShortHex},
		{"3010", 3010, SmallDecimal},
		{"0x87D00664", 0x87D00664, Hex},

		{"0X87d00692", 0x87D00692, Hex},
		{" (0x87d00692). ", 0x87D00692, Hex},
		{"[8024000E]", 0x8024000E, BareHex},
		{"80004005", 0x80004005, BareHex}, // not the decimal number: that is no code
		{"80070490", 0x80070490, BareHex},
		{"00240005", 0x00240005, BareHex},
		{"2359301", 0x00240005, UnsignedDecimal},
		{"0x0", 0, ShortHex},
		{"0x00000000", 0, Hex},
		{"0", 0, SmallDecimal},
		{"-1", 0xFFFFFFFF, SignedDecimal},
		{"-2147483648", 0x80000000, SignedDecimal},
		{"−2145124318", 0x80240022, SignedDecimal},
		{"4294967295", 0xFFFFFFFF, UnsignedDecimal},
		{"65535", 65535, SmallDecimal},
		{"65536", 65536, UnsignedDecimal},
		{"2278556452", 0x87D00324, UnsignedDecimal},
		{"0xFFFFFFFF80070005", 0x80070005, Hex},
		{"0x0000000080070005", 0x80070005, Hex},
	} {
		have, as, err := Parse(c.in)
		if err != nil || have != c.want || as != c.as {
			t.Errorf("%q: have 0x%08x, %v, %v; want 0x%08x, %v", c.in, have, as, err, c.want, c.as)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, in := range []string{
		"", "-", "0x", "banana", "2efd", "0xGG", "0x123456789", "0x1FFFFFFFF80070005", "0xFFFFFFFF00000005", "4294967296", "-2147483649",
		"+5", "-0", "1,603", "12 34", "80070005-1B22-4A4F", "1.5", "0x80070005 0x80070002", "--5", "8007000G",
	} {
		if code, notation, err := Parse(in); !errors.Is(err, ErrNotation) {
			t.Errorf("%q: have 0x%x, %v, %v", in, code, notation, err)
		}
	}
}

func TestNotationNames(t *testing.T) {
	if Hex.String() != "hex" || SmallDecimal.String() != "small decimal" || Notation(99).String() != "unknown notation" {
		t.Error(Hex, SmallDecimal, Notation(99))
	}
}

// FuzzParse checks that a code is the same after it is written as hexadecimal and parsed again.
func FuzzParse(f *testing.F) {
	for _, in := range []string{"0x80240022", "-2145124318", "2149842978", "8024402C", "1603", "0x2efd", "banana", "0xFFFFFFFF80070005"} {
		f.Add(in)
	}
	f.Fuzz(func(t *testing.T, in string) {
		code, _, err := Parse(in)
		if err != nil {
			if !errors.Is(err, ErrNotation) {
				t.Fatal(err)
			}
			return
		}
		info := Lookup(code)
		if again, _, err := Parse(fmt.Sprintf("0x%08X", code)); err != nil || again != code {
			t.Fatalf("%q is 0x%x, read again 0x%x, %v", in, code, again, err)
		}
		if info.Family == "" && info.Known {
			t.Fatalf("0x%x has no family", code)
		}
	})
}
