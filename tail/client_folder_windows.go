package tail

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// systemCodePage returns the ANSI code page of the system.
func systemCodePage() int { return int(windows.GetACP()) }

// ClientLogFolder returns the log folder of the ConfigMgr client on this computer: the value
// LogDirectory under HKLM\SOFTWARE\Microsoft\CCM\Logging\@Global (Microsoft, "About log files") or
// the first default folder that exists. It fails if there is none; the error says what to do.
func ClientLogFolder() (string, error) {
	defaults := []string{
		os.ExpandEnv(`${SystemRoot}\CCM\Logs`),
		os.ExpandEnv(`${ProgramFiles}\SMS_CCM\Logs`),
		os.ExpandEnv(`${SystemRoot}\SysWOW64\CCM\Logs`), // ConfigMgr 2007 on 64-bit Windows
		os.ExpandEnv(`${SystemRoot}\System32\CCM\Logs`),
	}
	for _, dir := range append(registryFolder(), defaults...) {
		if fi, err := os.Stat(dir); err == nil && fi.IsDir() {
			return filepath.Clean(dir), nil
		}
	}
	return "", errors.New("there is no ConfigMgr client on this computer; " +
		`name a folder of logs, a log file, a .zip, \\HOST for another computer's client, or - for standard input`)
}

// registryFolder returns the log folder that the registry names, if there is one.
func registryFolder() []string {
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE\Microsoft\CCM\Logging\@Global`,
		registry.QUERY_VALUE|registry.WOW64_64KEY)
	if err != nil {
		return nil
	}
	defer k.Close()
	dir, kind, err := k.GetStringValue("LogDirectory")
	if err != nil || dir == "" {
		return nil
	}
	if kind == registry.EXPAND_SZ {
		if full, err := registry.ExpandString(dir); err == nil {
			dir = full
		}
	}
	return []string{dir}
}

// thisComputer returns the name of the client on this computer, whose logs are at path.
func thisComputer(path string) string {
	if name, err := os.Hostname(); err == nil && name != "" {
		return name
	}
	return tellingName(path)
}
