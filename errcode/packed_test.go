package errcode

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/klauspost/compress/s2"
)

var update = flag.Bool("update", false, "pack the tables")

// TestPackedTablesAreTheTables: what is embedded is what stands in the files beside it.
func TestPackedTablesAreTheTables(t *testing.T) {
	for name, packed := range map[string][]byte{"symbols.tsv": packedSymbols, "meanings.tsv": packedMeanings} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.ReplaceAll(string(b), "\r\n", "\n") // a checkout on Windows may differ
		switch {
		case *update:
			if err := os.WriteFile(name+".s2", s2.EncodeBest(nil, []byte(want)), 0o644); err != nil {
				t.Fatal(err)
			}
		case unpacked(packed) != want:
			t.Errorf("%s has changed; go test ./errcode -run Packed -update packs it", name)
		}
	}
}
