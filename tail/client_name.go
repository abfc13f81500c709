package tail

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// commonFolders are the names of folders that every client has, in lower case. They tell no client
// from another.
var commonFolders = []string{
	"logs", "ccm", "sms_ccm", "ccmsetup", "windows", "system32", "syswow64", "c$", "admin$",
	"panther", "temp", "cbs", "dism", "windowsupdate", "softwaredistribution", "$windows.~bt", "sources",
}

// isCommonFolder reports whether a folder's name tells no client from another.
func isCommonFolder(name string) bool { return slices.Contains(commonFolders, strings.ToLower(name)) }

// pathElements returns the elements of a path, those of an archive without its extension.
func pathElements(path string) []string {
	path = strings.TrimPrefix(path, `\\?\UNC`)
	elements := strings.FieldsFunc(path, func(r rune) bool { return r == '/' || r == '\\' })
	for i, e := range elements {
		if ext := filepath.Ext(e); strings.EqualFold(ext, ".zip") && len(e) > len(ext) {
			elements[i] = e[:len(e)-len(ext)]
		}
	}
	return elements
}

// tellingElement returns the elements of the absolute path, and the index of the one that names the
// client: the host of an administrative share or of a path that names no folder of the client's own,
// otherwise the last element that not every client has. It looks no higher than the user has named.
func tellingElement(path string) (elements []string, at int) {
	elements = pathElements(path)
	first := 0
	switch {
	case isUNC(path):
		first = min(2, len(elements)) // behind host and share
		if first == 2 && strings.HasSuffix(elements[1], "$") {
			return elements, 0
		}
	case !filepath.IsAbs(path):
		named := len(pathElements(filepath.Clean(path)))
		if abs, err := filepath.Abs(path); err == nil {
			elements = pathElements(abs)
			first = max(0, len(elements)-named)
		}
	}
	for i := len(elements) - 1; i >= first; i-- {
		if !isCommonFolder(elements[i]) && !strings.HasSuffix(elements[i], ":") {
			return elements, i
		}
	}
	if isUNC(path) {
		return elements, 0
	}
	return elements, len(elements) - 1
}

// tellingName returns the name of the client whose logs are at a path.
func tellingName(path string) string {
	elements, at := tellingElement(path)
	if at < 0 {
		return displayName(path)
	}
	return elements[at]
}

// nameClients names the clients that have no name yet, and then those of equal names by as much of
// their paths as it takes.
func nameClients(all []ClientSource) {
	own, _ := ClientLogFolder()
	for i := range all {
		switch c := &all[i]; {
		case c.Name != "":
		case c.Path == "" || c.Path == "-" || isLogName(c.Path) || isTextName(c.Path) || isSetupDiag(filepath.Base(c.Path)):
			c.Name = displayName(c.Path)
		case own != "" && strings.EqualFold(filepath.Clean(c.Path), own):
			c.Name = thisComputer(c.Path)
		default:
			c.Name = tellingName(c.Path)
		}
	}
	for more := 1; renameEqual(all, func(path string) string { return longerName(path, more) }); more++ {
		if more == 64 {
			renameEqual(all, func(path string) string { return path })
			break
		}
	}
	count := map[string]int{}
	for i := range all {
		key := strings.ToLower(all[i].Name)
		if count[key]++; count[key] > 1 {
			all[i].Name = fmt.Sprintf("%s (%d)", all[i].Name, count[key])
		}
	}
}

// renameEqual gives the clients whose names are equal, but for case, another name by their paths. It
// reports whether that has changed one.
func renameEqual(all []ClientSource, name func(path string) string) (changed bool) {
	count := map[string]int{}
	for i := range all {
		count[strings.ToLower(all[i].Name)]++
	}
	for i := range all {
		c := &all[i]
		if count[strings.ToLower(c.Name)] < 2 {
			continue
		}
		if n := name(c.Path); n != c.Name {
			c.Name, changed = n, true
		}
	}
	return changed
}

// longerName returns the name of the client at a path with so many elements before it, and, when
// there are no more, with all behind it.
func longerName(path string, more int) string {
	elements, at := tellingElement(path)
	from := max(0, at-more)
	if at-more < 0 {
		return strings.Join(elements, "/")
	}
	return strings.Join(elements[from:at+1], "/")
}
