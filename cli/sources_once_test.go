package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"ccmtail/demo"
)

// TestASourceNamedTwiceCountsOnce names a folder by its path, with a slash behind it, and by a link.
func TestASourceNamedTwiceCountsOnce(t *testing.T) {
	dir := t.TempDir()
	logs, link := filepath.Join(dir, "logs"), filepath.Join(dir, "link")
	if err := demo.Write(logs); err != nil {
		t.Fatal(err)
	}
	args := []string{"report", logs, logs + string(filepath.Separator)}
	if os.Symlink(logs, link) == nil {
		if _, err := os.Stat(link); err == nil { // Wine makes links that lead nowhere
			args = append(args, link)
		}
	}
	var once, out, errOut bytes.Buffer
	if run(t.Context(), args[:2], nil, &once, &errOut, time.Now) != exitDone || errOut.Len() > 0 {
		t.Fatal(&errOut)
	}
	if code := run(t.Context(), args, nil, &out, &errOut, time.Now); code != exitDone || out.String() != once.String() {
		t.Errorf("exit code %d, and the report is another one than that of the folder", code)
	}
	if n := strings.Count(errOut.String(), " is named more than once; it is read once\n"); n != len(args)-2 {
		t.Errorf("said %q", &errOut)
	}
	if sourceKey(`\\PC0147`) != sourceKey(`\\pc0147\`) || sourceKey(`\\PC0147`) == sourceKey(`\\PC0148`) {
		t.Error("hosts are not told apart by their names alone")
	}
}
