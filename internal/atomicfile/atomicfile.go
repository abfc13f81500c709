// Package atomicfile writes a file whole or not at all: what cannot be finished leaves nothing
// behind, and the file that it was to replace as it was.
package atomicfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// File is a file without its content yet. Fill must be called, once.
type File struct {
	file *os.File
	name string // the name that the file gets when it is whole; empty if it has it from the beginning
}

// Create makes a new file. Where there is one of that name already it fails with fs.ErrExist.
func Create(name string, mode fs.FileMode) (*File, error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return nil, err
	}
	return &File{file: file}, nil
}

// Replace makes a file that takes the place of the one of that name, and its mode; where there is
// none it has the mode given. Until it is whole it lies beside that place under another name, so
// that whoever reads the file sees the old content or the new.
func Replace(name string, mode fs.FileMode) (*File, error) {
	if info, err := os.Stat(name); err == nil {
		if mode = info.Mode(); !mode.IsRegular() {
			return nil, fmt.Errorf("%s is not a regular file and cannot be overwritten", name)
		}
	}
	file, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return nil, err
	}
	f := &File{file, name}
	if err := file.Chmod(mode); err != nil {
		return nil, f.finish(err)
	}
	return f, nil
}

// Fill lets write write the content. It removes the file if anything fails, or if ctx ends: then
// write's next write fails.
func (f *File) Fill(ctx context.Context, write func(io.Writer) error) error {
	err := write(until{ctx, f.file})
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return f.finish(err)
}

// finish closes the file and gives it its name, or removes it after an error.
func (f *File) finish(err error) error {
	if err == nil && f.name != "" {
		err = f.file.Sync() // or the new name could outlive a power failure, and the content not
	}
	err = errors.Join(err, f.file.Close())
	if err == nil && f.name != "" {
		err = os.Rename(f.file.Name(), f.name)
	}
	if err != nil {
		os.Remove(f.file.Name())
	}
	return err
}

// until is a writer that fails when its context has ended.
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
