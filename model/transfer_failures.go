package model

import (
	"cmp"
	"slices"
	"strings"

	"ccmtail/errcode"
	"ccmtail/model/event"
)

// server is what a transfer was sent to, by its URL.
type server struct {
	name  string // how a sentence begins with it: "The distribution point dp01.contoso.com"
	cloud errcode.Phase
}

// serverKinds is what URLs of content have in them, and what that makes of the server.
var serverKinds = []struct{ mark, kind string }{
	{"SMS_DP_SMSPKG", "distribution point"},
	{"SCCM_BranchCache", "peer"},
	{"downloadrestservice.svc", "cloud management gateway"},
}

// serverOf returns the server of a URL, or of a line that has only its name.
func serverOf(url string) server {
	kind := "server"
	for _, k := range serverKinds {
		if strings.Contains(url, k.mark) {
			kind = k.kind
			break
		}
	}
	s := server{name: "The " + kind}
	if kind == "cloud management gateway" {
		s.cloud = errcode.Cloud
	}
	if host := hostOf(url); host != "" {
		s.name += " " + host
	}
	return s
}

// hostOf returns the name of the server in a URL, without its port.
func hostOf(url string) string {
	if _, rest, ok := strings.Cut(url, "://"); ok {
		url = rest
	}
	if i := strings.IndexAny(url, "/:?"); i >= 0 {
		url = url[:i]
	}
	return url
}

// serverOf returns the server that a content's transfer failed at: the one that the event names, else
// the one it comes from.
func (c *Content) serverOf(e *event.Event) server {
	url := cmp.Or(e.Texts[event.URL], c.ErrorServer)
	if url == "" || !strings.Contains(url, "/") && hostOf(c.Server) == url {
		url = c.Server
	}
	return serverOf(url)
}

// Codes that say how a transfer failed.
const (
	codeBadStatus    event.Code = 0x87d0027e // there was an answer, and an HTTP status with it
	codeForbiddenNow event.Code = 0x8020003e // a policy of BITS does not allow transfers at this hour
	codeNoNetwork    event.Code = 0x80200010
)

// noAnswers are the codes of a server that did not answer.
var noAnswers = map[event.Code]bool{
	0x80072ee2: true, 0x80072ee7: true, 0x80072efd: true, 0x80072efe: true, 0x800704cf: true,
}

// asHRESULT returns a code of WinHTTP, which lines have in decimal, as an HRESULT.
func asHRESULT(c event.Code) event.Code {
	if c >= 12000 && c < 12200 {
		return 0x80070000 | c
	}
	return c
}

// httpStatus returns the HTTP status that BITS wraps in a code, 0 if it is no such code.
func httpStatus(c event.Code) int {
	if c>>16 == 0x8019 {
		return int(c & 0xffff)
	}
	return 0
}

// ofManifest reports whether an event is about the list of a content's files.
func ofManifest(e *event.Event) bool {
	switch e.Kind {
	case event.TransferError, event.ManifestFailed, event.DTSState:
		return true
	}
	return e.Kind == event.DTSRetry && e.Numbers[event.Seconds] > 0
}

// answerTo returns the HTTP status that a server answered a content's transfer with, as far as an
// event is about that; 0 if there is none.
func (c *Content) answerTo(e *event.Event) int {
	switch status := httpStatus(e.Code); {
	case status != 0:
		return status
	case ofManifest(e) || e.Code == codeBadStatus || !e.HasCode && e.Kind != event.ContentFailed:
		return c.HTTPStatus
	}
	return int(e.Numbers[event.HTTPStatus])
}

// transferFailureOf returns how a content's transfer failed, by what the server answered.
func (s *State) transferFailureOf(c *Content, e *event.Event) failure {
	at, status := c.serverOf(e), c.answerTo(e)
	x := failure{code: asHRESULT(e.Code), status: status, step: errcode.Transfer | at.cloud}
	if !e.HasCode {
		x.code = asHRESULT(c.Error)
	}
	switch {
	case ofManifest(e):
		x.step = errcode.Manifest | at.cloud
	case e.Kind == event.ContentFailed:
		x.step = errcode.Hash
	}
	id := c.subject()
	switch {
	case status != 0 && status != errcode.NoAnswer:
		x.phase = phaseRefused
		x.sighting = s.of(id, "%[2]s %[3]s to the download of %[1]s.", at.name, Answer(status))
	case status == errcode.NoAnswer || noAnswers[x.code]:
		x.phase = phaseNoAnswer
		x.sighting = s.of(id, "%[2]s cannot be reached for the download of %[1]s: %[3]s.", at.name, x.reason())
	default:
		x.phase = phaseDownload
		x.sighting = s.of(id, "The download of %s failed: %s.", x.reason())
		if said := e.Texts[event.Name]; said != "" {
			x.sighting = s.of(id, "The download of %s failed: %s (\"%s\").", x.reason(), said)
		}
	}
	return x
}

// reason returns the code of a failure, or what its lack says.
func (x *failure) reason() any {
	if x.code != 0 {
		return x.code
	}
	return "no answer"
}

// transferFailure finds a server that does not answer. One that answers may only ask for another way
// to authenticate, or the next directory heals it: what follows says whether it does.
func transferFailure(s *State, e *event.Event) failure {
	c := s.contentOf(e)
	if c == nil {
		return failure{}
	}
	x := s.transferFailureOf(c, e)
	if x.hints = true; x.phase != phaseNoAnswer && x.code != codeSecureFailure {
		return failure{}
	}
	return x
}

// retryFailure finds what is tried again: the list of files after some time, or the files.
func retryFailure(s *State, e *event.Event) failure {
	c := s.contentOf(e)
	if c == nil || c.State == ContentPaused {
		return failure{}
	}
	if e.Numbers[event.Seconds] <= 0 {
		times := Times(cmp.Or(int(e.Numbers[event.Attempt]), c.Retries))
		v := s.of(c.subject(), "The download of %s was interrupted%s and is tried again: %s.", times, e.Code)
		v = v.together("The download of %s was interrupted and is tried again: %s.", e.Code)
		return failure{sighting: v, phase: phaseInterrupted, step: errcode.Transfer | c.serverOf(e).cloud, code: e.Code, status: httpStatus(e.Code)}
	}
	x := s.transferFailureOf(c, e)
	x.ofMany = x.text
	n := len(x.text.Values)
	more := append(slices.Clone(x.text.Values[1:]), e.Numbers[event.Attempt], seconds(e.Numbers[event.Seconds]))
	x.text = sentenceAbout(x.text.Values[0], x.text.Format+[...]string{2: " Attempt %d follows after %s.", 3: " Attempt %[4]d follows after %[5]s."}[n], more)
	return x
}

// transferEnd finds the end of what one source had to give.
func transferEnd(s *State, e *event.Event) failure {
	c := s.contentOf(e)
	if c == nil || c.State != ContentFailed || e.Kind == event.DTSState && c.Ended != EvidenceOf(e) {
		return failure{}
	}
	return s.transferFailureOf(c, e)
}

// downloadFailure finds the end of a download on the update's side. Where something is known to keep a
// content of the update from coming, that is the cause.
func downloadFailure(s *State, e *event.Event) failure {
	u := s.updates.get(e.Update)
	if s.contentObstructed(u) {
		return failure{}
	}
	return failure{sighting: s.of(u.ID, "%s could not be downloaded: %s.", e.Code), phase: phaseDownload, step: errcode.Transfer | u.maker(), code: e.Code}
}

// contentObstructed reports whether something is known to keep a content of an update from coming.
func (s *State) contentObstructed(u *Update) bool {
	for _, n := range causesOfContents {
		if f := s.findings.get(FindingKey{n, u.ID}); f != nil && s.clearedBy(f).isZero() {
			return true
		}
	}
	return false
}

// causesOfContents is the numbers of the problems that keep a content from coming.
var causesOfContents = [...]uint8{13, 16, 18, 37, 38, 39, 40}

// deltaFailure finds a failed download of the changed parts of files. A line that names no update is
// about the one that downloads, if that is but one.
func deltaFailure(s *State, e *event.Event) failure {
	x := failure{phase: phaseDelta, step: errcode.HandOver, code: e.Code, sighting: ofClient("A delta download failed: %s.", e.Code)}
	u := s.updates.get(e.Update)
	if loading := s.updatesIn(Downloading); u == nil && len(loading) == 1 {
		u = loading[0]
	}
	if u != nil {
		x.sighting = s.of(u.ID, "The delta download of %s failed: %s.", e.Code)
		x.step |= u.maker()
	}
	return x
}

// messageFailure finds a message that did not reach the management point.
func messageFailure(_ *State, e *event.Event) failure {
	x := failure{phase: phaseMessage, step: errcode.Messaging, code: asHRESULT(e.Code), status: int(e.Numbers[event.HTTPStatus])}
	said := e.Texts[event.Name]
	if strings.HasPrefix(said, "CMG") {
		x.step |= errcode.Cloud
	}
	to, at := "The server that messages go to", ""
	if host := hostOf(e.Texts[event.URL]); host != "" {
		to, at = "The server "+host, " to "+host
	}
	switch {
	case x.status != 0 && x.status != errcode.NoAnswer && said != "":
		x.sighting = ofClient("%s %s to a message of the client (%s).", to, Answer(x.status), said)
	case x.status != 0 && x.status != errcode.NoAnswer:
		x.sighting = ofClient("%s %s to a message of the client.", to, Answer(x.status))
	case e.HasCode:
		x.sighting = ofClient("A message of the client%s could not be sent: %s.", at, x.code)
	default:
		x.sighting = ofClient("A message of the client%s could not be sent.", at)
	}
	return x
}
