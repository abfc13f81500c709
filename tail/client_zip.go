package tail

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// windowsLogs are the logs, in lower case, that Windows writes and not the client. A folder that
// holds nothing else stands for no client, if it is in the same archive as one that does.
var windowsLogs = []string{
	"cbs.log", "dism.log", "windowsupdate.log", "reportingevents.log", "setupact.log", "setuperr.log", "setupdiagresults.xml",
}

// findInZip returns the clients in the folder inside of a .zip on disk, none if it holds no logs.
func findInZip(name, inside string, o Options) ([]ClientSource, error) {
	z := &zipFinder{options: o, expanding: make(chan struct{}, 2)}
	return z.find(zipOnDisk{o.Files, name}, name, inside, true)
}

// zipFinder finds the clients in a .zip and in those in it.
type zipFinder struct {
	options   Options
	expanding chan struct{} // limits how many archives in the archive are in memory at a time
	expanded  int64         // the sizes of the archives in the archive that were in memory so far
}

// find returns the clients in the folder inside of a .zip. nested says to look into the archives in
// it as well.
func (f *zipFinder) find(content zipContent, name, inside string, nested bool) ([]ClientSource, error) {
	r, size, closer, err := content.open()
	if err != nil {
		return nil, err
	}
	defer closer.Close()
	z, err := readZipDirectory(r, size, f.options.Limits)
	if err != nil {
		return nil, err
	}
	members, _ := (&archive{}).zipMembers(z, inside)
	clients := foldersByClient(members)
	all := make([]ClientSource, 0, len(clients))
	for _, root := range sortedKeys(clients) {
		c := clientInZip(content, name, inside, clients[root], nested)
		switch {
		case len(clients) == 1 && root != "":
			c.Name = path.Base(root)
		case len(clients) > 1:
			c.Path = path.Join(name, cmp.Or(root, inside))
			if len(clients[root]) == 1 {
				c.Path = path.Join(name, clients[root][0])
			}
		}
		all = append(all, c)
	}
	if !nested {
		return all, nil
	}
	for _, m := range z.File {
		member := strings.ReplaceAll(m.Name, `\`, "/")
		if strings.EqualFold(path.Ext(member), ".zip") && isInside(member, inside) && m.Flags&1 == 0 {
			all = append(all, f.findNested(content, name, m)...)
		}
	}
	return all, nil
}

// findNested returns the clients in an archive in an archive, none if it holds no logs.
func (f *zipFinder) findNested(outer zipContent, name string, m *zip.File) []ClientSource {
	at := name + "/" + strings.ReplaceAll(m.Name, `\`, "/")
	if f.expanded += int64(m.UncompressedSize64); f.expanded > f.options.Limits.Expanded {
		return []ClientSource{unreadableClient(at, errors.New("the archives in the archive are too large; unpack it and name the folder"))}
	}
	inner := &zipInZip{outer: outer, member: m.Name, expanding: f.expanding, limits: f.options.Limits}
	all, err := f.find(inner, at, "", false)
	if err != nil {
		return []ClientSource{unreadableClient(at, err)}
	}
	return all
}

// clientInZip returns the client whose logs are in some folders of a .zip; all logs inside if there
// are no folders. zipsRead says that the .zips among them are clients too.
func clientInZip(content zipContent, name, inside string, folders []string, zipsRead bool) ClientSource {
	where := name
	if inside != "" {
		where = name + "/" + inside
	}
	return ClientSource{Path: where, open: func(o Options) (*Source, error) {
		s := newSource(displayName(where), where, o)
		a := &archive{prefix: name + "/", limits: s.options.Limits, zipsRead: zipsRead}
		if folders != nil {
			a.folders = map[string]bool{}
			for _, dir := range folders {
				a.folders[dir] = true
			}
		}
		if err := a.loadZip(content, inside); err != nil {
			return nil, fmt.Errorf("open %s: %w", name, err)
		}
		s.archive, s.size = a, a.textSize()
		return s, nil
	}}
}

// foldersByClient returns the folders with logs of each client, by the folder that stands for it. One
// client has all folders, also those without logs, so that nothing is left out: its folders are nil.
func foldersByClient(members []member) map[string][]string {
	names := map[string][]string{}
	for _, m := range members {
		names[path.Dir(m.path)] = append(names[path.Dir(m.path)], path.Base(m.path))
	}
	clients, others := map[string][]string{}, map[string]bool{} // whether others holds logs, not only texts
	for _, dir := range sortedKeys(names) {
		switch picked := pickLogs(names[dir]); {
		case slices.ContainsFunc(picked, isClientLog):
			clients[clientRoot(dir)] = append(clients[clientRoot(dir)], dir)
		case len(picked) > 0:
			others[dir] = slices.ContainsFunc(picked, isLogName)
		}
	}
	switch {
	case len(clients) > 1:
		addToClients(clients, others)
	case len(clients) == 1:
		return map[string][]string{sortedKeys(clients)[0]: nil}
	case len(others) > 0:
		return map[string][]string{"": nil}
	}
	return clients
}

// addToClients adds each folder without logs of a client to the client that it is below of. One that
// is below of none is a client itself, unless it holds only texts.
func addToClients(clients map[string][]string, others map[string]bool) {
	owner := func(dir string) (root string, ok bool) {
		for root = clientRoot(dir); ; root = clientRoot(path.Dir(root)) {
			if _, ok := clients[root]; ok || root == "" {
				return root, ok
			}
		}
	}
	added := map[string][]string{}
	for _, dir := range sortedKeys(others) {
		root, ok := owner(dir)
		if !ok {
			root = clientRoot(dir)
		}
		if ok || others[dir] {
			added[root] = append(added[root], dir)
		}
	}
	for root, dirs := range added {
		clients[root] = append(clients[root], dirs...)
	}
}

// clientRoot returns the folder in an archive that stands for the client whose logs are in dir: the
// nearest one that not every client has, "" for the archive.
func clientRoot(dir string) string {
	for dir != "." && isCommonFolder(path.Base(dir)) {
		dir = path.Dir(dir)
	}
	if dir == "." {
		return ""
	}
	return dir
}

// isClientLog reports whether a file has the name of a log that the client writes.
func isClientLog(name string) bool {
	return isLogName(name) && !slices.Contains(windowsLogs, strings.ToLower(parseName(name).log))
}

// maxExpandedZip is the size in bytes of the largest archive in an archive that is read.
const maxExpandedZip = 512 << 20

// zipInZip is a .zip that is a member of one. Unless it is stored as it is, it is expanded into memory
// while it is open.
type zipInZip struct {
	outer     zipContent
	member    string
	expanding chan struct{}
	limits    Limits
}

func (z *zipInZip) open() (content io.ReaderAt, size int64, closer io.Closer, err error) {
	r, outerSize, outer, err := z.outer.open()
	if err != nil {
		return nil, 0, nil, err
	}
	directory, err := readZipDirectory(r, outerSize, z.limits)
	if err == nil {
		content, size, closer, err = z.expand(directory, r, outer)
	}
	if err != nil {
		outer.Close()
	}
	return content, size, closer, err
}

// expand returns the content of the member, and what closes it and the outer archive.
func (z *zipInZip) expand(directory *zip.Reader, r io.ReaderAt, outer io.Closer) (io.ReaderAt, int64, io.Closer, error) {
	i := slices.IndexFunc(directory.File, func(m *zip.File) bool { return m.Name == z.member })
	if i < 0 {
		return nil, 0, nil, fmt.Errorf("%s is no longer in the archive", z.member)
	}
	m := directory.File[i]
	if m.UncompressedSize64 > maxExpandedZip {
		return nil, 0, nil, errors.New("is too large to be read within an archive; unpack that and name the folder")
	}
	if m.Method == zip.Store {
		at, err := m.DataOffset()
		return io.NewSectionReader(r, at, int64(m.UncompressedSize64)), int64(m.UncompressedSize64), outer, err
	}
	text, err := m.Open()
	if err != nil {
		return nil, 0, nil, err
	}
	defer text.Close()
	z.expanding <- struct{}{}
	all, err := io.ReadAll(io.LimitReader(text, int64(m.UncompressedSize64)+1))
	if err != nil {
		<-z.expanding
		return nil, 0, nil, err
	}
	outer.Close()
	return bytes.NewReader(all), int64(len(all)), expandedZip(z.expanding), nil
}

// expandedZip is closed when an expanded archive is not needed any more.
type expandedZip chan struct{}

// Close implements io.Closer.
func (e expandedZip) Close() error { <-e; return nil }
