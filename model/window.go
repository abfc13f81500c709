package model

import (
	"time"

	"ccmtail/model/event"
)

// Window types, by the SDK. Only SoftwareUpdateWindow, or AllDeploymentsWindow where there is none,
// restricts updates; NonBusinessHoursWindow is the user's and never a maintenance window.
const (
	AllDeploymentsWindow   = 1
	ProgramWindow          = 2
	RestartWindow          = 3
	SoftwareUpdateWindow   = 4
	TaskSequenceWindow     = 5
	NonBusinessHoursWindow = 6
)

// nonBusinessHours are the ids the eight default non-business-hours windows have on every client
// (Microsoft's article of 2014 and an unrelated log of 2019).
var nonBusinessHours = map[event.GUID]bool{
	event.MustGUID("7cb56688-692f-4fae-b398-0e3ff4413adb"): true,
	event.MustGUID("90a5f436-364c-48c7-8dc7-c5014abcbea8"): true,
	event.MustGUID("45dca355-3249-4845-b8aa-72d0e604548e"): true,
	event.MustGUID("87e4759c-2884-45e6-9261-c33ba53f596c"): true,
	event.MustGUID("36da6950-3d1e-4027-be0e-7b16a4daee7e"): true,
	event.MustGUID("028bfbc0-7120-4081-a268-0e664a92ac4a"): true,
	event.MustGUID("49fd80be-ac4b-4877-974d-ecd09958926d"): true,
	event.MustGUID("ad27b0ca-8c74-43c7-8200-1f601880bd75"): true,
}

// Window is one service window as the client listed it.
type Window struct {
	ID       event.GUID
	Type     int // 0 unknown
	Schedule string
	// Start is the current or next occurrence as listed, on the client's clock (its fields are
	// local time, its zone is UTC); zero if not listed.
	Start  time.Time
	Length time.Duration
	// Bias is that of the client's clock since until; before it, the clock had the bias before.
	Bias, oldBias int16
	oldBiasUntil  time.Time // zero: the clock has not been changed since the listing
	Finished      bool      // the client says it is over for good
	Listed        Evidence
}

// Maintenance reports whether the window can hold back updates.
func (w *Window) Maintenance() bool {
	return w.Type == SoftwareUpdateWindow || w.Type == AllDeploymentsWindow ||
		w.Type == 0 && !nonBusinessHours[w.ID]
}

// WindowNotice is a service window event the client broadcast or received.
type WindowNotice struct {
	Name string // "START", "END", "DELETE"
	Evidence
}

// TimeRange is a stretch of UTC time.
type TimeRange struct{ Start, End time.Time }

// Contains reports whether t is in the range, which includes its start but not its end.
func (s TimeRange) Contains(t time.Time) bool { return !t.Before(s.Start) && t.Before(s.End) }

// Windows is everything known about maintenance windows.
type Windows struct {
	ByID    map[event.GUID]*Window
	owner   *owner       // whose map it is, and the windows in it
	Order   []event.GUID // as listed
	Notices []WindowNotice
	// Listed is the evidence of the last listing, zero if none was seen.
	Listed Evidence
	// Unrestricted is the line in which the client said that no window is left, or that none
	// restricts it.
	Unrestricted Evidence
	// OpenUntil is when the window that was open at OpenUntilSeen closes, by the client's own
	// count of seconds.
	OpenUntil     time.Time
	OpenUntilSeen Evidence
	openUntilType int64
	// notFound is the newest line by which none of a type that restricts updates is open.
	notFound [SoftwareUpdateWindow + 1]Evidence
	// NextChange is the next opening or closing that the client named; NextOpens says which.
	NextChange time.Time
	NextOpens  bool
	NextWindow event.GUID
	NextSeen   Evidence
	// Opened and Closed are the last START and END known to be about a maintenance window, or not
	// known not to be.
	Opened, Closed Evidence
}
