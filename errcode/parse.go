package errcode

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Notation is how a code was written.
type Notation uint8

// The notations that the logs of a client and the people who read them use.
const (
	Hex             Notation = iota // 0x80240022, or the same widened to 64 bits
	ShortHex                        // 0x2efd: up to seven digits
	BareHex                         // 8024402C: exactly eight digits
	SignedDecimal                   // -2145124318
	UnsignedDecimal                 // 2149842978: anything above 65535
	SmallDecimal                    // 1603, 12029, 3010: a Win32 error or an exit code
)

var notations = [...]string{"hex", "short hex", "bare hex", "signed decimal", "unsigned decimal", "small decimal"}

// String returns the notation's name.
func (n Notation) String() string {
	if int(n) < len(notations) {
		return notations[n]
	}
	return "unknown notation"
}

// ErrNotation is wrapped by what Parse returns for text that is not a code.
var ErrNotation = errors.New("not an error code: write 0x80240022, 8024402C, -2145124318, 2149842978, 0x2efd or 1603")

// Parse reads one code. Space, brackets, quotes and a full stop around it do not matter. Eight hex
// digits without 0x are hex even if they are all decimal digits: an eight-digit decimal is neither
// a Win32 error nor an HRESULT.
func Parse(s string) (code uint32, as Notation, err error) {
	text := strings.Trim(s, " \t\r\n()[]{}<>'\"`.,;:")
	text = strings.ReplaceAll(text, "−", "-") // the minus sign that web pages put for a hyphen
	digits, prefixed := cutPrefix0x(text)
	switch {
	case prefixed:
		return parsePrefixed(s, digits)
	case strings.HasPrefix(text, "-"):
		return parseSigned(s, text)
	case len(text) == 8 && isHex(text):
		n, _ := strconv.ParseUint(text, 16, 32)
		return uint32(n), BareHex, nil
	}
	return parseDecimal(s, text)
}

func cutPrefix0x(s string) (digits string, ok bool) {
	if len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		return s[2:], true
	}
	return s, false
}

func parsePrefixed(s, digits string) (uint32, Notation, error) {
	n, ok := hexValue(digits)
	switch {
	case !ok:
		return 0, 0, fmt.Errorf("%q is %w", s, ErrNotation)
	case len(digits) < 8:
		return n, ShortHex, nil
	}
	return n, Hex, nil
}

func parseSigned(s, text string) (uint32, Notation, error) {
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n >= 0 {
		return 0, 0, fmt.Errorf("%q is %w", s, ErrNotation)
	}
	return uint32(n), SignedDecimal, nil
}

func parseDecimal(s, text string) (uint32, Notation, error) {
	if strings.HasPrefix(text, "+") {
		text = "" // ParseUint would refuse it as well; a code has no plus
	}
	n, err := strconv.ParseUint(text, 10, 32)
	switch {
	case errors.Is(err, strconv.ErrRange):
		return 0, 0, fmt.Errorf("%q has more than 32 bits: %w", s, ErrNotation)
	case err != nil:
		return 0, 0, fmt.Errorf("%q is %w", s, ErrNotation)
	case n > 0xFFFF:
		return uint32(n), UnsignedDecimal, nil
	}
	return uint32(n), SmallDecimal, nil
}

// hexValue reads 1 to 8 hex digits, or 16 when the upper half only repeats the sign, as 64-bit
// programs print an HRESULT.
func hexValue(digits string) (uint32, bool) {
	if len(digits) == 0 || len(digits) > 16 || len(digits) > 8 && len(digits) != 16 || !isHex(digits) {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 16, 64)
	upper := uint32(n >> 32)
	return uint32(n), err == nil && (upper == 0 || upper == 0xFFFFFFFF && n&0x80000000 != 0)
}

func isHex(s string) bool {
	for i := range len(s) {
		if class[s[i]]&hexDigit == 0 {
			return false
		}
	}
	return true
}
