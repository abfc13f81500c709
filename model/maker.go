package model

import "regexp"

// microsoftsTitle is how Microsoft names its updates: what kind of update it is for which of its
// products, and the article.
var microsoftsTitle = regexp.MustCompile(
	`^(?:\d{4}-\d{2} )?(?:(?:Dynamic|Cumulative|Security|Critical|Definition|Monthly|Only|Quality|Servicing|Stack|Intelligence|Preview|of) )*(?:Update|Rollup) ` +
		`(?:Preview )?for (?:Microsoft |Windows |\.NET |SQL Server |Internet Explorer |Office |Exchange Server ).*\(KB\d+\)`)

// featureUpdateTitle is how Microsoft names a new version of Windows.
var featureUpdateTitle = regexp.MustCompile(`^(?:Feature update|Upgrade) to Windows \d|^Windows 1\d, version \d\dH\d`)

// IsMicrosofts reports whether the update's title is that of one of Microsoft's own. Where it is not,
// whose the update is is not known.
func (u *Update) IsMicrosofts() bool {
	return microsoftsTitle.MatchString(u.Title) || u.IsFeatureUpdate()
}

// IsFeatureUpdate reports whether the update's title is that of a new version of Windows.
func (u *Update) IsFeatureUpdate() bool { return featureUpdateTitle.MatchString(u.Title) }
