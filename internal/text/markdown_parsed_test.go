package text

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"pgregory.net/rapid"
)

// markup is what a text is made of here: characters and words that mean something in Markdown, and some
// that do not.
var markup = []string{
	"a", "b", "é", "更", " ", "  ", "\n", "\t", "*", "**", "_", "__", "`", "``", "~", "~~", "[", "]", "(", ")", "](x)", "!", "#", "# ", "-", "- ", "+ ", "=", "===", "---", ">", "> ",
	"<", "<b>", "</b>", "<!--", "&", "&amp;", "&#35;", "&lt;", "|", ":", ":-", "\\", "\\*", "1.", "1. ", "12) ", "http://x.example", "https://", "www.x.example", "WWW.", "ftp://a.b", "@", "me@x.example",
	"$", "{", "}", "[ ]", "[^1]", "\"", "'", "...", "KB5081905", "0x80070643", "%",
}

// TestMarkdownIsReadAsTheText: an independent reader of the dialect finds the text in the markup, and
// nothing but text: no emphasis, no link, no list.
func TestMarkdownIsReadAsTheText(t *testing.T) {
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(rapid.SampledFrom(markup), 1, 12).Draw(t, "parts"), "")
		for name, place := range map[string]func(string) string{
			"text": Markdown, "behind a word": func(s string) string { return "x " + Markdown(s) },
			"code": MarkdownCode, "fence": MarkdownFence,
			"cell": func(s string) string { return "| h | i |\n|---|---|\n| " + MarkdownCell(Markdown(s)) + " | end |" },
		} {
			written := []byte(place(s))
			got, strange := read(parser.Parse(text.NewReader(written)), written)
			want := normal(s)
			switch name {
			case "behind a word":
				want = normal("x " + s)
			case "fence":
				want, got = s, strings.TrimSuffix(got, "\n")
			case "cell":
				want = normal("hi" + strings.TrimSpace(s) + "end")
			}
			if name != "fence" {
				got = normal(got)
			}
			if got != want || strange != "" {
				t.Fatalf("%s: %q is written %q, which reads %q, with %s", name, s, written, got, strange)
			}
		}
	})
}

// normal returns a text with single blanks, as a reader of Markdown shows it.
func normal(s string) string { return strings.Join(strings.Fields(s), " ") }

// read returns the text of a document, and the first thing in it that is none.
func read(doc ast.Node, source []byte) (content, strange string) {
	var b bytes.Buffer
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Segment.Value(source), n.IsRaw()))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteByte('\n')
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.FencedCodeBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				b.Write(line.Value(source))
			}
		case *ast.Document, *ast.Paragraph, *ast.CodeSpan, *ast.TextBlock:
		default:
			if k := n.Kind().String(); !strings.HasPrefix(k, "Table") && strange == "" {
				strange = k
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String(), strange
}

// unescape returns what the text of a node stands for.
func unescape(b []byte, raw bool) []byte {
	if raw {
		return b
	}
	return util.UnescapePunctuations(util.ResolveEntityNames(util.ResolveNumericReferences(b)))
}
