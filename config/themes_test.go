package config

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestOwnThemes(t *testing.T) {
	text := "theme = \"night\"\n[themes.night]\nlike = \"light\"\nbad = \"bold red\"\ngood = \"\"\n[themes.\"my own\"]\n"
	s, err := Read(write(t, text), screen)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]*OwnTheme{"night": {"light", map[string]string{"bad": "bold red", "good": ""}}, "my own": {"", map[string]string{}}}
	if s.Theme != "night" || !reflect.DeepEqual(s.Themes, want) || s.Origins["themes.night"] != (Origin{Kind: File, Line: 2}) {
		t.Errorf("%+v", s)
	}
	var b bytes.Buffer
	if err := s.Write(&b, screen); err != nil {
		t.Fatal(err)
	}
	again, err := Read(write(t, b.String()), screen)
	if err != nil || again.Theme != "night" || !reflect.DeepEqual(again.Themes, want) {
		t.Errorf("%v, %+v\n%s", err, again, b.String())
	}
	if err := s.Set("theme", "my own", screen, Origin{Kind: Flag}); err != nil {
		t.Error(err)
	}
}

func TestMistakesInThemes(t *testing.T) {
	for text, want := range map[string]string{
		"[themes.a]\nbda = \"red\"":                  `2: themes.a: unknown role "bda"; known: like, bad and good`,
		"[themes.a]\ngood = \"red\"\nbad = \"pink\"": "3: themes.a.bad: no colour",
		"[themes.a]\nbad = 3":                        `2: themes.a.bad: expected a style such as "bold red on black", not a number`,
		"[themes.a]\nlike = \"b\"":                   `2: themes.a.like: unknown value "b"; allowed: dark and light`,
		"[themes.dark]\nbad = \"red\"":               `2: themes: "dark" is a theme of ccmtail; choose another name`,
		"[themes]\nbad = \"red\"":                    "2: themes: write each one as a section of its own, [themes.NAME]",
		"themes = 1":                                 "1: themes: write each one as a section of its own, [themes.NAME]",
		"[[themes]]\nbad = \"red\"":                  "",
		"theme = \"b\"\n[themes.a]\nbad = \"red\"":   `1: theme: unknown value "b"; allowed: auto, dark, light and a`,
	} {
		_, err := Read(write(t, text), screen)
		var wrong Errors
		if !errors.As(err, &wrong) {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if have := fmt.Sprintf("%d: %s", wrong[0].Line, wrong[0].Text); want != "" && !strings.HasPrefix(have, want) {
			t.Errorf("%q: %s, not %s", text, have, want)
		}
	}
}
