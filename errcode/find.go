package errcode

import "bytes"

// Match is a code in a message.
type Match struct {
	Start, End int // msg[Start:End] is the code as it is written, with sign and 0x
	Code       uint32
}

// Find returns the codes in a message in their order, successes included. It does not allocate if
// there are none. It takes for a code:
//
//   - 0x and eight digits, if the code is a failure or a known success;
//   - eight hexadecimal digits without 0x, if the code is a failure and it is in brackets, has a
//     name or a meaning, or follows a word such as "error";
//   - a negative decimal number in the range of failures;
//   - any other number only after words such as "error" or "exit code".
//
// It finds no code within a longer word, a GUID, a path, a URL, a date, a version or a number with a
// unit.
func Find(msg []byte) []Match { return AppendFind(nil, msg) }

// AppendFind appends the codes in a message to dst and returns it.
func AppendFind(dst []Match, msg []byte) []Match {
	f := finder{msg: msg}
	for i := nextDigit(msg, 0); i < len(msg); i = nextDigit(msg, i) {
		start, end := i, wordEnd(msg, i+1)
		if isClassAt(msg, i-1, wordByte) { // within a word; only C0… and C1… begin with a letter
			start--
			if msg[start]|0x20 != 'c' || end-start != 8 || isClassAt(msg, start-1, wordByte) {
				i = afterGUID(msg, end)
				continue
			}
		}
		if m, ok := f.readWord(start, end); ok && !f.inAddress(m.Start) {
			dst = append(dst, m)
		}
		i = afterGUID(msg, end)
	}
	return dst
}

// afterGUID returns the index after the GUID whose first group ends at end, or end if there is none.
// It saves time, since most lines have GUIDs.
func afterGUID(msg []byte, end int) int {
	if isAt(msg, end, '-') && isAt(msg, end+15, '-') && isAt(msg, end+5, '-') && isAt(msg, end+10, '-') {
		return wordEnd(msg, end+16)
	}
	return end
}

// finder finds the codes in a message.
type finder struct {
	msg []byte

	// The state of inAddress.
	addressScanned int  // the index up to which it has searched
	inURL          bool // whether there is a :// in the unbroken text before that index
}

// readWord reads a word that begins with a digit or C as a code.
func (f *finder) readWord(start, end int) (Match, bool) {
	word := f.msg[start:end]
	switch {
	case len(word) > 2 && word[0] == '0' && word[1]|0x20 == 'x':
		return f.readPrefixed(start, end)
	case len(word) > 10 || !f.standsAlone(start, end):
	case len(word) == 8 && allInClass(word, hexDigit):
		return f.readBare(start, end)
	case allInClass(word, decDigit):
		return f.readDecimal(start, end)
	}
	return Match{}, false
}

// readPrefixed reads 0x and hexadecimal digits. Fewer than eight digits need a cue, since threads,
// flags and handles are written in the same way.
func (f *finder) readPrefixed(start, end int) (Match, bool) {
	code, ok := hexOf(f.msg[start+2 : end])
	if !ok || isAt(f.msg, start-1, '@') || isAt(f.msg, start-1, '+') { // a memory address or an offset
		return Match{}, false
	}
	m := Match{start, end, code}
	switch c := f.cueBefore(start); {
	case c == cueForbids:
		return Match{}, false
	case c != cueNone:
		return m, true
	case end-start < 10:
		return Match{}, false
	case code == 0:
		return m, !f.isAfterDecimal(start) // "4 (0x00000004)" is a thread, and "0 (0x00000000)" may be one
	}
	return m, looksFailed(code) || code>>20 == 0x002 && embeddedTables().has(code) // WU_S_… and BG_S_… are 0x002xxxxx
}

// readBare reads eight hexadecimal digits without 0x.
func (f *finder) readBare(start, end int) (Match, bool) {
	code, _ := hexOf(f.msg[start:end])
	m := Match{start, end, code}
	if isAt(f.msg, start-1, '-') {
		return Match{}, false
	}
	switch c := f.cueBefore(start); {
	case c == cueForbids:
		return Match{}, false
	case c != cueNone:
		return m, looksFailed(code) || code == 0 || embeddedTables().has(code)
	case !looksFailed(code) || f.isCount(end):
		return Match{}, false
	case isAt(f.msg, start-1, '(') && isAt(f.msg, end, ')'), isAt(f.msg, start-1, '[') && isAt(f.msg, end, ']'):
		return m, true
	}
	return m, !isAt(f.msg, start-1, '=') && !f.isAssigned(start) && embeddedTables().has(code)
}

// readDecimal reads a decimal number, with or without a sign. It needs a cue unless it is negative
// and a failure.
func (f *finder) readDecimal(start, end int) (Match, bool) {
	digits := f.msg[start:end]
	if digits[0] == '0' && len(digits) > 1 || len(digits) == 8 {
		return Match{}, false
	}
	var n uint64
	for _, c := range digits {
		n = n*10 + uint64(c-'0')
	}
	if isAt(f.msg, start-1, '-') {
		return f.readSigned(start-1, end, n)
	}
	if n > 0xFFFFFFFF || !f.isCued(start, end) {
		return Match{}, false
	}
	return Match{start, end, uint32(n)}, true
}

// readSigned reads the number -n, whose minus sign is at start. After a word or certain other signs
// it is a hyphen.
func (f *finder) readSigned(start, end int, n uint64) (Match, bool) {
	isHyphen := isClassAt(f.msg, start-1, wordByte) || start > 0 && bytes.IndexByte([]byte("-)}]."), f.msg[start-1]) >= 0
	if n == 0 || n > 1<<31 || isHyphen {
		return Match{}, false
	}
	code := uint32(-int64(n))
	return Match{start, end, code}, looksFailed(code) || f.isCued(start, end)
}

// isCued reports whether there is a cue for a decimal number and it is not a count.
func (f *finder) isCued(start, end int) bool {
	switch f.cueBefore(start) {
	case cueStrong:
		return !f.isCount(end)
	case cueWeak:
		return !f.isCount(end) && !f.sentenceGoesOn(end)
	}
	return false
}

// standsAlone reports whether a word is not a part of something longer: a GUID, a date, a time, a
// version, a path, a percentage.
func (f *finder) standsAlone(start, end int) bool {
	if end < len(f.msg) {
		switch f.msg[end] {
		case '-', '.', ':':
			if isClassAt(f.msg, end+1, wordByte) {
				return false
			}
		case '/', '\\', '%', '@':
			return false
		}
	}
	if start == 0 {
		return true
	}
	switch f.msg[start-1] {
	case '/', '\\', '@', '+', '.', '$':
		return false
	case '-':
		return !isClassAt(f.msg, start-2, wordByte)
	}
	return true
}

// isAfterDecimal reports whether the code at start is in brackets after a decimal number.
func (f *finder) isAfterDecimal(start int) bool {
	i := start - 1
	if !isAt(f.msg, i, '(') {
		return false
	}
	if isAt(f.msg, i-1, ' ') {
		i--
	}
	return isClassAt(f.msg, i-1, decDigit)
}

// isAssigned reports whether there is an equals sign before the word at start.
func (f *finder) isAssigned(start int) bool {
	for start > 0 && f.msg[start-1] == ' ' {
		start--
	}
	return isAt(f.msg, start-1, '=')
}

// inAddress reports whether i is within a URL, that is whether there is a :// in the unbroken text
// before it. It must be called with increasing i, so that it need search each byte only once.
func (f *finder) inAddress(i int) bool {
	from := i
	for from > f.addressScanned && !endsAddress(f.msg[from-1]) {
		from--
	}
	if from > f.addressScanned || from > 0 && endsAddress(f.msg[from-1]) {
		f.inURL = false
	}
	f.inURL = f.inURL || bytes.Contains(f.msg[from:i], []byte("://"))
	f.addressScanned = i
	return f.inURL
}

// endsAddress reports whether c ends a URL.
func endsAddress(c byte) bool {
	switch c {
	case ' ', '\t', '\r', '\n', '"', '\'', '<', '>', '|':
		return true
	}
	return false
}

// looksFailed reports whether a number is likely to be a failure: an HRESULT with severity 1 (0x8…),
// an NTSTATUS or an error of Windows Setup (0xC0…, 0xC1…), an NTSTATUS as an HRESULT (0xD0…).
// 0x80000000 to 0x80000009 are more likely registry keys or flags.
func looksFailed(code uint32) bool {
	switch code >> 24 {
	case 0xC0, 0xC1, 0xD0:
		return true
	}
	return code>>28 == 8 && code > 0x80000009
}

// hexOf is hexValue for bytes.
func hexOf(digits []byte) (uint32, bool) {
	if len(digits) > 8 {
		return hexValue(string(digits)) // rare
	}
	var n uint32
	for _, c := range digits {
		switch {
		case class[c]&decDigit != 0:
			n = n<<4 | uint32(c-'0')
		case class[c]&hexDigit != 0:
			n = n<<4 | uint32(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return n, len(digits) > 0
}
