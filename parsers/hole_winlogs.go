package parsers

import (
	"bytes"
	"strconv"

	"ccmtail/model/event"
)

// The holes for the logs of Windows itself.

// holeFailure reads a result code as holeCode does, but only that of a failure.
func holeFailure(s []byte, f fieldSet, e *scratch) int {
	n := holeCode(s, f, e)
	if n < 0 || e.Code < 1<<31 {
		return -1
	}
	return n
}

// holeHex reads a result code in hexadecimal digits without 0x, however few.
func holeHex(s []byte, f fieldSet, e *scratch) int {
	n := countHexDigits(s)
	v, err := strconv.ParseUint(string(s[:n]), 16, 32)
	if err != nil {
		return -1
	}
	if f != 0 {
		e.Code, e.HasCode = event.Code(v), true
	}
	return n
}

// holeWin32 reads an error number of Windows in decimal, and stores the HRESULT for it.
func holeWin32(s []byte, _ fieldSet, e *scratch) int {
	v, n := parseDigits(s, 5)
	if n == 0 || v > 0xFFFF {
		return -1
	}
	e.Code, e.HasCode = 0, true
	if v != 0 {
		e.Code = event.Code(0x8007<<16 | v)
	}
	return n
}

// holeCounter reads the number before a message of the component store, eight hexadecimal digits.
func holeCounter(s []byte, _ fieldSet, _ *scratch) int {
	if countHexDigits(s) != 8 {
		return -1
	}
	return 8
}

// maxColumnLen is the longest column in bytes. It bounds the time for hostile messages.
const maxColumnLen = 1 << 12

// holeColumn reads a tab and the text behind it, up to the next tab.
func holeColumn(s []byte, f fieldSet, e *scratch) int {
	if len(s) == 0 || s[0] != '\t' {
		return -1
	}
	column, _, _ := bytes.Cut(s[1:min(len(s), maxColumnLen+2)], []byte{'\t'})
	if len(column) > maxColumnLen {
		return -1
	}
	e.setText(f, bytes.TrimSpace(column))
	return 1 + len(column)
}

// holeAbout reads a column with a sentence about an update and stores the update's title, the text
// behind the second colon: "Installation Started: Windows successfully started the following update:
// 2026-03 Cumulative Update". The words differ by language, the colons do not.
func holeAbout(s []byte, f fieldSet, e *scratch) int {
	n := holeColumn(s, 0, e)
	if n < 0 {
		return -1
	}
	colon := []byte(": ")
	if _, rest, ok := bytes.Cut(s[1:n], colon); ok {
		if _, title, ok := bytes.Cut(rest, colon); ok {
			e.setText(f, bytes.TrimSpace(title))
		}
	}
	return n
}
