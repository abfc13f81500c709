package redact

import (
	"regexp"
	"slices"
	"strings"
)

const (
	accountDomain = `([` + letter + `][` + letter + `.-]{0,62}|\.)`
	accountUser   = `([` + letter + `][` + letter + `._$-]{0,62})`
	// accountSlash is the backslash between them, as it is, in JSON, or in a URL.
	accountSlash = `(?:\\{1,4}|%(?:25)?5[cC]|\\u005[cC]|&#92;)`
)

var (
	// Accounts in the form DOMAIN\user after a word that announces them, and without such a word.
	announcedAccount = compile(`(?i)(?:\b(?:user(?: ?name)?|account|acct|as|by|for|owner|identity|logon|whoami|credentials?|principal|context|runas|group|member of)(?:\s?[=:]\s?|\s)|` +
		`(?:user|name|account|acct|owner|identity|logon|login|admin|principal)\\?["'\]]?\s?(?:[=:>]|&gt;)\s?)\\?['"(<\[]?` +
		accountDomain + accountSlash + accountUser)
	bareAccount = compile(accountDomain + accountSlash + accountUser)
	// Accounts in the names of log files.
	userLogName = compile(`(?i)\bSC[A-Za-z]+_([A-Z0-9-]{2,15})@([` + letter + `._$-]+?)_\d`)

	// capitalDomain is a short name of a domain as it is usually written.
	capitalDomain = compile(`^[A-Z]{4}[A-Z0-9-]{0,11}$`)
	domainSuffix  = compile(`^[A-Z][A-Z0-9-]{2,14}(?:\.\d{3})?$`)
	mailAddress   = compile(`([` + letter + `._+'-]+(?:#EXT#)?)(?:@|%40|\\u0040|&#64;)([` + letter + `-]+(?:\.[` + letter + `-]+)+)`)
)

// account is an account DOMAIN\user, or as text has it, domain, what is between, and user.
type account struct{ domain, slash, user string }

// atDomain and atUser return the places of the domain and the user.
func (a account) atDomain() place { return place{after: a.slash + a.user} }
func (a account) atUser() place {
	before := a.domain + a.slash
	return place{before: before[max(0, len(before)-maxAround):]}
}

// learnAccounts learns the accounts and mail addresses in a line.
func (r *Redactor) learnAccounts(line []byte) {
	text := string(line)
	if strings.Contains(text, `\`) || strings.Contains(text, "%5") || strings.Contains(text, "%25") || strings.Contains(text, "&#92;") {
		for _, m := range findEach(announcedAccount(), text) {
			if a, ok := accountAt(text, m); ok {
				r.addAccount(a)
			}
		}
		for _, m := range findEach(bareAccount(), text) {
			if a, ok := accountAt(text, m); ok && !slices.Contains(notAccountBefore, lastByte(text[:m[2]])) {
				r.bareAccounts.add(a)
			}
		}
	}
	if !strings.Contains(text, "@") && !strings.Contains(text, "40") && !strings.Contains(text, "&#64;") {
		return
	}
	for _, m := range userLogName().FindAllStringSubmatch(text, -1) {
		r.addAccount(account{m[1], "@", m[2]})
	}
	for _, m := range findEach(mailAddress(), text) {
		if before := text[max(0, m[2]-256):m[2]]; !strings.ContainsAny(before[strings.LastIndex(before, "://")+1:], " \"'<>") && strings.Contains(before, "://") {
			continue // the user and the password of a URL
		}
		r.addMail(text[m[2]:m[3]], text[m[3]:m[4]], text[m[4]:m[5]])
	}
}

// notAccountBefore holds what is not before an account but within a path.
var notAccountBefore = []byte{'\\', '/', '.', '-', '_', '$', '~', '#', '*'}

// lastByte returns the last byte of a text, 0 if it is empty.
func lastByte(s string) byte {
	if s == "" {
		return 0
	}
	return s[len(s)-1]
}

// findEach returns the matches of a pattern with two groups. The end of a match may begin the next.
func findEach(p *regexp.Regexp, text string) (all [][]int) {
	for at := 0; at < len(text); {
		m := p.FindStringSubmatchIndex(text[at:])
		if m == nil {
			return all
		}
		for i := range m {
			m[i] += at
		}
		all = append(all, m)
		at = m[5]
	}
	return all
}

// accountAt returns the account of a match, unless that goes on as a path does.
func accountAt(text string, m []int) (account, bool) {
	a := account{text[m[2]:m[3]], text[m[3]:m[4]], strings.TrimRight(text[m[4]:m[5]], ".-")}
	rest := text[m[5]:]
	isPath := strings.HasPrefix(rest, "/") || len(rest) >= 3 && strings.EqualFold(rest[:3], "%5c")
	if strings.HasPrefix(rest, `\`) { // unless it escapes a quotation mark or a line break
		isPath = len(rest) < 2 || !strings.ContainsAny(rest[1:2], `"'nrt`)
	}
	if escaped := m[2]; escaped > 0 && text[escaped-1] == '%' && len(a.domain) > 2 {
		a.domain = a.domain[2:]
	}
	return a, !isPath && len(a.user) > 1 && (len(a.domain) > 1 || a.domain == ".")
}

// addUser learns what is called a user at a place: a name, an account or a mail address.
func (r *Redactor) addUser(name string, at place) {
	for _, slash := range []string{`\`, "%5C", "%5c", "&#92;"} {
		if domain, user, ok := strings.Cut(name, slash); ok {
			trimmed := strings.TrimLeft(user, `\`)
			r.addAccount(account{domain, slash + user[:len(user)-len(trimmed)], trimmed})
			return
		}
	}
	for _, sign := range []string{"@", "%40"} {
		if user, domain, ok := strings.Cut(name, sign); ok {
			if strings.Contains(domain, ".") {
				r.addMail(user, sign, domain)
			}
			return
		}
	}
	low := strings.ToLower(name)
	if strings.HasPrefix(low, "s-1-") || strings.HasPrefix(low, "package_") || guidText().MatchString(name) || smallHex().MatchString(name) || programFile().MatchString(name) {
		return
	}
	r.learnAt(User, name, at)
	if user, domain, ok := strings.Cut(name, "."); ok && domainSuffix().MatchString(domain) { // the profile of a user whose name another has too
		r.addAccount(account{strings.TrimRight(domain, ".0123456789"), `\`, user})
	}
}

// addMail learns the parts of a mail address, with the sign between.
func (r *Redactor) addMail(user, sign, domain string) {
	user = strings.Trim(user, "'.-")
	if at := (place{after: sign + domain}); everyones[strings.ToLower(user)] {
		r.addThere(User, user, at)
	} else {
		r.learnAt(User, user, at)
	}
	r.addDomain(domain)
}

// addAccount learns the domain and the user of an account, unless every computer has that account or
// it is a path.
func (r *Redactor) addAccount(a account) {
	low := strings.ToLower(a.domain)
	neutral := neutralNames[low] && low != "domain"
	if neutral || programFile().MatchString(a.user) || notDomains[strings.ToUpper(a.domain)] {
		return
	}
	r.learnAt(User, a.user, a.atUser())
	switch {
	case low == "azuread" || a.domain == "." || low == "domain":
	case strings.Contains(a.domain, "."):
		r.addDomain(a.domain)
	default:
		r.learnAt(Domain, a.domain, a.atDomain())
	}
}

// addBareAccounts learns those of bareAccounts whose domain is known now that all text has been
// read, or is a computer, or looks like one. The others may be something else, such as PCI\VEN_8086
// or Systems\Windows.
func (r *Redactor) addBareAccounts() {
	labels := map[string]bool{}
	for _, n := range r.order {
		if n.Kind != Domain && n.Kind != Host || n.isPlaced() {
			continue
		}
		low := strings.ToLower(n.Text)
		labels[low] = true
		for label := range strings.SplitSeq(low, ".") {
			labels[label] = labels[label] || n.Kind == Domain && !r.isHarmlessName(Domain, label)
		}
	}
	for low := range r.domains {
		labels[low] = labels[low] || !r.isHarmlessName(Domain, low)
	}
	for _, a := range r.bareAccounts.order {
		if low := strings.ToLower(a.domain); labels[low] || low == "azuread" || capitalDomain().MatchString(a.domain) && r.isOfSomebody(a) {
			r.addAccount(a)
		}
	}
	r.bareAccounts = set[account]{}
}

// isOfSomebody reports whether what looks like an account with a domain in capital letters is one, and
// not the path of a device or a key: HARDWARE\DESCRIPTION.
func (r *Redactor) isOfSomebody(a account) bool {
	return r.domains[strings.ToLower(a.domain)] || !r.isHarmlessName(Domain, a.domain) && !deviceName().MatchString(a.user)
}

var deviceName = compile(`^[A-Z0-9]+(?:_[A-Z0-9]+)+$`)

// isKnownDomain reports whether a name is a domain that was learnt, or a label of one.
func (r *Redactor) isKnownDomain(name string) bool {
	if n := r.names[strings.ToLower(name)]; n != nil && n.Kind == Domain {
		return true
	}
	return len(r.byLabel[strings.ToLower(name)]) > 0
}
