package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

// buildProgram builds the program.
func buildProgram(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "ccmtail")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	cmd := exec.Command("go", "build", "-o", program, ".")
	cmd.Dir = filepath.Join("..", "..")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return program
}

// TestMutations runs a few rounds over the demo's logs.
func TestMutations(t *testing.T) {
	program, logs := buildProgram(t), filepath.Join(t.TempDir(), "logs")
	if out, err := exec.Command(program, "demo", "--write", logs).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := mutate(program, logs, 1, 3); err != nil {
		t.Error(err)
	}
}

// TestFaultsAreSeen runs programs that do what must not happen.
func TestFaultsAreSeen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a shell script")
	}
	logs := t.TempDir()
	if err := os.WriteFile(filepath.Join(logs, "A.log"), []byte("text\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, script := range []string{"exit 2", "echo 'goroutine 1 [running]:' >&2", "echo '{' "} {
		program := filepath.Join(t.TempDir(), fmt.Sprint("program", i))
		if err := os.WriteFile(program, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := mutate(program, logs, 1, 1); err == nil {
			t.Errorf("%q passes", script)
		}
	}
}

// TestIDsKeepToMemory is the short form of ids.
func TestIDsKeepToMemory(t *testing.T) {
	program, dir := buildProgram(t), t.TempDir()
	if err := writeIDs(filepath.Join(dir, "WUAHandler.log"), 60_000); err != nil {
		t.Fatal(err)
	}
	for command, code := range map[string]int{"report": 1, "events": 0} { // a report without some of them is incomplete
		if r := execute(program, command, "--memory", "16M", dir); r.code != code || r.peak > 120<<20 {
			t.Errorf("%s: exit code %d, %d MB: %s", command, r.code, r.peak>>20, r.said)
		}
	}
}
