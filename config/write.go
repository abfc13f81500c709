package config

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Write writes the settings in force as a configuration that would bring them about, each with where it came from.
func (s *Settings) Write(w io.Writer, v *Vocabulary) error {
	var b writer
	section := ""
	for _, one := range simple {
		name := one.name
		if head, below, ok := strings.Cut(name, "."); ok {
			if head != section {
				b.printf("\n[%s]\n", head)
			}
			section, name = head, below
		}
		b.pair(name, one.get(s, v), s.Origins[one.name].String())
	}
	b.printf("\n[filters] # @NAME in a filter stands for them\n")
	for _, name := range slices.Sorted(maps.Keys(s.Filters)) {
		b.pair(name, oneOrMore(s.Filters[name]), s.Origins["filters."+name].String())
	}
	for i, h := range s.Highlights {
		b.printf("\n[[highlights]] # %s\n", s.Origins[highlightName(i)])
		b.pair("match", h.Match, "")
		b.some("colour", h.Colour)
		b.some("style", h.Style)
		b.pair("on", h.On, "")
	}
	b.printf("\n[keys] # \"\" takes all keys away from an action; : on the screen still knows its name\n")
	plain := map[string][]string{}
	for _, a := range v.Actions(nil) {
		plain[a.Name] = a.Keys
	}
	for _, a := range v.Actions(s.Keys) {
		from := s.Origins["keys."+a.Name].String()
		if _, own := s.Keys[a.Name]; !own && !slices.Equal(a.Keys, plain[a.Name]) {
			from = "default, but for the keys that other actions were given"
		}
		b.pair(a.Name, oneOrMore(a.Keys), from)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writer writes TOML.
type writer struct{ strings.Builder }

func (b *writer) printf(format string, args ...any) { fmt.Fprintf(b, format, args...) }

// pair writes a key, its value and a comment.
func (b *writer) pair(key string, value any, comment string) {
	b.printf("%s = %s", bare(key), literal(value))
	if comment != "" {
		b.printf(" # %s", comment)
	}
	b.printf("\n")
}

// some writes a text unless it is empty.
func (b *writer) some(key, value string) {
	if value != "" {
		b.pair(key, value, "")
	}
}

// oneOrMore is a list as it is written: one text on its own, and no text at all as an empty one.
func oneOrMore(list []string) any {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return list[0]
	}
	return list
}

func literal(value any) string {
	switch v := value.(type) {
	case string:
		return quote(v)
	case []string:
		quoted := make([]string, len(v))
		for i := range v {
			quoted[i] = quote(v[i])
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return fmt.Sprint(value)
}

// bare is a key, quoted if it must be.
func bare(key string) string {
	odd := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	}
	if key == "" || strings.ContainsFunc(key, odd) {
		return quote(key)
	}
	return key
}

// quote is a text as TOML writes it: what cannot be seen, or would command a terminal, is written as its number. A text
// that a backslash would have to be doubled in stands between single quotation marks, as it is easier to read.
func quote(s string) string {
	shown := func(r rune) bool { return unicode.IsPrint(r) && r != unicode.ReplacementChar }
	if strings.ContainsAny(s, `\"`) && !strings.Contains(s, "'") && !strings.ContainsFunc(s, func(r rune) bool { return !shown(r) }) {
		return "'" + s + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case shown(r):
			b.WriteRune(r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
