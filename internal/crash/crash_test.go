package crash

import (
	"errors"
	"strings"
	"sync"
	"testing"
)

// TestGuard panics in goroutines: the handler gets a stack that names the place, after what comes
// before it, and no text that a log may have brought along.
func TestGuard(t *testing.T) {
	for _, c := range []struct {
		name  string
		panic func()
		want  string
	}{
		{"a mistake of the runtime", func() { var s []int; _ = s[len(t.Name())] }, "runtime error: index out of range ["},
		{"a text", func() { panic("line of a log") }, "panic with a string"},
		{"an error", func() { panic(errors.New("line of a log")) }, "panic with a *errors.errorString"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var steps []string
			var have Report
			defer Before(func() { steps = append(steps, "before") })()
			defer Handle(func(r Report) { steps, have = append(steps, "handler"), r })()
			var goroutines sync.WaitGroup
			goroutines.Go(Guarded(c.panic))
			goroutines.Wait()
			if strings.Join(steps, " ") != "before handler" {
				t.Errorf("called: %v", steps)
			}
			if !strings.HasPrefix(have.Cause, c.want) {
				t.Errorf("cause is %q, want %q", have.Cause, c.want)
			}
			if stack := string(have.Stack); !strings.Contains(stack, "crash_test.go") || strings.Contains(stack, "line of a log") {
				t.Errorf("stack is\n%s", stack)
			}
		})
	}
}

func TestWithoutAHandlerAPanicIsOne(t *testing.T) {
	defer func() {
		if v := recover(); v != "as usual" {
			t.Errorf("recovered %v", v)
		}
	}()
	Guarded(func() { panic("as usual") })()
}
