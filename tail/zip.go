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

// openArchive opens the folder inside of an archive.
func (s *Source) openArchive(name, inside string, kind fileKind) error {
	a := &archive{prefix: name + "/", limits: s.options.Limits}
	var err error
	if kind == gzipFile {
		err = a.loadGzip(s.options.Files, name)
	} else {
		err = a.loadZip(zipOnDisk{s.options.Files, name}, inside)
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	s.archive, s.size = a, a.textSize()
	return nil
}

// loadGzip sets the logs of a .gz, which has one member.
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

// readCloser combines a reader and what to close after it.
type readCloser struct {
	io.Reader
	io.Closer
}

// zipContent is the content of a .zip.
type zipContent interface {
	// open returns the content and its size, and what to close after reading it.
	open() (content io.ReaderAt, size int64, closer io.Closer, err error)
}

// zipOnDisk is a .zip that is a file.
type zipOnDisk struct {
	files Files
	name  string
}

func (z zipOnDisk) open() (io.ReaderAt, int64, io.Closer, error) {
	f, err := z.files.Open(z.name)
	if err != nil {
		return nil, 0, nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, 0, nil, err
	}
	return fileReaderAt{f}, info.Size, f, nil
}

// contentReader reads the content of a .zip that is closed and opened again in between.
type contentReader struct{ io.ReaderAt }

// loadZip reads the directory of a .zip and sets its logs. It closes the content, which a.open opens
// again.
func (a *archive) loadZip(content zipContent, inside string) error {
	r, size, closer, err := content.open()
	if err != nil {
		return err
	}
	defer closer.Close()
	reader := &contentReader{r}
	z, err := readZipDirectory(reader, size, a.limits)
	if err != nil {
		return err
	}
	a.size = size
	members, notes := a.zipMembers(z, inside)
	a.groupLogs(members)
	if len(a.logs) == 0 {
		return noLogsInZip(inside, notes)
	}
	reader.ReaderAt = nil
	a.open = func() (io.Closer, error) {
		r, _, closer, err := content.open()
		reader.ReaderAt = r
		return closer, err
	}
	return nil
}

// readZipDirectory reads the directory of a .zip. It fails if the archive has too many members.
func readZipDirectory(r io.ReaderAt, size int64, limits Limits) (*zip.Reader, error) {
	tooMany := func(n uint64) error {
		return fmt.Errorf("holds %d files, more than %d; unpack it and name the folder with the logs", n, limits.Members)
	}
	if n := zipMemberCount(r, size); n > uint64(limits.Members) {
		return nil, tooMany(n)
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("read directory of zip: %w", err)
	}
	if n := len(z.File); n > limits.Members {
		return nil, tooMany(uint64(n))
	}
	return z, nil
}

// fileReaderAt makes a file an io.ReaderAt.
type fileReaderAt struct{ File }

// ReadAt implements io.ReaderAt.
func (r fileReaderAt) ReadAt(p []byte, off int64) (int, error) { return readFull(r.File, p, off) }

// zipMembers returns the members in the folder inside, and notes that may explain why there are
// none.
func (a *archive) zipMembers(r *zip.Reader, inside string) (members []member, notes []string) {
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
		case isAnyArchive(name):
			m.err = errors.New("is an archive within the archive; unpack it first")
		}
		if m.err != nil {
			m.size = 0
			notes = append(notes, m.path+" "+m.err.Error())
		} else if f := foreignByName(name); f != nil {
			notes = append(notes, m.path+" "+f.what)
		}
		switch inFolder := isInside(m.path, inside) && (a.folders == nil || a.folders[path.Dir(m.path)]); {
		case isAnyArchive(m.path):
			if isRead := a.zipsRead && strings.EqualFold(path.Ext(m.path), ".zip") && z.Flags&1 == 0; inFolder && !isRead {
				a.leftOut = append(a.leftOut, m)
			}
		case inFolder:
			members = append(members, m)
		}
	}
	return members, notes
}

// isInside reports whether a member is in a folder of the archive, "" for all of it, or is that itself.
func isInside(member, folder string) bool {
	return folder == "" || member == folder || strings.HasPrefix(strings.ToLower(member), strings.ToLower(folder)+"/")
}

// noLogsInZip returns the error for a .zip without logs.
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

// zipMemberCount returns the number of members in the end record of a .zip (APPNOTE 4.3.16), 0 if
// there is none, so that it can be checked before memory is allocated for them.
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
