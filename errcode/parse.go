package errcode

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Notation is a notation of codes.
type Notation uint8

// The notations of codes in logs and in what people write.
const (
	Hex             Notation = iota // 0x80240022, or the same extended to 64 bits
	ShortHex                        // 0x2efd: up to seven digits
	BareHex                         // 8024402C: eight digits
	SignedDecimal                   // -2145124318
	UnsignedDecimal                 // 2149842978: a number above 65535
	SmallDecimal                    // 1603, 12029, 3010: a Win32 error or an exit code
)

var notations = [...]string{"hex", "short hex", "bare hex", "signed decimal", "unsigned decimal", "small decimal"}

// String returns the name of the notation.
func (n Notation) String() string {
	if int(n) < len(notations) {
		return notations[n]
	}
	return "unknown notation"
}

// ErrNotation is wrapped by the errors of Parse.
var ErrNotation = errors.New("not an error code: write 0x80240022, 8024402C, -2145124318, 2149842978, 0x2efd or 1603")

// Parse parses a code. It ignores white space, brackets, quotation marks and punctuation around it.
// Eight digits without 0x are hexadecimal even if all are decimal digits, since a decimal number of
// eight digits is neither a Win32 error nor an HRESULT. Parse fails if s is not a code; the error
// says which notations there are.
func Parse(s string) (code uint32, notation Notation, err error) {
	text := strings.Trim(s, " \t\r\n()[]{}<>'\"`.,;:")
	text = strings.ReplaceAll(text, "−", "-") // the minus sign that web pages use for a hyphen
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

// cutPrefix0x returns s without 0x at its beginning, and whether it was there.
func cutPrefix0x(s string) (digits string, ok bool) {
	if len(s) > 2 && s[0] == '0' && s[1]|0x20 == 'x' {
		return s[2:], true
	}
	return s, false
}

// parsePrefixed parses the digits after 0x. s is for the error.
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

// parseSigned parses a negative number. s is for the error.
func parseSigned(s, text string) (uint32, Notation, error) {
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n >= 0 {
		return 0, 0, fmt.Errorf("%q is %w", s, ErrNotation)
	}
	return uint32(n), SignedDecimal, nil
}

// parseDecimal parses a number without a sign. s is for the error.
func parseDecimal(s, text string) (uint32, Notation, error) {
	if strings.HasPrefix(text, "+") {
		text = "" // which is not a number either
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

// hexValue parses 1 to 8 hexadecimal digits, or 16 if the number is sign-extended or zero-extended
// from 32 bits, as some 64-bit programs print an HRESULT.
func hexValue(digits string) (uint32, bool) {
	if len(digits) == 0 || len(digits) > 16 || len(digits) > 8 && len(digits) != 16 || !isHex(digits) {
		return 0, false
	}
	n, err := strconv.ParseUint(digits, 16, 64)
	upper := uint32(n >> 32)
	return uint32(n), err == nil && (upper == 0 || upper == 0xFFFFFFFF && n&0x80000000 != 0)
}

// isHex reports whether s consists of hexadecimal digits.
func isHex(s string) bool {
	for i := range len(s) {
		if class[s[i]]&hexDigit == 0 {
			return false
		}
	}
	return true
}
