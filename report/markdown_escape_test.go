package report

import "testing"

func TestMarkdownEscapes(t *testing.T) {
	for _, c := range []struct {
		name     string
		escape   func(string) string
		in, want string
	}{
		{"plain", mdText, "Update for Windows 10 (KB123)", "Update for Windows 10 (KB123)"},
		{"emphasis", mdText, "*a* _b_ ~~c~~", `\*a\* \_b\_ \~\~c\~\~`},
		{"html", mdText, "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"},
		{"link", mdText, "[a](http://x)", `\[a\](http\://x)`},
		{"bare link", mdText, "see www.x.example", `see www\.x.example`},
		{"mention", mdText, "@admin", "`@`admin"},
		{"backslash", mdText, `a\*`, `a\\\*`},
		{"heading", mdText, "# a", `\# a`},
		{"list", mdText, "- a", `\- a`},
		{"number", mdText, "12. a", `12\. a`},
		{"rule", mdText, "=====", `\=====`},
		{"lines", mdText, "a\n# b", `a \# b`},
		{"code", mdCode, "a|b", "`a|b`"},
		{"no code", mdCode, "", ""},
		{"code with ticks", mdCode, "a``b", "```a``b```"},
		{"code between ticks", mdCode, "`a`", "`` `a` ``"},
		{"cell", mdCell, "`a|b` \\|", "`a\\|b` \\\\|"},
		{"fence", mdFence, "a", "```text\na\n```"},
		{"fence around a fence", mdFence, "`````\na\n```", "``````text\n`````\na\n```\n``````"},
	} {
		if got := c.escape(c.in); got != c.want {
			t.Errorf("%s: %q becomes\n%q, want\n%q", c.name, c.in, got, c.want)
		}
	}
}
