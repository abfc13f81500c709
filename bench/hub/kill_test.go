//go:build linux

package main

import (
	"context"
	"os"
	"testing"
	"time"
)

func TestMain(m *testing.M) {
	actAsChild()
	os.Exit(m.Run())
}

// TestNothingIsLostOrDoubled kills the hub four times and each collector once, cuts the network and restores
// the hub empty, while two collectors send the same clients, whose logs are written and rolled over.
func TestNothingIsLostOrDoubled(t *testing.T) {
	t.Parallel() // it waits most of the time, as the others do that are
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	defer cancel()
	k := killing{folder: t.TempDir(), clients: 60, perSecond: 100, pause: 700 * time.Millisecond, cut: 2 * time.Second, quiet: 5 * time.Second, say: t.Logf}
	got, err := k.run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(got)
	if !got.ok() {
		t.Errorf("lost: %v\ndoubled: %v\nstrange: %v", got.LostKeys, got.DoubledKeys, got.StrangeKeys)
	}
}

// TestALeaderIsKilled kills the server of three that leads the stream while a collector sends, and starts it
// again.
func TestALeaderIsKilled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), 8*time.Minute)
	defer cancel()
	k := clustering{folder: t.TempDir(), clients: 60, perSecond: 100, write: 3 * time.Second, quiet: 1500 * time.Millisecond, kills: 1, say: t.Logf}
	got, err := k.run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if !got.ok() {
		t.Errorf("lost: %v\ndoubled: %v\nstrange: %v", got.LostKeys, got.DoubledKeys, got.StrangeKeys)
	}
}
