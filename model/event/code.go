package event

import "fmt"

// Code is a result or error code as 32 bits, whatever notation the log used for it.
type Code uint32

// String returns the code as eight hexadecimal digits after 0x.
func (c Code) String() string { return fmt.Sprintf("0x%08x", uint32(c)) }

// Failed reports whether the code, read as an HRESULT, is an error.
func (c Code) Failed() bool { return c&0x80000000 != 0 }

// Tri is a yes or no that may not have been said.
type Tri uint8

// The three answers.
const (
	Unsaid Tri = iota
	No
	Yes
)

// TriOf returns Yes for true and No for false.
func TriOf(b bool) Tri {
	if b {
		return Yes
	}
	return No
}
