package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestStandardErrorIsHarmless names paths that command a terminal, or end a line, on the command line.
func TestStandardErrorIsHarmless(t *testing.T) {
	const evil = "x\x1b[31m\nccmtail: all is well\u202e.log"
	folder := t.TempDir()
	source := filepath.Join(folder, evil)
	if err := os.WriteFile(filepath.Join(folder, "A.log"), []byte("one\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"report", source}, {"events", source}, {"export", source}, {"doctor", source}, {"explain", "5", "--in", source}, {"redact", "-o", "x.zip", source},
		{"redact", "-o", source + "/x.zip", folder}, {"report", "--config", source, folder}, {evil, "x"},
		{"report", "--format", evil, folder}, {"report", "--at", evil, folder}, {"replay", "--speed", evil, folder}, {"--" + evil}, {"demo", "--write", folder + "/A.log/" + evil},
	} {
		code, _, said := runCLI(t, args...)
		if code == exitDone || said == "" {
			t.Errorf("%q: exit code %d, said %q", args, code, said)
		}
		if strings.ContainsAny(said, "\x1b\u202e\r") || strings.Contains(said, "\nccmtail: all is well") {
			t.Errorf("%q: %q", args, said)
		}
	}
}

func TestWrongSpeeds(t *testing.T) {
	for value, want := range map[string]string{
		"abc": `"abc" is not a number`, "NaN": `"NaN" is not a number`, "Inf": `"Inf" is not a number`, "-inf": `"-inf" is not a number`,
		"0": "must be greater than 0", "-1": "must be greater than 0", "1e999": `"1e999" is not a number`,
	} {
		code, _, said := runCLI(t, "replay", "--speed="+value, t.TempDir())
		if code != exitUsage || !strings.Contains(said, want) || strings.Contains(said, "strconv") {
			t.Errorf("--speed %s: exit code %d, %s", value, code, said)
		}
	}
}

// TestARegularExpressionIsQuotedAsTyped has no flags in its error that nobody has written.
func TestARegularExpressionIsQuotedAsTyped(t *testing.T) {
	code, _, said := runCLI(t, "export", "--filter", "re:(b", t.TempDir())
	if code != exitUsage || !strings.Contains(said, "missing closing ): `(b`") {
		t.Errorf("exit code %d, %s", code, said)
	}
}

// TestSettingsThatAreDoneWithout: a damaged file of the program's own, and a home that is a file, keep
// no command from its work.
func TestSettingsThatAreDoneWithout(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("CCMTAIL_CONFIG", filepath.Join(folder, "config.toml"))
	logs := demoLogs(t)
	if err := os.WriteFile(filepath.Join(folder, "filters.toml"), []byte("quiet = [\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, said := runCLI(t, "report", logs)
	if code != exitDone || !strings.Contains(out, "KB5081905") || !strings.HasPrefix(said, "ccmtail: going on without the saved filters: ") {
		t.Errorf("exit code %d, said %q", code, said)
	}
	if code, _, said := runCLI(t, "config"); code != exitFailed || !strings.Contains(said, "filters.toml:") {
		t.Errorf("config: exit code %d, said %q", code, said)
	}
	var s settings
	cmd := (&invocation{}).replayCommand()
	cmd.SetErr(&strings.Builder{})
	if err := s.load(cmd); err != nil || !strings.HasPrefix(s.screenOptions().Notice, "going on without the saved filters: ") {
		t.Errorf("the screen: %v", err)
	}
}
