package tail

import (
	"archive/zip"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

func (s *Source) openArchive(name, inside string, kind fileKind) error {
	a := &archive{prefix: name + "/", limits: s.options.Limits}
	var err error
	if kind == gzipFile {
		err = a.loadGzip(s.options.Files, name)
	} else {
		err = a.loadZip(s.options.Files, name, inside)
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	s.archive, s.size = a, a.size()
	return nil
}

// loadGzip makes an archive of one member.
func (a *archive) loadGzip(files Files, name string) error {
	info, err := files.Stat(name)
	if err != nil {
		return err
	}
	base := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	m := member{path: name, compressed: info.Size, open: func() (io.ReadCloser, error) {
		f, err := files.Open(name)
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(io.NewSectionReader(fileReaderAt{f}, 0, 1<<62))
		if err != nil {
			f.Close()
			return nil, err
		}
		return readCloser{z, f}, nil
	}}
	a.prefix = ""
	a.logs = []*archiveLog{{log: parseName(base).log, members: []member{m}}}
	return nil
}

type readCloser struct {
	io.Reader
	io.Closer
}

// loadZip reads the directory of a zip file. The file is closed again until
// the archive is run.
func (a *archive) loadZip(files Files, name, inside string) error {
	f, err := files.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if n := zipMemberCount(fileReaderAt{f}, info.Size); n > uint64(a.limits.Members) {
		return fmt.Errorf("holds %d files, more than %d; unpack it and name the folder with the logs", n, a.limits.Members)
	}
	held := fileReaderAt{f}
	r, err := zip.NewReader(&held, info.Size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("read directory of zip: %w", err)
	}
	members, notes, err := a.zipMembers(r, inside)
	if err != nil {
		return err
	}
	a.groupLogs(members)
	if len(a.logs) == 0 {
		return noLogsInZip(inside, notes)
	}
	held.File = nil
	a.open = func() (io.Closer, error) {
		f, err := files.Open(name)
		held.File = f
		return f, err
	}
	return nil
}

// fileReaderAt is a file as an io.ReaderAt; the file may change under it.
type fileReaderAt struct{ File }

// ReadAt reads all of p or says why not.
func (h fileReaderAt) ReadAt(p []byte, off int64) (int, error) { return readFull(h.File, p, off) }

// zipMembers returns the members under inside, and what may explain that
// there are none.
func (a *archive) zipMembers(r *zip.Reader, inside string) (members []member, notes []string, err error) {
	if len(r.File) > a.limits.Members {
		return nil, nil, fmt.Errorf("holds %d files, more than %d; unpack it and name the folder with the logs", len(r.File), a.limits.Members)
	}
	for _, z := range r.File {
		name := strings.ReplaceAll(z.Name, `\`, "/")
		if strings.HasSuffix(name, "/") {
			continue
		}
		m := member{path: name, size: int64(z.UncompressedSize64), compressed: max(1, int64(z.CompressedSize64)), open: z.Open}
		switch {
		case !fs.ValidPath(name) || strings.Contains(name, ":"):
			m.err = fmt.Errorf("member name %q points outside the archive", z.Name)
			m.path = strings.TrimLeft(path.Clean("/"+strings.ReplaceAll(name, ":", "_")), "/")
		case z.Flags&1 != 0:
			m.err = errors.New("is encrypted; unpack it and name the folder")
		case isArchive(name):
			notes = append(notes, name+" is an archive within the archive; unpack it first")
			continue
		}
		if m.err != nil {
			m.size = 0
			notes = append(notes, m.err.Error())
		}
		if inside == "" || m.path == inside || strings.HasPrefix(strings.ToLower(m.path), strings.ToLower(inside)+"/") {
			members = append(members, m)
		}
	}
	return members, notes, nil
}

func noLogsInZip(inside string, notes []string) error {
	where := "found"
	if inside != "" {
		where = "found under " + inside
	}
	if len(notes) > 0 {
		return fmt.Errorf("no logs (*.log, *.lo_) %s; %s", where, notes[0])
	}
	return fmt.Errorf("no logs (*.log, *.lo_) %s", where)
}

// zipMemberCount reads the number of members from the end record (APPNOTE 4.3.16)
// before anything is allocated for them; 0 if there is none to be found.
func zipMemberCount(f io.ReaderAt, size int64) uint64 {
	const endLen, comment = 22, 1 << 16
	buf := make([]byte, min(size, endLen+comment))
	if _, err := f.ReadAt(buf, size-int64(len(buf))); err != nil && !errors.Is(err, io.EOF) {
		return 0
	}
	at := strings.LastIndex(string(buf), "PK\x05\x06")
	if at < 0 || at+endLen > len(buf) {
		return 0
	}
	n := binary.LittleEndian.Uint16(buf[at+10:])
	if n != 0xFFFF {
		return uint64(n)
	}
	at = strings.LastIndex(string(buf), "PK\x06\x06") // zip64 (4.3.14)
	if at < 0 || at+40 > len(buf) {
		return uint64(n)
	}
	return binary.LittleEndian.Uint64(buf[at+32:])
}
