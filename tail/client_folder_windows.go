package tail

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

func systemCodePage() int { return int(windows.GetACP()) }

// ClientLogFolder finds the log folder of the ConfigMgr client on this
// computer: the value LogDirectory under
// HKLM\SOFTWARE\Microsoft\CCM\Logging\@Global (Microsoft, "About log files"),
// else the first of the usual folders that exists. The error says what to do.
func ClientLogFolder() (string, error) {
	usual := []string{
		os.ExpandEnv(`${SystemRoot}\CCM\Logs`),
		os.ExpandEnv(`${ProgramFiles}\SMS_CCM\Logs`),
		os.ExpandEnv(`${SystemRoot}\SysWOW64\CCM\Logs`), // ConfigMgr 2007 on 64-bit Windows
		os.ExpandEnv(`${SystemRoot}\System32\CCM\Logs`),
	}
	for _, dir := range append(registryFolder(), usual...) {
		if fi, err := os.Stat(dir); err == nil && fi.IsDir() {
			return filepath.Clean(dir), nil
		}
	}
	return "", errors.New("find client log folder: no ConfigMgr client on this computer; name a SOURCE (folder, log file, .zip or \\\\host\\c$\\Windows\\CCM\\Logs)")
}

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
