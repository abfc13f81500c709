//go:build linux

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestScreenIsAttacked runs a short session of each kind.
func TestScreenIsAttacked(t *testing.T) {
	program := buildProgram(t)
	for _, name := range []string{"slow", "mash"} {
		a, _ := attackOf(name, 300)
		a.most = 2 * time.Second
		if err := attackScreen(program, a, 1, 0, 2); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestFaultsOfTheScreenAreSeen runs programs that crash, end by themselves.
func TestFaultsOfTheScreenAreSeen(t *testing.T) {
	for i, script := range []string{"sleep 1; echo 'panic: x'; exit 2", "sleep 1"} {
		program := filepath.Join(t.TempDir(), "program")
		if err := os.WriteFile(program, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		a, _ := attackOf("slow", 0)
		a.most = 5 * time.Minute // it ends before
		if err := attackScreen(program, a, uint64(i), 0, 1); err == nil || !strings.Contains(err.Error(), "1 faults") {
			t.Errorf("%q passes: %v", script, err)
		}
	}
}
