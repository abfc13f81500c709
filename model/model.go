// Package model turns events into what is known about a ConfigMgr client at any moment: its
// updates, deployments, contents, maintenance windows, restarts and scans, each fact with the record
// that proves it. Its words are those of the console: a maintenance window is what the logs call a
// service window, a restart what they call a reboot. It does no I/O, has no clock and starts no goroutine: time is always an argument.
// Nor does it put durations, sizes, times or codes into words: see Sentence.
package model
