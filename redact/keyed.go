package redact

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"ccmtail/parsers"
)

// keyedName is what the stand-ins of names begin with that depend on a key, and keyedDigits how many digits
// follow: so many that not even a hundred thousand names have two of the same.
const (
	keyedName   = "name"
	keyedDigits = 14
)

// StandInOf returns the stand-in of a name of a kind, whatever has been learnt. The redactor must be keyed.
func (r *Redactor) StandInOf(k Kind, name string) string { return r.keyedStandIn(k, name) }

// LearnName learns a name that is known to be one.
func (r *Redactor) LearnName(k Kind, name string) { r.add(k, name) }

// Size returns how many names have been learnt.
func (r *Redactor) Size() int { return len(r.order) }

// Fingerprint returns a few digits by which the same key is recognised, and which do not tell it.
func (r *Redactor) Fingerprint() string {
	sum := r.mac("\x00fingerprint")
	return hex.EncodeToString(sum[:4])
}

// mac returns the digest of a text under the key.
func (r *Redactor) mac(text string) [sha256.Size]byte {
	m := hmac.New(sha256.New, r.key)
	m.Write([]byte(text))
	return [sha256.Size]byte(m.Sum(nil))
}

// keyedStandIn returns what the key makes of a name in any case, in the form of the name's kind.
func (r *Redactor) keyedStandIn(k Kind, text string) string {
	sum := r.mac(strings.ToLower(text))
	a, b, c := binary.BigEndian.Uint32(sum[:]), binary.BigEndian.Uint32(sum[4:]), binary.BigEndian.Uint32(sum[8:])
	switch k {
	case SID:
		return fmt.Sprintf("S-1-5-21-%d-%d-%d-%d", a, b, c, 1000+int(sum[12])<<8+int(sum[13]))
	case MAC: // administered locally (IEEE 802)
		return separateHex(append([]byte{2}, sum[:5]...), text)
	case ID, GUID:
		return guidFrom(sum[:])
	case Hex:
		if guidText().MatchString(text) {
			return guidFrom(sum[:])
		}
		return r.digest([]byte(text), len(text))
	case IP:
		if strings.Contains(text, ":") { // in 2001:db8::, which is for documentation (RFC 3849)
			return netip.AddrFrom16([16]byte(append([]byte{0x20, 0x01, 0x0d, 0xb8}, sum[:12]...))).String()
		}
		return netip.AddrFrom4([4]byte{240 | sum[0]&7, sum[1], sum[2], sum[3]}).String() // reserved (RFC 1112)
	case Site:
		all := allSiteCodes()
		return all[int(a%uint32(len(all)))] //nolint:gosec // there are some ten thousand
	}
	name := keyedName + hex.EncodeToString(sum[:])[:keyedDigits]
	if k == Domain && strings.Contains(text, ".") {
		name += exampleDomain
	}
	return name
}

// guidFrom returns a GUID made of a digest.
func guidFrom(sum []byte) string {
	h := hex.EncodeToString(sum)
	return h[:8] + "-" + h[8:12] + "-4" + h[12:15] + "-8" + h[15:18] + "-" + h[18:30]
}

// LogName returns a log's name, or that of one of its files, with its folders, without what may name
// somebody: logs that have rules, and the usual folders, keep their names. It depends on nothing that was
// learnt. The redactor must be keyed.
func (r *Redactor) LogName(name string) string {
	parts := strings.FieldsFunc(name, func(c rune) bool { return c == '/' || c == '\\' })
	for i, part := range parts {
		switch base, isFile := strings.CutSuffix(part, ".log"); {
		case knownFolders[strings.ToLower(part)], isKeyed(base), isKnownLog(part):
		case isFile:
			parts[i] = r.keyedStandIn(Word, base) + ".log"
		default:
			parts[i] = r.keyedStandIn(Word, part)
		}
	}
	return strings.Join(parts, "/")
}

// isKeyed reports whether a word is a stand-in of a name that depends on a key.
func isKeyed(word string) bool {
	digits, ok := strings.CutPrefix(word, keyedName)
	return ok && len(digits) == keyedDigits && areHexDigits([]byte(digits)) && strings.ToLower(digits) == digits
}

// logFileName matches the name of a log or of a file that it was rolled into: A.log, A.lo_, A-1.log,
// A-20260318-021440.log, A.log.1.
var logFileName = compile(`(?i)^([a-z_]+)(?:-\d{8}-\d{6}(?:-\d{1,3})?|-\d{1,3})?\.(?:log|lo_)(?:\.\d{1,3})?$`)

// isKnownLog reports whether a file is one of a log that has rules.
func isKnownLog(file string) bool {
	m := logFileName().FindStringSubmatch(file)
	return m != nil && slices.ContainsFunc(parsers.Logs(), func(l parsers.LogInfo) bool { return strings.EqualFold(l.Name, m[1]) })
}
