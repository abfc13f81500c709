//go:build !windows

package tail

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
)

// limitsTold collects the limits that are told.
type limitsTold struct {
	mu   sync.Mutex
	told map[Limit]int
}

func (l *limitsTold) add(limit Limit) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.told == nil {
		l.told = map[Limit]int{}
	}
	l.told[limit]++
}

func (l *limitsTold) has(limit Limit) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.told[limit] > 0
}

// noMoreFolders is a notifier that can watch no folder.
type noMoreFolders struct{ err error }

func (n noMoreFolders) Watch(string, func(string, bool), func(error)) (func(), error) {
	return nil, n.err
}

// refuseWithLimit makes calls fail as they do when no more files can be opened.
func refuseWithLimit(m *memFS, op, name string) {
	m.setFault(func(o, path string) error {
		if o == op && strings.HasSuffix(path, name) {
			return &fs.PathError{Op: o, Path: path, Err: syscall.EMFILE}
		}
		return nil
	})
}

func TestTheLimitOfOpenFilesIsTold(t *testing.T) {
	m := newMemFS()
	m.write(filepath.Join(worldDir, "A.log"), "one")
	m.write(filepath.Join(worldDir, "B.log"), "two")
	var told limitsTold
	refuseWithLimit(m, "open", "B.log")
	inBubble(t, m, worldDir, Options{OnLimit: told.add}, func(c *collector) {
		if !told.has(LimitFiles) || c.text("A.log") != "one" || c.text("B.log") != "" {
			t.Errorf("told %v, %s", told.told, c)
		}
		m.setFault(nil)
		settle()
		if c.text("B.log") != "two" {
			t.Errorf("B.log is not read when files can be opened again: %s", c)
		}
	})
	told = limitsTold{}
	refuseWithLimit(m, "list", worldDir)
	if _, err := Open(worldDir, Options{Files: m, OnLimit: told.add}); !errors.Is(err, syscall.EMFILE) || !told.has(LimitFiles) {
		t.Errorf("error %v, told %v", err, told.told)
	}
}

// TestAFolderIsReadWhenItCanBeListedAgain has one that could not be when it was to be followed.
func TestAFolderIsReadWhenItCanBeListedAgain(t *testing.T) {
	m := newMemFS()
	m.write(filepath.Join(worldDir, "A.log"), "one")
	refuseWithLimit(m, "list", worldDir)
	var told limitsTold
	synctest.Test(t, func(t *testing.T) {
		s := newSource("", worldDir, Options{Files: m, Follow: true, Notify: NoNotify{}, OnLimit: told.add})
		s.folders = []*folder{newFolder(s, worldDir, pickLogs)}
		c := newCollector()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Run(ctx, c) }()
		settle()
		if !told.has(LimitFiles) || c.text("A.log") != "" {
			t.Errorf("told %v, %s", told.told, c)
		}
		m.setFault(nil)
		settle()
		if c.text("A.log") != "one" {
			t.Errorf("A.log is not read: %s", c)
		}
		cancel()
		<-done
	})
}

func TestTheLimitOfWatchesIsTold(t *testing.T) {
	for _, err := range []error{syscall.EMFILE, fmt.Errorf("watch: %w", syscall.ENOSPC)} {
		m := newMemFS()
		m.write(filepath.Join(worldDir, "A.log"), "one")
		var told limitsTold
		inBubble(t, m, worldDir, Options{OnLimit: told.add, Notify: noMoreFolders{err}}, func(c *collector) {
			m.write(filepath.Join(worldDir, "A.log"), " two")
			settle()
			if !told.has(LimitWatches) || told.has(LimitFiles) || c.text("A.log") != "one two" {
				t.Errorf("%v: told %v, %s", err, told.told, c)
			}
		})
	}
	m := newMemFS()
	m.write(filepath.Join(worldDir, "A.log"), "one")
	var told limitsTold
	inBubble(t, m, worldDir, Options{OnLimit: told.add, Notify: noMoreFolders{syscall.EACCES}}, func(*collector) {
		if told.has(LimitWatches) {
			t.Error("any error of a notifier counts as the limit")
		}
	})
}
