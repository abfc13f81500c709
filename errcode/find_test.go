package errcode

import (
	"fmt"
	"strings"
	"testing"
)

// findCases holds lines with the client's wording, and the codes in them.
var findCases = []struct {
	line string
	want []uint32
}{
	// Codes in all notations.
	{"Failed to Add Update Source for WUAgent of type (2) and id ({72B140EF-1B22-4A4F-8A8C-0D6B3B1C5A11}). Error = 0x87d00692.", []uint32{0x87D00692}},
	{"CScanJob::Execute- Failed at AddUpdateSource, Error = 0x87d00692", []uint32{0x87D00692}},
	{"Job error (0x87d00692) received for assignment ({f65ffee2-0f4b-4a5e-9d1b-5b9f1d8a0b1c}) action", []uint32{0x87D00692}},
	{"Update 1 (0d841d92-dcfd-42d0-99cc-da46abbfb86c) finished installing (0x80070643), Reboot Required? No", []uint32{0x80070643}},
	{"Update 1 (0d841d92-dcfd-42d0-99cc-da46abbfb86c) finished installing (0x00000000), Reboot Required? Yes", []uint32{0}},
	{"Update 1 (0d841d92-dcfd-42d0-99cc-da46abbfb86c) finished installing (0x00240005), Reboot Required? Yes", []uint32{0x00240005}},
	{"Update (Site_0D841D92/SUM_0d841d92-dcfd-42d0-99cc-da46abbfb86c) Progress: Status = ciStateWaitInstall, PercentComplete = 0, DownloadSize = 0, Result = 0x0", []uint32{0}},
	{"Progress: Status = ciStateError, PercentComplete = 0, DownloadSize = 12345678, Result = 0x80091007", []uint32{0x80091007}},
	{"Installation job encountered some failures. Job Result = 0x80240022.", []uint32{0x80240022}},
	{"WSUS update (0d841d92-dcfd-42d0-99cc-da46abbfb86c) installation result = 0x80004002, Reboot State = NoReboot", []uint32{0x80004002}},
	{"GetDirectoryList_HTTP mapping original error 0x80072efd to 0x800704cf.", []uint32{0x80072EFD, 0x800704CF}},
	{"Error retrieving manifest (0x800704cf).  Will attempt retry 140 in 3600 seconds.", []uint32{0x800704CF}},
	{"Failed to send request to /SMS_DP_SMSPKG$/abc00002 at host dp01.contoso.com, error 0x2efd", []uint32{0x2EFD}},
	{"[CCMHTTP] ERROR: URL=http://dp01.contoso.com/SMS_DP_SMSPKG$/abc00002, Port=80, Options=480, Code=12029, Text=ERROR_WINHTTP_CANNOT_CONNECT", []uint32{12029}},
	{"GetDirectoryList_HTTP('http://dp01.contoso.com/SMS_DP_SMSPKG$/abc00002') failed with code 0x800704cf.", []uint32{0x800704CF}},
	{"Failed to connect to server with IP v4 address with error 10060. Try next IP...", []uint32{10060}},
	{"Failed to signin bgb client with error = 80004005.", []uint32{0x80004005}},
	{"WARNING: ISusInternal::GetUpdateMetadata2 failed, hr=8007000E", []uint32{0x8007000E}},
	{"Access denied when trying to read the file - (80070005)", []uint32{0x80070005}},
	{"*FAILED* [8024000E] file = onecore\\enduser\\windowsupdate\\client, line = 123", []uint32{0x8024000E}},
	{"GetActions() did not succeed. 80070490", []uint32{0x80070490}},
	{"The parameter is incorrect. (Error: 80070057; Source: Windows)", []uint32{0x80070057}},
	{"Failed to save environment to  (80070057)", []uint32{0x80070057}},
	{"Execution cancelled by job. m_hrError = -2016410012", []uint32{0x87D00664}},
	{"Failed to download update (-2016410007)", []uint32{0x87D00669}},
	{`<DeploymentMessage ErrorCode="-2145844844"><Client BaseTime="1"/>`, []uint32{0x80190194}},
	{"Task Sequence completed, return code = -2147021886", []uint32{0x80070BC2}},
	{"	Win32ErrorCode = 2147500037;", []uint32{0x80004005}},
	{"Execution is complete for program X. The exit code is 1603, the execution status is FailureNonRetry", []uint32{1603}},
	{"Process 4242 terminated with exitcode: 3010", []uint32{3010}},
	{"Process completed with exit code 0", []uint32{0}},
	{"Command has returned: 1603", []uint32{1603}},
	{"Installation failed with 1603", []uint32{1603}},
	{"Exiting with the exit win32 code 0", []uint32{0}},
	{"Looking for exit code 3010 in exit codes table...", []uint32{3010}},
	{"Failed to connect to \"]\\\\DPNAME.CONTOSO.COM\\. Error = 53", []uint32{53}},
	{"BCDEdit returned ErrorLevel = 0", []uint32{0}},
	{"The action returned exit code -1", []uint32{0xFFFFFFFF}},
	{"Service: Service exit [Exit code = 0x240001]", []uint32{0x240001}},
	{"Completed install of CBS update with type=3, requiresReboot=1, installerError=0, hr=0x0", []uint32{0, 0}},
	{"LogHistory called. idUpdate={0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}.101, resultMapped=80242014, resultUnMapped=0", []uint32{0x80242014, 0}},
	{"Failed to delete Directory with Error 0x00000003.", []uint32{3}},
	{"CDTSJob::HandleErrors: DTS Job '{0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}' BITS Job '{0D841D92-DCFD-42D0-99CC-DA46ABBFB86D}' under user 'S-1-5-18' OldErrorCount 0 NewErrorCount 1 ErrorCode 0x80072EE7", []uint32{0x80072EE7}},
	{"Mapping [HRESULT = 0x800f0805 - CBS_E_INVALID_PACKAGE]", []uint32{0x800F0805}},
	{"Setup exited with 0xC1900208", []uint32{0xC1900208}},
	{"upgrade ended: c1900101 (error c1900999)", []uint32{0xC1900101, 0xC1900999}},
	{"sign-extended error 0xFFFFFFFF80070005 from a 64-bit tool", []uint32{0x80070005}},
	{"Ошибка0x80070005，再试", []uint32{0x80070005}},

	// Lines without codes.
	{"", nil},
	{"No Service Windows Left. There is no next event....", nil},
	{"CTM job {80070005-1B22-4A4F-8A8C-80070005D6B3} entered phase CCM_DOWNLOADSTATUS_DOWNLOADING_DATA", nil},
	{"Update job 80070490-dcfd-42d0-99cc-da46abbfb86c for {f65ffee2-2145-1243-1899-0d841d92dcfd}", nil},
	{"Deadline received for assignment ({f65ffee2-0f4b-4a5e-9d1b-5b9f1d8a0b1c}) 2014-02-09 19:15:39", nil},
	{"RebootCoordinator 5/9/2014 8:38:56 AM 6488 (0x1958)", nil},
	{"01-13-2016 17:56:42.541    ContentTransferManager    2752 (0xac0)    CTM job", nil},
	{"$$<SMS_COLLECTION_EVALUATOR><11-30-2022 01:08:33.184-60><thread=4844 (0x12EC)>", nil},
	{"Thread 0 (0x00000000) ended", nil},
	{"Job: {0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}, Total Files: 12, Transferred Files: 5, Total Bytes: 80070490, Transferred Bytes: 2149842978", nil},
	{"DownloadSize = 80070057, PercentComplete = 50", nil},
	{"Downloaded 80070490 bytes of the update", nil},
	{"POST: Host=mp01, Path=/ccm_system/request, Port=443, Protocol=https, Flags=512, Options=480", nil},
	{"Sending outgoing message '{0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}'. Flags 0x200, sender account empty", nil},
	{"Install ClientId = CcmExec, Flags: 0X80000010 (cV: fsr99l1X.1.0.1.0.0)", nil},
	{"Error sending DAV request. HTTP code 600, status ''", nil},
	{"or HTTP Error 502 - Bad gateway", nil},
	{"error: 'HTTP status 404: The requested URL does not exist on the server.'", nil},
	{"HTTP error code = 407", nil},
	{"	StatusCode = 0;", nil},
	{"Download progress callback: download result oPCode = 3", nil},
	{"No current service window available to run updates assignment with time required = 1", nil},
	{"Total Pending reboot updates = 2", nil},
	{"Package_for_KB5031356~31bf3856ad364e35~amd64~~19041.3570.1.3", nil},
	{"Error in version 10.0.80070.5 of 5.00.8853.1000", nil},
	{"user S-1-5-21-2145124318-2016410012-80070005-1001 logged on", nil},
	{"hash 2145124318ABCDEF80070005 of the file, SHA1=da39a3ee5e6b4b0d3255bfef95601890afd80709", nil},
	{"Adding to BITS job: http://dp01.contoso.com/download?error=80070005&code=0x80070005", nil},
	{`C:\Windows\ccmcache\80070005\setup.exe and \\server\share\80240022`, nil},
	{"Checking network adapter: [00000001] Realtek", nil},
	{"CSI 00000001@2016/9/27:04:30:31 wcp initialized at @0xffeee97c, @0x80070005", nil},
	{"Property KeyboardLocalePE is now = 0409:00000409", nil},
	{"MainEngineThread: Return value 3.", nil},
	{"The method returned 5 updates, error: 3 updates are missing", nil},
	{"Scan completed with 12 updates, retry 140 in 3600 seconds", nil},
	{"(SMSUtility.dll)  Result : 1", nil},
	{"Error 12:03:04 and error 2019-05-06 and error 5/10 and error 50%", nil},
	{"SND: Dropped E:\\ConfigMgr\\inboxes\\objmgr.box\\16777264.CIN [60220]", nil},
	{"registry root 0x80000002 opened", nil},
	{"session 4294967295l, level 0l, verbosity 30l", nil},
	{"x-2145124318 and 5-2145124318 and (1)-2145124318", nil},
}

func TestFind(t *testing.T) {
	for _, c := range findCases {
		found := Find([]byte(c.line))
		var have []uint32
		for _, m := range found {
			have = append(have, m.Code)
		}
		if fmt.Sprintf("%x", have) != fmt.Sprintf("%x", c.want) {
			t.Errorf("%s\n have %x\n want %x", c.line, have, c.want)
		}
		checkMatches(t, c.line, found)
	}
}

// checkMatches checks that matches are in order and within the line, and that Parse returns the same
// codes.
func checkMatches(t *testing.T, line string, found []Match) {
	t.Helper()
	last := 0
	for _, m := range found {
		if m.Start < last || m.End <= m.Start || m.End > len(line) {
			t.Fatalf("%q: match out of place: %+v", line, m)
		}
		last = m.End
		if code, _, err := Parse(line[m.Start:m.End]); err != nil || code != m.Code {
			t.Fatalf("%q: found %x in %q, Parse returns %x, %v", line, m.Code, line[m.Start:m.End], code, err)
		}
	}
}

func TestAMatchIsTheCodeAsItIsWritten(t *testing.T) {
	line := "m_hrError = -2016410012 (0x87D00664)"
	var have []string
	for _, m := range Find([]byte(line)) {
		have = append(have, line[m.Start:m.End])
	}
	if want := "-2016410012 0x87D00664"; strings.Join(have, " ") != want {
		t.Errorf("have %q, want %q", have, want)
	}
}

func TestFindAllocatesOnlyForMatches(t *testing.T) {
	for _, c := range findCases {
		if line := []byte(c.line); c.want == nil {
			if n := testing.AllocsPerRun(10, func() { Find(line) }); n != 0 {
				t.Errorf("%s: %v allocations", c.line, n)
			}
		}
	}
	line, buf := []byte("Installation job encountered some failures. Job Result = 0x80240022."), make([]Match, 0, 4)
	if n := testing.AllocsPerRun(10, func() { AppendFind(buf, line) }); n != 0 {
		t.Errorf("AppendFind: %v allocations", n)
	}
}

// TestFindIsLinear finds codes in long lines on which a quadratic algorithm would take minutes, since
// log text is untrusted.
func TestFindIsLinear(t *testing.T) {
	for _, piece := range []string{"0x80070005,", "-2145124318,", "error=5,", "8", "error ", "is 5 of is ", "((((((((5", "://0x80070005"} {
		line := []byte(strings.Repeat(piece, 1<<21/len(piece)))
		if n := len(Find(line)); n > len(line) {
			t.Errorf("%d codes in %d bytes", n, len(line))
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, c := range findCases {
		f.Add(c.line)
	}
	f.Fuzz(func(t *testing.T, line string) { checkMatches(t, line, Find([]byte(line))) })
}

var benchLines = map[string]string{
	"guid":    "Update (Site_0D841D92-DCFD-42D0-99CC-DA46ABBFB86C/SUM_0d841d92-dcfd-42d0-99cc-da46abbfb86c) added to the targeted list of deployment ({f65ffee2-0f4b-4a5e-9d1b-5b9f1d8a0b1c})",
	"words":   "Successfully initiated scan. Waiting for the service window to open before the installation of the assigned software updates is started.",
	"numbers": "Job: {0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}, Total Files: 12, Transferred Files: 5, Total Bytes: 80070490, Transferred Bytes: 4455667",
	"code":    "Update 1 (0d841d92-dcfd-42d0-99cc-da46abbfb86c) finished installing (0x80070643), Reboot Required? No",
}

func BenchmarkFind(b *testing.B) {
	for name, text := range benchLines {
		b.Run(name, func(b *testing.B) {
			line, buf := []byte(text), make([]Match, 0, 8)
			b.SetBytes(int64(len(line)))
			b.ReportAllocs()
			for b.Loop() {
				AppendFind(buf, line)
			}
		})
	}
}
