package redact

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
)

// copyChecked writes the zip of a spool to w, after it has read it back and searched it for names.
func (r *Redactor) copyChecked(s *spool, w io.Writer) error {
	file, err := os.CreateTemp(s.dir, "zip-")
	if err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	defer file.Close()
	if err := s.writeZip(file); err != nil {
		return err
	}
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	if err := r.check(file, info.Size()); err != nil {
		return fmt.Errorf("read the copy back: %w", err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read the copy back: %w", err)
	}
	if _, err := io.Copy(w, file); err != nil {
		return fmt.Errorf("write archive: %w", err)
	}
	return nil
}

// check reads a zip and notes the names that it still has, in any case and in all forms.
func (r *Redactor) check(file io.ReaderAt, size int64) error {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return err
	}
	m := newMatcher(r.order)
	m.anywhere = true
	r.left = nil
	for _, member := range z.File {
		found := map[*Name]int{}
		m.findAll([]byte(member.Name), found)
		in, err := member.Open()
		if err != nil {
			return err
		}
		err = m.findAllIn(in, found)
		in.Close()
		if err != nil {
			return err
		}
		for _, n := range r.order {
			if found[n] > 0 {
				r.left = append(r.left, fmt.Sprintf("%s: the %s %s, %s", member.Name, n.Kind, n.Text, times(found[n])))
			}
		}
	}
	return nil
}

// times returns a number of times.
func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// checkBlock and checkOverlap are how many bytes of a copy are searched at a time, and how many of
// the ones before are searched again with them.
const (
	checkBlock   = 1 << 20
	checkOverlap = 64 << 10
)

// findAllIn counts the names in what a reader returns.
func (m *matcher) findAllIn(in io.Reader, found map[*Name]int) error {
	buf := make([]byte, 0, checkBlock+checkOverlap)
	for from := 0; ; {
		n, err := io.ReadFull(in, buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		isEnd := err != nil
		if isEnd && err != io.EOF && err != io.ErrUnexpectedEOF {
			return err
		}
		to := len(buf) // names that begin further on are searched for with the next block
		if !isEnd {
			to -= checkOverlap / 2
		}
		m.findFrom(buf, from, to, found)
		if isEnd {
			return nil
		}
		keep := copy(buf, buf[to-checkOverlap/2:])
		buf, from = buf[:keep], checkOverlap/2
	}
}

// findAll counts the names in a text.
func (m *matcher) findAll(text []byte, found map[*Name]int) { m.findFrom(text, 0, len(text), found) }

// findFrom counts the names that begin between two indexes of a text.
func (m *matcher) findFrom(text []byte, from, to int, found map[*Name]int) {
	for at := from; at < to; at++ {
		if n, f := m.formAt(text, at); n > 0 {
			found[f.name]++
			at += n - 1
		}
	}
}
