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

// screenFiles implements ui.Files. It does not write to a file that is a source, or a log in a folder
// that is one.
type screenFiles struct{ sources func() *store.Snapshot }

// The formats by file extension.
var (
	recordExtensions = map[string]string{".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".log": "cmtrace", ".txt": "text"}
	reportExtensions = map[string]string{".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".prom": "openmetrics", ".txt": "text"}
)

// formatOf returns the format for the extension of a file name. It fails if there is none; known
// names the extensions for the error.
func formatOf(name string, formats map[string]string, known string) (string, error) {
	format, ok := formats[strings.ToLower(filepath.Ext(name))]
	if !ok {
		return "", fmt.Errorf("%s: the file extension selects no format; use %s", name, known)
	}
	return format, nil
}

// Records implements ui.Files.
func (f screenFiles) Records(
	ctx context.Context, name string, replace bool, v *store.Records, ids iter.Seq[event.RecordID],
) error {
	format, err := formatOf(name, recordExtensions, ".ndjson, .csv, .log (for CMTrace) and .txt")
	if err != nil {
		return err
	}
	return f.writeFile(ctx, name, replace, func(w io.Writer) error {
		if err := markCSV(w, format); err != nil {
			return err
		}
		out, _ := report.NewExporter(w, format)
		if clients := f.sources().Clients; len(clients) == 1 {
			out.OfClient(clients[0].Name, false)
		}
		for id := range ids {
			if err := out.Record(v, id); err != nil {
				return err
			}
		}
		return out.Flush()
	})
}

// Report implements ui.Files.
func (f screenFiles) Report(
	ctx context.Context, name string, replace bool, v *store.Snapshot, at time.Time, rules model.FitRules,
) error {
	format, err := formatOf(name, reportExtensions, ".md, .html, .json, .csv and .txt")
	if err != nil {
		return err
	}
	return f.writeFile(ctx, name, replace, func(w io.Writer) error {
		if err := markCSV(w, format); err != nil {
			return err
		}
		return report.Write(w, format, v, report.Options{At: at, Rules: rules})
	})
}

// Text implements ui.Files.
func (f screenFiles) Text(ctx context.Context, name string, replace bool, text string) error {
	return f.writeFile(ctx, name, replace, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// writeFile creates a file with what fill writes. replace says to replace a file of that name. If it
// fails, there is no new file, and one that there was is unchanged.
func (f screenFiles) writeFile(ctx context.Context, name string, replace bool, fill func(io.Writer) error) error {
	if err := f.checkTarget(name); err != nil {
		return err
	}
	open, mode := atomicfile.Create, fs.FileMode(0o666)
	if replace {
		open, mode = atomicfile.Replace, 0o644
	}
	file, err := open(name, mode)
	if err != nil {
		return err
	}
	return file.Fill(ctx, fill)
}

// checkTarget returns an error if a file is one of the sources, or would be a log in a folder that is
// one.
func (f screenFiles) checkTarget(name string) error {
	for _, c := range f.sources().Clients {
		for _, l := range c.Logs {
			if err := refuseTarget(name, l.Path, c.Path); err != nil {
				return err
			}
		}
		if err := refuseTarget(name, c.Path, c.Path); err != nil {
			return err
		}
	}
	return nil
}

// isWithin reports whether a file is in a folder or below it.
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
