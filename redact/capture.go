package redact

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"ccmtail/internal/arrange"
	"ccmtail/tail"
)

// Capture writes a redacted copy of a source to w, as a zip with the files of all logs. It reads the
// source twice, first to learn the names, and calls open each time. The names of the files and
// folders are redacted as well. At last it reads the copy and searches it for the names, see Left.
//
// It fails if no log of the source can be read, if ctx ends before the source has been read, or if
// the temporary folder or w cannot be written to. In that case w may hold a part of the zip.
func (r *Redactor) Capture(ctx context.Context, open func() (*tail.Source, error), w io.Writer) error {
	files, err := r.learnAll(ctx, open)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "ccmtail-redact-")
	if err != nil {
		return fmt.Errorf("make a folder for the logs: %w", err)
	}
	defer os.RemoveAll(dir)
	s := &spool{dir: dir, names: r.memberNames(files), byName: map[string]*os.File{}}
	defer s.close()
	sink := &lineSink{handle: func(c tail.Chunk, text []byte) error {
		return s.write(sourceFileOf(c), r.Apply(text))
	}}
	err = sink.run(ctx, open)
	r.noteUnread(sink.failures)
	if err != nil {
		return err
	}
	return r.copyChecked(s, w)
}

// sourceFile is a file of a source.
type sourceFile struct {
	log  string // the name of the log, with its folder if there are several of that name
	base string // the base name of the file
}

// sourceFileOf returns the file that a chunk is from.
func sourceFileOf(c tail.Chunk) sourceFile {
	return sourceFile{c.Log, path.Base(strings.ReplaceAll(c.File, `\`, "/"))}
}

// learnAll learns the names in a source and returns its files, sorted. Since the logs are read
// concurrently, it learns the names of each file separately and then adds them in the order of the
// files, so that the stand-ins do not depend on the order of reading.
func (r *Redactor) learnAll(ctx context.Context, open func() (*tail.Source, error)) ([]sourceFile, error) {
	byFile := map[string]*Redactor{}
	files := map[sourceFile]bool{}
	sink := &lineSink{handle: func(c tail.Chunk, text []byte) error {
		file := fmt.Sprintf("%s %08d", c.Log, c.Generation)
		files[sourceFileOf(c)] = true
		if byFile[file] == nil {
			byFile[file] = New()
			byFile[file].GUIDs, byFile[file].kept, byFile[file].known = r.GUIDs, r.kept, r.known
			byFile[file].Learn([]byte(path.Dir(c.Log) + "\n" + sourceFileOf(c).base))
		}
		byFile[file].Learn(text)
		return nil
	}}
	err := sink.run(ctx, open)
	r.noteUnread(sink.failures)
	r.leftOut = sink.leftOut
	if err != nil {
		return nil, err
	}
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		r.addLearnt(byFile[file])
	}
	all := slices.Collect(maps.Keys(files))
	arrange.By(all, func(a, b sourceFile) int { return strings.Compare(a.log+"\x00"+a.base, b.log+"\x00"+b.base) })
	return all, nil
}

// addLearnt learns what another redactor has learnt.
func (r *Redactor) addLearnt(o *Redactor) {
	for _, n := range o.order {
		if n.isPlaced() {
			r.addThere(n.Kind, n.Text, n.at)
		} else {
			r.insert(n.Kind, n.Text)
		}
	}
	for _, low := range slices.Sorted(maps.Keys(o.domains)) {
		r.noteDomain(Domain, low)
	}
	for _, a := range o.bareAccounts.order {
		r.bareAccounts.add(a)
	}
	for _, name := range o.dotted.order {
		r.dotted.add(name)
	}
	for _, n := range o.wordOrder {
		r.addWord(n.Text)
	}
}

// noteUnread adds files that could not be read.
func (r *Redactor) noteUnread(failures []string) {
	for _, f := range failures {
		if !slices.Contains(r.unread, f) {
			r.unread = append(r.unread, f)
		}
	}
	slices.Sort(r.unread)
}

// Unread returns the files that Capture could not read and why, such as "CAS.log (permission
// denied)". The names are not redacted.
func (r *Redactor) Unread() []string { return r.unread }

// LeftOut returns the files and folders of the source that are not in the copy because they are no
// logs. The names are not redacted.
func (r *Redactor) LeftOut() []string { return r.leftOut }

// Left returns what Capture has found in its copy of the names that it had to replace, such as
// "CAS.log: the user jdoe, 2 times", with the names.
func (r *Redactor) Left() []string { return r.left }

// knownFolders holds names of folders that do not identify anybody, in lower case.
var knownFolders = wordSet(`. .. logs log ccm sms_ccm ccmsetup windows system32 temp panther unattendgc rollback debug cbs dism
	softwaredistribution client clients smstslog _smstasksequence c c: c$ users appdata local roaming programdata program_files
	newos setupact setup diagnostics diag collect archive backup old new capture captures evidence text texts`)

// memberNames returns the names of files in the copy, which differ in more than case. Folders whose
// names may be names of something else are numbered.
func (r *Redactor) memberNames(files []sourceFile) map[sourceFile]string {
	names, taken, folders := map[sourceFile]string{}, map[string]bool{}, map[string]string{}
	for _, f := range files {
		var parts []string
		for _, folder := range strings.Split(path.Dir(strings.ReplaceAll(f.log, `\`, "/")), "/") {
			switch {
			case knownFolders[strings.ToLower(folder)]:
			case folders[folder] == "":
				folders[folder] = fmt.Sprintf("folder%d", len(folders)+1)
				fallthrough
			default:
				folder = folders[folder]
			}
			parts = append(parts, folder)
		}
		base := string(r.Apply([]byte(f.base)))
		name := path.Join(append(parts, base)...)
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = path.Join(append(parts, fmt.Sprintf("same-name-%d", n), base)...)
		}
		taken[strings.ToLower(name)] = true
		names[f] = name
	}
	return names
}
