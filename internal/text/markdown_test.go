package text

import "testing"

func TestMarkdownEscapes(t *testing.T) {
	for _, c := range []struct {
		name     string
		escape   func(string) string
		in, want string
	}{
		{"plain", Markdown, "Update for Windows 10 (KB123)", "Update for Windows 10 (KB123)"},
		{"emphasis", Markdown, "*a* _b_ ~~c~~", `\*a\* \_b\_ \~\~c\~\~`},
		{"html", Markdown, "<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"},
		{"link", Markdown, "[a](http://x)", `\[a\](http\://x)`},
		{"bare link", Markdown, "see www.x.example", `see www\.x.example`},
		{"mention", Markdown, "@admin", "`@`admin"},
		{"mentions", Markdown, "a@@b `@", "a`@@`b \\``@`"},
		{"backslash", Markdown, `a\*`, `a\\\*`},
		{"heading", Markdown, "# a", `\# a`},
		{"list", Markdown, "- a", `\- a`},
		{"number", Markdown, "12. a", `12\. a`},
		{"rule", Markdown, "=====", `\=====`},
		{"lines", Markdown, "a\n# b", `a \# b`},
		{"code", MarkdownCode, "a|b", "`a|b`"},
		{"no code", MarkdownCode, "", ""},
		{"code with ticks", MarkdownCode, "a``b", "```a``b```"},
		{"code between ticks", MarkdownCode, "`a`", "`` `a` ``"},
		{"cell", MarkdownCell, "`a|b` | \\| \\\\|", "`a\\|b` \\| \\| \\\\\\|"},
		{"fence", MarkdownFence, "a", "```text\na\n```"},
		{"fence around a fence", MarkdownFence, "`````\na\n```", "``````text\n`````\na\n```\n``````"},
	} {
		if got := c.escape(c.in); got != c.want {
			t.Errorf("%s: %q becomes\n%q, want\n%q", c.name, c.in, got, c.want)
		}
	}
}
