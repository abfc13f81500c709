package tail

import (
	"bytes"
	"errors"
	"path"
	"strings"
)

// foreignFormat is a format of files that lie beside logs, or hold some, and are not read.
type foreignFormat struct {
	magic, extension string
	what             string // it is, and what to do instead
}

// foreignFormats is those that are told apart. An event trace has no magic.
var foreignFormats = []foreignFormat{
	{"ElfFile\x00", ".evtx", "is a Windows event log, which ccmtail does not read; " +
		`wevtutil qe FILE /lf:true /f:text /q:"*[System[(EventID=1074 or EventID=6008)]]" lists who restarted the computer`},
	{"", ".etl", "is an event trace, which only Windows decodes; " +
		"run Get-WindowsUpdateLog -ETLPath FOLDER -LogPath WindowsUpdate.log in PowerShell and name the log that it writes"},
	{"MSCF", ".cab", "is a cabinet; unpack it (expand -F:* FILE FOLDER) and name the folder"},
	{"7z\xbc\xaf\x27\x1c", ".7z", "is a 7-Zip archive; unpack it and name the folder"},
	{"Rar!\x1a\x07", ".rar", "is a RAR archive; unpack it and name the folder"},
}

// RefuseForeign returns an error if a file is in a format that is known not to be read: what it is, and
// what to do instead. head is the beginning of the file; the extension decides only where that is no
// text.
func RefuseForeign(name string, head []byte) error {
	for _, f := range foreignFormats {
		if f.magic != "" && bytes.HasPrefix(head, []byte(f.magic)) {
			return errors.New(f.what)
		}
	}
	if f := foreignByName(name); f != nil && bytes.IndexByte(head, 0) >= 0 && !hasUTF16Mark(head) {
		return errors.New(f.what)
	}
	return nil
}

// foreignByName returns the format that the extension of a file stands for, nil if that is none.
func foreignByName(name string) *foreignFormat {
	extension := strings.ToLower(path.Ext(name))
	for i := range foreignFormats {
		if foreignFormats[i].extension == extension {
			return &foreignFormats[i]
		}
	}
	return nil
}

func hasUTF16Mark(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}
