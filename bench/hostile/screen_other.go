//go:build !linux

package main

import "errors"

// attack is not there: it needs the pseudo terminals of Linux.
type attack struct{}

func attackOf(string, int) (attack, bool) { return attack{}, false }

func attackScreen(string, attack, uint64, int, int) error { return errors.New("needs Linux") }
