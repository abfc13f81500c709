package config

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// Write writes the settings as a configuration that would bring them about, each with its origin.
// It fails if w does.
func (s *Settings) Write(w io.Writer, v *Vocabulary) error {
	var b tomlWriter
	section := ""
	for _, one := range singleSettings {
		name := one.name
		if head, below, ok := strings.Cut(name, "."); ok {
			if head != section {
				b.printf("\n[%s]\n", head)
			}
			section, name = head, below
		}
		b.pair(name, one.get(s, v), s.Origins[one.name].String())
	}
	s.writeThemes(&b)
	b.printf("\n[filters] # use one as @NAME in a filter\n")
	for _, name := range slices.Sorted(maps.Keys(s.Filters)) {
		b.pair(name, oneOrMore(s.Filters[name]), s.Origins["filters."+name].String())
	}
	for i, h := range s.Highlights {
		b.printf("\n[[highlights]] # %s\n", s.Origins[highlightName(i)])
		b.pair("match", h.Match, "")
		b.pairUnlessEmpty("colour", h.Colour)
		b.pairUnlessEmpty("style", h.Style)
		b.pair("on", h.On, "")
	}
	s.writeRules(&b)
	b.printf("\n[keys] # \"\" removes all keys of an action; it can still be run by name with :\n")
	plain := map[string][]string{}
	for _, a := range v.Actions(nil) {
		plain[a.Name] = a.Keys
	}
	for _, a := range v.Actions(s.Keys) {
		from := s.Origins["keys."+a.Name].String()
		if _, own := s.Keys[a.Name]; !own && !slices.Equal(a.Keys, plain[a.Name]) {
			from = "default, except keys assigned to other actions"
		}
		b.pair(a.Name, oneOrMore(a.Keys), from)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// tomlWriter writes TOML with comments behind the values.
type tomlWriter struct{ strings.Builder }

func (b *tomlWriter) printf(format string, args ...any) { fmt.Fprintf(b, format, args...) }

// pair writes a key, its value and, unless it is empty, a comment.
func (b *tomlWriter) pair(key string, value any, comment string) {
	b.printf("%s = %s", tomlKey(key), tomlValue(value))
	if comment != "" {
		b.printf(" # %s", comment)
	}
	b.printf("\n")
}

// pairUnlessEmpty writes a key and its text unless the text is empty.
func (b *tomlWriter) pairUnlessEmpty(key, value string) {
	if value != "" {
		b.pair(key, value, "")
	}
}

// oneOrMore returns a list as it is written: one text on its own, and no text at all as an empty
// one.
func oneOrMore(list []string) any {
	switch len(list) {
	case 0:
		return ""
	case 1:
		return list[0]
	}
	return list
}

// tomlValue returns a text, a list of texts, a number, true or false as TOML writes it.
func tomlValue(value any) string {
	switch v := value.(type) {
	case string:
		return tomlString(v)
	case []string:
		quoted := make([]string, len(v))
		for i := range v {
			quoted[i] = tomlString(v[i])
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return fmt.Sprint(value)
}

// tomlKey returns a key as TOML writes it, quoted if it must be.
func tomlKey(key string) string {
	odd := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_')
	}
	if key == "" || strings.ContainsFunc(key, odd) {
		return tomlString(key)
	}
	return key
}

// tomlString returns a text as TOML writes it. What cannot be seen, or would command a terminal, is
// written as its number. A text whose backslashes or quotation marks would have to be escaped
// stands between single quotation marks, which is easier to read.
func tomlString(s string) string {
	hidden := func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }
	if strings.ContainsAny(s, `\"`) && !strings.Contains(s, "'") && !strings.ContainsFunc(s, hidden) {
		return "'" + s + "'"
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case !hidden(r):
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
