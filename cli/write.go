package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
	"ccmtail/report"
	"ccmtail/store"
)

// files writes what the user wants from the screen; it knows the sources, so that it never writes over what is read.
type files struct{ sources func() *store.Snapshot }

// The forms that the endings of names stand for.
var (
	recordEndings = map[string]string{".ndjson": "ndjson", ".jsonl": "ndjson", ".csv": "csv", ".log": "cmtrace", ".txt": "text"}
	reportEndings = map[string]string{".md": "markdown", ".html": "html", ".htm": "html", ".json": "json", ".txt": "text"}
)

func ending(name string, forms map[string]string, known string) (string, error) {
	form, ok := forms[strings.ToLower(filepath.Ext(name))]
	if !ok {
		return "", fmt.Errorf("%s: the file extension selects no format; use %s", name, known)
	}
	return form, nil
}

// Records implements ui.Files.
func (f files) Records(ctx context.Context, name string, over bool, v *store.Records, ids iter.Seq[event.RecordID]) error {
	form, err := ending(name, recordEndings, ".ndjson, .csv, .log (for CMTrace) and .txt")
	if err != nil {
		return err
	}
	return f.write(ctx, name, over, func(w io.Writer) error {
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
func (f files) Report(ctx context.Context, name string, over bool, v *store.Snapshot, at time.Time, rules model.FitRules) error {
	form, err := ending(name, reportEndings, ".md, .html, .json and .txt")
	if err != nil {
		return err
	}
	return f.write(ctx, name, over, func(w io.Writer) error {
		return reportForms[form].write(w, v, report.Options{At: at, Rules: rules})
	})
}

// Text implements ui.Files.
func (f files) Text(ctx context.Context, name string, over bool, text string) error {
	return f.write(ctx, name, over, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	})
}

// write makes a file of what do writes, or leaves everything as it was.
func (f files) write(ctx context.Context, name string, over bool, do func(io.Writer) error) (err error) {
	if err := f.allowed(name); err != nil {
		return err
	}
	file, err := create(name, over)
	if err != nil {
		return err
	}
	err = do(until{ctx, file})
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	err = errors.Join(err, file.Close())
	if err == nil && over {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		os.Remove(file.Name())
	}
	return err
}

// create opens a new file: by its name, or beside the one that it is to replace.
func create(name string, over bool) (*os.File, error) {
	if !over {
		return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	}
	mode := fs.FileMode(0o644)
	if i, err := os.Stat(name); err == nil {
		if mode = i.Mode(); !mode.IsRegular() {
			return nil, fmt.Errorf("%s is not a regular file and cannot be overwritten", name)
		}
	}
	file, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return nil, err
	}
	return file, file.Chmod(mode)
}

// allowed is an error for a file that is read, or that would be taken for a log among those that are.
func (f files) allowed(name string) error {
	here, _ := os.Stat(name)
	isLog := strings.EqualFold(filepath.Ext(name), ".log") || strings.EqualFold(filepath.Ext(name), ".lo_")
	for _, c := range f.sources().Clients {
		for _, l := range c.Logs {
			if i, err := os.Stat(l.Path); err == nil && here != nil && os.SameFile(i, here) {
				return fmt.Errorf("%s is one of the logs being read; choose another name", name)
			}
		}
		if i, err := os.Stat(c.Path); err == nil && i.IsDir() && isLog && within(name, i) {
			return fmt.Errorf("%s would be read as a log of %s; choose another folder", name, c.Path)
		}
	}
	return nil
}

// within says whether a file lies in a folder or below it.
func within(name string, folder fs.FileInfo) bool {
	at, err := filepath.Abs(name)
	for err == nil && at != filepath.Dir(at) {
		at = filepath.Dir(at)
		if i, err := os.Stat(at); err == nil && os.SameFile(i, folder) {
			return true
		}
	}
	return false
}

// until is a writer that fails when its context ends.
type until struct {
	ctx context.Context
	w   io.Writer
}

func (u until) Write(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.w.Write(p)
}
