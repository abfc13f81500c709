package redact

import "bytes"

// A label may also be the name of a property, whose value stands in an element or attribute of its own:
// <Property Name="SerialNumber"><Value>…</Value></Property>, "name":"SerialNumber","value":"…".
const (
	quote    = `(?:\\?["']|&quot;)`
	tagStart = `(?:<|&lt;)`
	tagEnd   = `(?:>|&gt;)`
	cdata    = `(?:<!\[CDATA\[)?`
	valueOf  = `(?:[^<>\r\n]{0,80}?` + tagEnd + `\s{0,8}` + tagStart + `(?:\w+:)?value[^<>\r\n]{0,80}?` + tagEnd + cdata +
		`|[^<>\r\n]{0,40}?[ ,]` + quote + `?value` + quote + `?\s?[=:]\s?` + quote + `)`
	// elementText is the content of an XML element, and escapedElement that of one within text of XML.
	elementText    = `[^<\]\r\n]{1,400}`
	escapedElement = `(?:[^<&\]\r\n]|&amp;|&#){1,400}`
	secretNames    = `[\w.-]*(?:pass(?:word|phrase|wd|code)|pwd|secret)|` + secretKeys
	serialLabels   = `(?:\w+[ _-]?)?(?:serial[ _-]?(?:number|no)|identifying[ _-]?number|(?:service|asset)[ _-]?tag)|(?:asset|inventory|employee)[ _-]?(?:number|id)`
)

// property returns a pattern for the value of a property with one of these names.
func property(names, value string) pattern {
	return compile(`(?i)\bname` + quote + `?\s?[=:]\s?` + quote + `(?:` + names + `)` + quote + valueOf + `(` + value + `)`)
}

// propertyCues are the cues that are names of properties, and those that are elements with a secret.
var propertyCues = []cue{
	{Serial, []string{"value"}, property(serialLabels, number), true},
	{User, []string{"value"}, property(`(?:\w+[ _-]?)?(?:`+userKeys+`)|(?:\w+[ _-]?)?(?:given|first|last|sur|family|full)[ _-]?name`, userText), true},
	{Host, []string{"value"}, property(`(?:\w+[ _-]?)?(?:`+hostKeys+`)`, hostText), true},
	{Secret, []string{"value"}, property(secretNames, elementText), true},
	{Secret, []string{"pass", "pwd", "secret", "token", "key>", "key ", "pin>", "pin ", "sig>"},
		compile(`(?i)<(?:[\w.-]+:)?(?:` + secretNames + `)(?:` + attributes + `)?>\s{0,8}(?:<!\[CDATA\[([^\]\r\n]{1,400})|(` + elementText + `))`), true},
	{Secret, []string{"pass", "pwd", "secret", "token", "key&gt;", "pin&gt;"},
		compile(`(?i)&lt;(?:[\w.-]+:)?(?:` + secretNames + `)(?:` + attributes + `)?&gt;(` + escapedElement + `)`), true},
	{Secret, []string{"net use ", "net.exe use ", `net.exe" use `}, compile(`(?i)\bnet(?:\.exe)?"?\s+use\s+(?:(?:[a-z]:|\*|lpt\d:?)\s+)?"?\\\\[^\s"]+"?\s+(?:"([^"\]\r\n]{1,200})"|([^\s"/][^\s"\]]*))`), true},
	{Host, []string{"source", "server", "addr"}, compile(`(?i)\b(?:data[ _-]?source|server|addr(?:ess)?)\s?=\s?["']?(?:tcp|np|lpc|admin):(?:\\\\)?(` + hostText + `)`), true},
	{Host, []string{"source"}, compile(`(?i)\bdata[ _-]?source\s?=\s?["']?([` + letter + `](?:[` + letter + `._-]*[` + letter + `]))(?:$|[\\,;\s"'])`), true},
}

// learnProperty learns the value of a property whose name is in the line before.
func (r *Redactor) learnProperty(before, line []byte) {
	line = bytes.TrimLeft(line, " \t")
	if before = bytes.TrimSpace(before); len(before) == 0 || len(before)+len(line) > maxPiece || !startsValue().Match(line) {
		return
	}
	both := append(bytes.Clone(before), line...)
	low := bytes.ToLower(both)
	for i := range propertyCues {
		c := &propertyCues[i]
		c.search(both, low, func(_, nameFrom, nameTo int) {
			if nameFrom > len(before) {
				r.addCued(c, placeAt(both, len(before), nameFrom, nameTo), string(both[nameFrom:nameTo]))
			}
		})
	}
}

// startsValue matches the beginning of a line with the value of a property.
var startsValue = compile(`(?i)^(?:(?:<|&lt;)(?:\w+:)?value|\\?"value)`)
