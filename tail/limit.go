package tail

// Limit is a limit of the system that has been reached.
type Limit uint8

const (
	// LimitFiles is that of open files.
	LimitFiles Limit = iota
	// LimitWatches is that of folders that the system notifies of.
	LimitWatches
)

// String says what follows from the limit and what to do, in a sentence without a full stop.
func (l Limit) String() string {
	if l == LimitWatches {
		return "the system watches no more folders: changes in the others are seen by polling, a little later; " + raiseWatches
	}
	return "the system opens no more files: some logs are read late or not at all; " + raiseFiles
}

// limitedFiles is a file system that tells when the limit of open files is reached.
type limitedFiles struct {
	Files
	tell func(Limit)
}

// note tells of an error that is the limit, and returns it.
func (f limitedFiles) note(err error) error {
	if err != nil && isFileLimit(err) {
		f.tell(LimitFiles)
	}
	return err
}

// Open implements Files.
func (f limitedFiles) Open(path string) (File, error) {
	file, err := f.Files.Open(path)
	return file, f.note(err)
}

// Stat implements Files.
func (f limitedFiles) Stat(path string) (Info, error) {
	info, err := f.Files.Stat(path)
	return info, f.note(err)
}

// List implements Files.
func (f limitedFiles) List(dir string) ([]string, error) {
	names, err := f.Files.List(dir)
	return names, f.note(err)
}

// orDefaultFiles sets the file system, so that it tells of its limits.
func (o *Options) orDefaultFiles() {
	if o.Files == nil {
		o.Files = osFiles{}
	}
	if o.OnLimit != nil {
		o.Files = limitedFiles{o.Files, o.OnLimit}
	}
}
