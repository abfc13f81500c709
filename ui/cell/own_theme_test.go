package cell

import (
	"reflect"
	"testing"
)

func TestStylesAsWritten(t *testing.T) {
	for text, want := range map[string]Style{
		"red": "31", "bold bright-red on black": "1;91;40", "on #102030 255": "48;2;16;32;48;38;5;255", "underline": "4", "": "", "On Bright-White": "107",
	} {
		if have, err := ParseStyle(text); err != nil || have != want {
			t.Errorf("%q is %q, %v, not %q", text, have, err, want)
		}
	}
	for _, text := range []string{"purpleish", "256", "#12345", "#gggggg", "red on", "on bold", "on on red", "31;1", "\x1b[31m"} {
		if have, err := ParseStyle(text); err == nil {
			t.Errorf("%q is %q", text, have)
		}
	}
}

// TestEachStyleOfAThemeHasARole: and each role is another style.
func TestEachStyleOfAThemeHasARole(t *testing.T) {
	var th Theme
	styles := map[string]string{}
	for _, role := range Roles() {
		styles[role] = "bold"
	}
	own := reflect.ValueOf(OwnTheme("mine", "light", styles))
	for i := range own.NumField() {
		if f := reflect.TypeOf(th).Field(i); f.Type == reflect.TypeFor[Style]() && own.Field(i).String() != "1" {
			t.Errorf("%s has no role", f.Name)
		}
	}
	if len(styles) != own.NumField()-1 || own.Field(0).String() != "mine" {
		t.Errorf("%d roles of %d styles", len(styles), own.NumField()-1)
	}
	if other := OwnTheme("x", "dark", map[string]string{"bad": "cyan"}); other.Bad != "36" || other.Warn != ThemeNamed("dark").Warn {
		t.Errorf("%+v", other)
	}
}
