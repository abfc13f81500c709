package cli

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ccmtail/internal/atomicfile"
	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/report"
	"ccmtail/store"
)

// screenFiles writes what the user wants from the screen; it knows the sources, so that it never
// writes over what is read.
type screenFiles struct{ sources func() *store.Snapshot }

// The forms that the endings of names stand for.
var (
	recordExtensions = map[string]string{".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".log": "cmtrace", ".txt": "text"}
	reportExtensions = map[string]string{".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
)

func formatOf(name string, forms map[string]string, known string) (string, error) {
	form, ok := forms[strings.ToLower(filepath.Ext(name))]
	if !ok {
		return "", fmt.Errorf("%s: the file extension selects no format; use %s", name, known)
	}
	return form, nil
}

// Records implements ui.Files.
func (f screenFiles) Records(ctx context.Context, name string, over bool, v *store.Records, ids iter.Seq[event.RecordID]) error {
	form, err := formatOf(name, recordExtensions, ".ndjson, .csv, .log (for CMTrace) and .txt")
	if err != nil {
		return err
	}
	return f.writeFile(ctx, name, over, func(w io.Writer) error {
		out, _ := report.NewExporter(w, form)
		for id := range ids {
			if err := out.Record(v, id); err != nil {
				return err
			}
		}
		return out.Flush()
	})
}

// Report implements ui.Files.
func (f screenFiles) Report(ctx context.Context, name string, over bool, v *store.Snapshot, at time.Time, rules model.FitRules) error {
	form, err := formatOf(name, reportExtensions, ".md, .html, .json and .txt")
	if err != nil {
		return err
	}
	return f.writeFile(ctx, name, over, func(w io.Writer) error {
		return reportFormats[form].write(w, v, report.Options{At: at, Rules: rules})
	})
}

// Text implements ui.Files.
func (f screenFiles) Text(ctx context.Context, name string, over bool, text string) error {
	return f.writeFile(ctx, name, over, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// writeFile makes a file of what do writes, or leaves everything as it was.
func (f screenFiles) writeFile(ctx context.Context, name string, over bool, do func(io.Writer) error) error {
	if err := f.checkTarget(name); err != nil {
		return err
	}
	begin, mode := atomicfile.Create, fs.FileMode(0o666)
	if over {
		begin, mode = atomicfile.Replace, 0o644
	}
	file, err := begin(name, mode)
	if err != nil {
		return err
	}
	return file.Fill(ctx, do)
}

// checkTarget returns an error for a file that is read, or that would be taken for a log among
// those that are.
func (f screenFiles) checkTarget(name string) error {
	here, _ := os.Stat(name)
	isLog := strings.EqualFold(filepath.Ext(name), ".log") || strings.EqualFold(filepath.Ext(name), ".lo_")
	for _, c := range f.sources().Clients {
		for _, l := range c.Logs {
			if i, err := os.Stat(l.Path); err == nil && here != nil && os.SameFile(i, here) {
				return fmt.Errorf("%s is one of the logs being read; choose another name", name)
			}
		}
		if i, err := os.Stat(c.Path); err == nil && i.IsDir() && isLog && isWithin(name, i) {
			return fmt.Errorf("%s would be read as a log of %s; choose another folder", name, c.Path)
		}
	}
	return nil
}

// isWithin reports whether a file lies in a folder or below it.
func isWithin(name string, folder fs.FileInfo) bool {
	at, err := filepath.Abs(name)
	for err == nil && at != filepath.Dir(at) {
		at = filepath.Dir(at)
		if i, err := os.Stat(at); err == nil && os.SameFile(i, folder) {
			return true
		}
	}
	return false
}
