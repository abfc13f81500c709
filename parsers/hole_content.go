package parsers

import (
	"bytes"

	"ccmtail/model/event"
)

// readContentOfURL stores in Content the content that a URL names, if it names one with a GUID.
func readContentOfURL(url []byte, e *scratch) {
	if g := contentOfURL(url); !g.IsZero() {
		e.Content = g
	}
}

// contentOfURL returns the content that a URL on a distribution point, on another client or on a
// cloud gateway names. It is zero if there is none with a GUID: the id of a package has another
// form, and the URLs of policies and of an update point name no content.
func contentOfURL(url []byte) event.GUID {
	for at := 0; ; {
		i := bytes.Index(url[at:], []byte("$/"))
		if i < 0 {
			break
		}
		share := url[:at+i]
		at += i + 2
		if endsWithFold(share, "SMSPKG") || endsWithFold(share, "SCCM_BranchCache") {
			return parseContentID(url[at:])
		}
	}
	for _, prefix := range [...]string{"?cid=", "&cid="} {
		if i := bytes.Index(url, []byte(prefix)); i >= 0 {
			return parseContentID(url[i+len(prefix):])
		}
	}
	return event.GUID{}
}

// parseContentID parses the id of a content that s begins with, zero if that is no GUID.
func parseContentID(s []byte) event.GUID {
	g, _ := event.ParseGUID(bytes.TrimPrefix(s, []byte("Content_")))
	return g
}

// endsWithFold reports whether s ends with suffix, regardless of case.
func endsWithFold(s []byte, suffix string) bool {
	n := len(s) - len(suffix)
	return n >= 0 && bytes.EqualFold(s[n:], []byte(suffix))
}

// holeFunction reads the name of a function, as clients write it before a text. It has an underscore
// or two colons in it, such as "GetDirectoryList_HTTP" and "CCTMJob::Start".
func holeFunction(s []byte, _ fieldSet, _ *scratch) int {
	n, isName := 0, false
	for n < min(len(s), maxWordLen) {
		switch {
		case s[n] == '_':
			isName = true
		case s[n] == ':' && n > 0 && n+2 < len(s) && s[n+1] == ':' && isWordByte(s[n+2]):
			isName = true
			n++
		case !isWordByte(s[n]):
			if !isName {
				return -1
			}
			return n
		}
		n++
	}
	return -1
}

// holeGateway reads the reason that a cloud management gateway gives for its refusal, such as
// "CMGConnector_Forbidden".
func holeGateway(s []byte, f fieldSet, e *scratch) int {
	if !bytes.HasPrefix(s, []byte("CMG")) {
		return -1
	}
	return holeWord(s, f, e)
}

// holeNoLocations reads a complete reply to a request for the locations of a content, if it names
// none. A site without a location is normal where another has one.
func holeNoLocations(s []byte, _ fieldSet, _ *scratch) int {
	const end = "</ContentLocationReply>"
	if !bytes.HasPrefix(s, []byte("<ContentLocationReply")) {
		return -1
	}
	n := bytes.Index(s, []byte(end))
	if n < 0 {
		return -1
	}
	lists, all := bytes.Count(s, []byte("<LocationRecords")), bytes.Count(s, []byte("<LocationRecord"))
	if all > lists {
		return -1
	}
	return n + len(end)
}
