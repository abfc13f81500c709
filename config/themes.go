package config

import (
	"fmt"
	"maps"
	"slices"
)

// Like is the key of a theme that names the one it is like but for its own styles.
const Like = "like"

// OwnTheme is a theme of the user's.
type OwnTheme struct {
	Like   string            // one of the program's; "" is the first
	Styles map[string]string // by role
}

// addThemeName makes a theme known before the settings are read that may name it.
func (r *fileReader) addThemeName(e entry) {
	if e.path[0] == "themes" && len(e.path) > 1 && r.Themes[e.path[1]] == nil {
		if r.Themes == nil {
			r.Themes = map[string]*OwnTheme{}
		}
		r.Themes[e.path[1]] = &OwnTheme{Styles: map[string]string{}}
		r.Origins["themes."+e.path[1]] = Origin{Kind: File, Line: e.line}
	}
}

// addThemeStyle adds one key of a theme.
func (r *fileReader) addThemeStyle(e entry) error {
	name, role := e.path[1], e.path[2]
	if slices.Contains(append([]string{Auto}, r.vocabulary.Themes...), name) {
		return fmt.Errorf("themes: %q is a theme of ccmtail; choose another name", name)
	}
	if role == Like {
		like, err := oneOf(e.value, r.vocabulary.Themes)
		if err != nil {
			return fmt.Errorf("themes.%s.%s: %w", name, role, err)
		}
		r.Themes[name].Like = like
		return nil
	}
	if !slices.Contains(r.vocabulary.Roles, role) {
		return fmt.Errorf("themes.%s: unknown role %q; known: %s", name, role, joinNames(append([]string{Like}, r.vocabulary.Roles...)))
	}
	text, ok := e.value.(string)
	if !ok {
		return fmt.Errorf(`themes.%s.%s: expected a style such as "bold red on black", not %s`, name, role, tomlTypeName(e.value))
	}
	if err := r.vocabulary.CheckStyle(text); err != nil {
		return fmt.Errorf("themes.%s.%s: %w", name, role, err)
	}
	r.Themes[name].Styles[role] = text
	return nil
}

// writeThemes writes the user's own themes.
func (s *Settings) writeThemes(b *tomlWriter) {
	for _, name := range slices.Sorted(maps.Keys(s.Themes)) {
		t := s.Themes[name]
		b.printf("\n[themes.%s] # %s\n", tomlKey(name), s.Origins["themes."+name])
		b.pairUnlessEmpty(Like, t.Like)
		for _, role := range slices.Sorted(maps.Keys(t.Styles)) {
			b.pair(role, t.Styles[role], "")
		}
	}
}

// getTheme and setTheme are those of the setting theme: the user's own are allowed too.
func getTheme(s *Settings, _ *Vocabulary) any { return s.Theme }

func setTheme(s *Settings, v *Vocabulary, value any) error {
	allowed := append(append([]string{Auto}, v.Themes...), slices.Sorted(maps.Keys(s.Themes))...)
	text, err := oneOf(value, allowed)
	if err == nil {
		s.Theme = text
	}
	return err
}
