package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"strings"

	"ccmtail/internal/text"
)

// jsonStream writes a JSON document a piece at a time, indented as encoding/json does it: a report may
// be many times as large as any of its parts. Errors wait until flush.
type jsonStream struct {
	w       *bufio.Writer
	encoder *json.Encoder
	piece   bytes.Buffer // what encoder writes
	err     error
}

func newJSONStream(w io.Writer) *jsonStream {
	s := &jsonStream{w: bufio.NewWriterSize(w, 1<<16)}
	s.encoder = json.NewEncoder(&s.piece)
	s.encoder.SetEscapeHTML(false)
	return s
}

// flush writes out what is still held back, and returns the first error.
func (s *jsonStream) flush() error {
	if err := s.w.Flush(); s.err == nil {
		s.err = err
	}
	return s.err
}

// jsonIndent is what each level is indented by.
const jsonIndent = "  "

// lists is the elements of the lists in an object, by their names in JSON. Each function writes the
// elements of one list: it calls next before each of them.
type lists map[string]func(indent string, next func())

// elements returns what writes the documents of values, one by one.
func elements[T, D any](s *jsonStream, all []T, document func(T) D) func(string, func()) {
	return func(indent string, next func()) {
		for _, v := range all {
			next()
			s.value(document(v), indent)
		}
	}
}

// object writes a struct, with lists in the place of its fields of these names.
func (s *jsonStream) object(v any, in lists, indent string) {
	fields := reflect.ValueOf(v)
	inner := indent + jsonIndent
	separator := "{\n"
	for i := range fields.NumField() {
		name, _, _ := strings.Cut(fields.Type().Field(i).Tag.Get("json"), ",")
		s.text(separator + inner + `"` + name + `": `)
		if write := in[name]; write != nil {
			s.list(write, inner)
		} else {
			s.value(fields.Field(i).Interface(), inner)
		}
		separator = ",\n"
	}
	s.text("\n" + indent + "}")
}

func (s *jsonStream) list(write func(string, func()), indent string) {
	inner := indent + jsonIndent
	separator := ""
	s.text("[")
	write(inner, func() {
		s.text(separator + "\n" + inner)
		separator = ","
	})
	if separator != "" {
		s.text("\n" + indent)
	}
	s.text("]")
}

// value writes any other value.
func (s *jsonStream) value(v any, indent string) {
	if s.err != nil {
		return
	}
	s.piece.Reset()
	s.encoder.SetIndent(indent, jsonIndent)
	if s.err = s.encoder.Encode(v); s.err == nil {
		_, s.err = s.w.Write(text.JSONInASCII(bytes.TrimSuffix(s.piece.Bytes(), []byte("\n"))))
	}
}

func (s *jsonStream) text(t string) {
	if s.err == nil {
		_, s.err = s.w.WriteString(t)
	}
}
