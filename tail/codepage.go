package tail

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// codePages holds the encodings that Windows uses as ANSI code pages, by number (Microsoft, "Code
// Page Identifiers").
var codePages = map[int]encoding.Encoding{
	874:  charmap.Windows874,
	932:  japanese.ShiftJIS,
	936:  simplifiedchinese.GBK,
	949:  korean.EUCKR,
	950:  traditionalchinese.Big5,
	1250: charmap.Windows1250,
	1251: charmap.Windows1251,
	1252: charmap.Windows1252,
	1253: charmap.Windows1253,
	1254: charmap.Windows1254,
	1255: charmap.Windows1255,
	1256: charmap.Windows1256,
	1257: charmap.Windows1257,
	1258: charmap.Windows1258,
}

// codePage returns the encoding of a code page: 0 stands for that of the system, and unknown ones
// for 1252.
func codePage(number int) encoding.Encoding {
	if number == 0 {
		number = systemCodePage()
	}
	if e, ok := codePages[number]; ok {
		return e
	}
	return charmap.Windows1252
}
