package errcode_test

import (
	"fmt"

	"ccmtail/errcode"
)

func ExampleFind() {
	line := []byte("GetDirectoryList_HTTP mapping original error 0x80072efd to 0x800704cf.")
	for _, m := range errcode.Find(line) {
		fmt.Printf("%s %s\n", line[m.Start:m.End], errcode.Lookup(m.Code).Symbol)
	}
	// Output:
	// 0x80072efd ERROR_WINHTTP_CANNOT_CONNECT
	// 0x800704cf ERROR_NETWORK_UNREACHABLE
}

func ExampleParse() {
	for _, written := range []string{"-2145124318", "8024402C", "0x2efd", "1603"} {
		code, as, _ := errcode.Parse(written)
		fmt.Printf("%s: 0x%08X, %s\n", as, errcode.Lookup(code).HRESULT, errcode.Lookup(code).Symbol)
	}
	// Output:
	// signed decimal: 0x80240022, WU_E_ALL_UPDATES_FAILED
	// bare hex: 0x8024402C, WU_E_PT_WINHTTP_NAME_NOT_RESOLVED
	// short hex: 0x80072EFD, ERROR_WINHTTP_CANNOT_CONNECT
	// small decimal: 0x80070643, ERROR_INSTALL_FAILURE
}
