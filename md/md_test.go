package md

import "testing"

func TestMarkdownEscapes(t *testing.T) {
	for _, c := range []struct {
		name     string
		escape   func(string) string
		in, want string
	}{
		{"plain", Text, "Update for Windows 10 (KB123)", "Update for Windows 10 (KB123)"},
		{"emphasis", Text, "*a* _b_ ~~c~~", `\*a\* \_b\_ \~\~c\~\~`},
		{"html", Text, "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"},
		{"link", Text, "[a](http://x)", `\[a\](http\://x)`},
		{"bare link", Text, "see www.x.example", `see www\.x.example`},
		{"mention", Text, "@admin", "`@`admin"},
		{"backslash", Text, `a\*`, `a\\\*`},
		{"heading", Text, "# a", `\# a`},
		{"list", Text, "- a", `\- a`},
		{"number", Text, "12. a", `12\. a`},
		{"rule", Text, "=====", `\=====`},
		{"lines", Text, "a\n# b", `a \# b`},
		{"code", Code, "a|b", "`a|b`"},
		{"no code", Code, "", ""},
		{"code with ticks", Code, "a``b", "```a``b```"},
		{"code between ticks", Code, "`a`", "`` `a` ``"},
		{"cell", Cell, "`a|b` \\|", "`a\\|b` \\\\|"},
		{"fence", Fence, "a", "```text\na\n```"},
		{"fence around a fence", Fence, "`````\na\n```", "``````text\n`````\na\n```\n``````"},
	} {
		if got := c.escape(c.in); got != c.want {
			t.Errorf("%s: %q becomes\n%q, want\n%q", c.name, c.in, got, c.want)
		}
	}
}
