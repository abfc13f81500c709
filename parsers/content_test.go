package parsers

import (
	"testing"

	"ccmtail/model/event"
)

// Tests of what the client writes when a download goes wrong.

const (
	dpURL    = "https://dp01.contoso.com:443/SMS_DP_SMSPKG$/"
	cloudURL = "https://cmg1.contoso.com:443/downloadrestservice.svc/getcontentxmlsecure?pid=" + contentID + "&cid=" + contentID + "&tid=GUID:66F96D04-BEB1-4E71-A279-A94443C6775B"
	ctmJob   = "{E0452CF4-5B04-4A1A-B8EB-10B11B063249}"
	dtsJob   = "{594E9A72-43D1-48D1-A639-D18DF7D286A2}"
	otherJob = "{BB288503-6BE0-4760-8552-706CA25CEBC9}"
	bitsJob  = "{38E74FCB-4397-4CA9-94AE-BDD49F550EC9}"
)

func TestTheContentInAURL(t *testing.T) {
	for url, want := range map[string]string{
		"http://dp01.contoso.com/SMS_DP_SMSPKG$/" + contentID:                         contentID,
		"http://dp01.contoso.com/sms_dp_smspkg$/" + contentID + "/sccm?/a.cab":        contentID,
		dpURL + "Content_" + contentID + ".1":                                         contentID,
		"https://dp01.contoso.com/NOCERT_SMS_DP_SMSPKG$/" + contentID:                 contentID,
		"https://dp01.contoso.com/CCMTOKENAUTH_SMS_DP_SMSPKG$/" + contentID:           contentID,
		"http://PC0210.contoso.com:8003/SCCM_BranchCache$/" + contentID + "/sccm?/a":  contentID,
		"/SMS_DP_SMSPKG$/" + contentID:                                                contentID,
		cloudURL:                                                                      contentID,
		dpURL + "PS100012":                                                            "",
		"http://sup01.contoso.com:80/Content/EB/63BAFA8063BAFA80.cab":                 "",
		"http://mp01.contoso.com:80/SMS_MP/.sms_pol?" + otherJob + ".SHA256:63BAFA80": "",
		"http://mp01.contoso.com:80/SMS_MP/.sms_dcm?Id&DocumentId=" + contentID:       "",
		"https://cmg1.contoso.com/a?pcid=" + contentID:                                "",
		"http://dp01.contoso.com/other$/" + contentID:                                 "",
		"$/": "", "?cid=": "", "": "",
	} {
		g := contentOfURL([]byte(url))
		if got := g.String(); g.IsZero() && want != "" || !g.IsZero() && got != want {
			t.Errorf("%q names %s, want %q", url, got, want)
		}
	}
}

// TestTheLinesOfOneTryShareWhatTheyKnow has the lines of three articles of Microsoft's: an old
// client, a new one with the function's name and the job before the text, and a gateway.
func TestTheLinesOfOneTryShareWhatTheyKnow(t *testing.T) {
	begins := "CDTSJob::ProcessManifestCallback - processing manifest for job '" + dtsJob + "'."
	for _, c := range []struct {
		name  string
		kind  event.Kind
		http  int64
		lines []string
	}{
		{"an old client", event.DTSRetry, 405, []string{
			begins,
			"Error sending DAV request. HTTP code 405, status 'Method Not Allowed'",
			"GetDirectoryList_HTTP('" + dpURL + contentID + "') failed with code 0x87d0027e.",
			"Error retrieving manifest (0x87d0027e).  Will attempt retry 1 in 120 seconds.",
		}},
		{"a new client", event.ManifestFailed, 405, []string{
			"GetDirectoryList_HTTP Error sending DAV request. HTTP code 405, status 'Method Not Allowed'",
			"GetDirectoryList_HTTP GetDirectoryList_HTTP failed after retry",
			"GetDirectoryList_HTTP GetDirectoryList_HTTP('" + dpURL + "Content_" + contentID + ".1') failed with code 0x87d0027e.",
			"DTSJob(" + dtsJob + "):CDTSJob::ProcessManifestCallback - Error retrieving manifest (0x87d0027e).",
		}},
		{"a gateway", event.ManifestFailed, 400, []string{
			"DTSJob " + dtsJob + " in state 'DownloadingManifest'.",
			"Request to " + cloudURL + " failed with 400",
			"Successfully queued event on HTTP/HTTPS failure for server 'cmg1.contoso.com'.",
			"Error sending DAV request. HTTP code 400, status 'Bad Request'",
			"GetDirectoryList_HTTP('" + cloudURL + "') failed with code 0x87d0027e.",
			"Error retrieving manifest (0x87d0027e).",
		}},
		{"no answer at all", event.DTSRetry, 600, []string{
			"Execute called for DTS job '" + dtsJob + "'. Current state: 'RetrieveManifest'",
			"[CCMHTTP] ERROR: URL=" + dpURL + contentID + ", Port=443, Options=480, Code=12029, Text=ERROR_WINHTTP_CANNOT_CONNECT",
			"Failed to send request to /SMS_DP_SMSPKG$/" + contentID + " at host dp01.contoso.com, error 0x2efd",
			"Error sending DAV request. HTTP code 600, status ''",
			"GetDirectoryList_HTTP mapping original error 0x80072efd to 0x800704cf.",
			"GetDirectoryList_HTTP('" + dpURL + contentID + "') failed with code 0x800704cf.",
			"Error retrieving manifest (0x800704cf).  Will attempt retry 140 in 3600 seconds.",
		}},
		{"only the last two lines", event.DTSRetry, 0, []string{
			"DTSJob " + dtsJob + " in state 'DownloadingManifest'.",
			"GetDirectoryList_HTTP('" + dpURL + contentID + "') failed with code 0x87d0027e.",
			"Error retrieving manifest (0x87d0027e).  Will attempt retry 1 in 120 seconds.",
		}},
	} {
		all := events(t, "DataTransferService", c.lines...)
		last, before := all[len(all)-1], all[len(all)-2]
		if last.Kind != c.kind || before.Kind != event.TransferError {
			t.Errorf("%s: kinds %d and %d", c.name, before.Kind, last.Kind)
		}
		if last.Job.String() != event.MustGUID(dtsJob).String() || last.Content.String() != contentID {
			t.Errorf("%s: job %s, content %s", c.name, last.Job, last.Content)
		}
		if last.Numbers[event.HTTPStatus] != c.http || before.Numbers[event.HTTPStatus] != c.http {
			t.Errorf("%s: HTTP %d and %d, want %d", c.name, before.Numbers[event.HTTPStatus], last.Numbers[event.HTTPStatus], c.http)
		}
	}
}

func TestANewTryInheritsNothing(t *testing.T) {
	failed := []string{
		"Error sending DAV request. HTTP code 405, status 'Method Not Allowed'",
		"GetDirectoryList_HTTP('" + dpURL + contentID + "') failed with code 0x87d0027e.",
	}
	for _, begins := range []string{
		"CDTSJob::ProcessManifestCallback - processing manifest for job '" + otherJob + "'.",
		"Execute called for DTS job '" + otherJob + "'. Current state: 'DownloadingManifest'.",
		"DTSJob " + otherJob + " created to download from 'http://mp01.contoso.com:80/SMS_MP' to 'C:\\Windows\\CCM\\Temp'.",
		"DTSJob " + otherJob + " in state 'DownloadingManifest'.",
		"Starting BITS download for DTS job '" + otherJob + "'.",
	} {
		e := lastEvent(t, "DataTransferService", append(failed, begins, "Error retrieving manifest (0x800704cf).")...)
		if e.Job != event.MustGUID(otherJob) || !e.Content.IsZero() || e.Numbers[event.HTTPStatus] != 0 {
			t.Errorf("after %q: job %s, content %s, HTTP %d", begins, e.Job, e.Content, e.Numbers[event.HTTPStatus])
		}
	}
}

// TestTheFirst401IsNoError has a server that wants the client to authenticate: only the line with
// which the try ends makes it an error.
func TestTheFirst401IsNoError(t *testing.T) {
	asked := []string{
		"Execute called for DTS job '" + dtsJob + "'. Current state: 'DownloadingManifest'.",
		"Request to " + dpURL + contentID + " failed with 401",
		"[CCMHTTP] ERROR: URL=" + dpURL + contentID + ", Port=443, Options=480, Code=0, Text=CCM_E_BAD_HTTP_STATUS_CODE",
		"[CCMHTTP] ERROR INFO: StatusCode=401 StatusText=Unauthorized",
		"Successfully queued event on HTTP/HTTPS failure for server 'dp01.contoso.com'.",
		"Error sending DAV request. HTTP code 401, status 'Unauthorized'",
	}
	if all := events(t, "DataTransferService", asked...); len(all) != 0 {
		t.Errorf("an authentication makes %d events: %+v", len(all), all[0])
	}
	e := lastEvent(t, "DataTransferService", append(asked, "GetDirectoryList_HTTP('"+dpURL+contentID+"') failed with code 0x80070005.")...)
	if e.Kind != event.TransferError || e.Numbers[event.HTTPStatus] != 401 || e.Code != 0x80070005 {
		t.Errorf("the end of the try: %+v", e)
	}
}

func TestFailuresOfPoliciesAreOfNoContent(t *testing.T) {
	const policy = "http://mp01.contoso.com:80/SMS_MP/.sms_dcm?Id&DocumentId=ScopeId_1213E793-B465-56A7-A7AA-B86C3F496568/Application_" + contentID + "/3"
	for _, l := range []string{
		"DTS job " + otherJob + " BITS job " + bitsJob + " failed to download source file " + policy + " to destination C:\\Windows\\CCM\\Temp\\a.tmp with error 0x80190194",
		"DTSJob " + otherJob + " created to download from '" + policy + "' to 'C:\\Windows\\CCM\\Temp'.",
		"Request to " + policy + " failed with 404",
		"[CCMHTTP] ERROR: URL=" + policy + ", Port=80, Options=480, Code=12029, Text=ERROR_WINHTTP_CANNOT_CONNECT",
		"Request to " + policy + " cannot be fulfilled since use of metered network is not allowed.",
	} {
		e := lastEvent(t, "DataTransferService", "GetDirectoryList_HTTP('"+dpURL+contentID+"') failed with code 0x87d0027e.", l)
		if !e.Content.IsZero() || e.Texts[event.URL] != policy {
			t.Errorf("%q is of content %s, URL %q", l, e.Content, e.Texts[event.URL])
		}
	}
}

func TestEndsOfTransferJobs(t *testing.T) {
	e := oneEvent(t, "DataTransferService", "CDTSJob::JobError: DTS Job ID='"+dtsJob+"' BITS Job ID='"+bitsJob+"' ErrorCode=0x80190193 ")
	if e.Kind != event.DTSFailed || e.Code != 0x80190193 || e.Job != event.MustGUID(dtsJob) || e.Linked != event.MustGUID(bitsJob) {
		t.Errorf("%+v", e)
	}
	e = oneEvent(t, "DataTransferService", "DTS job "+dtsJob+" BITS job "+bitsJob+" failed to download source file "+dpURL+contentID+"/sccm?/a b.cab with error 0x80190195")
	if e.Kind != event.DTSFailed || e.Content.String() != contentID || e.Texts[event.URL] != dpURL+contentID+"/sccm?/a b.cab" {
		t.Errorf("%+v", e)
	}
	all := events(t, "DataTransferService", "DTSJob "+dtsJob+" in state 'Cancelled'.", "DTSJob "+dtsJob+" cancelled by client.")
	for _, e := range all {
		if e.Kind != event.DTSState || e.Texts[event.State] != "Cancelled" || e.Job != event.MustGUID(dtsJob) {
			t.Errorf("%+v", e)
		}
	}
	e = oneEvent(t, "ContentTransferManager", "CTM job "+ctmJob+" encountered error 0x80070057 during download ('Sccm Client is IBCM')- The error is non retriable.")
	if e.Kind != event.CTMFailed || e.Code != 0x80070057 || e.Texts[event.Name] != "Sccm Client is IBCM" || e.Job != event.MustGUID(ctmJob) {
		t.Errorf("%+v", e)
	}
}

func TestARefusedCertificateIsOfItsDownload(t *testing.T) {
	e := lastEvent(t, "DataTransferService",
		"Execute called for DTS job '"+dtsJob+"'. Current state: 'DownloadingManifest'.",
		"Target URL scheme is HTTPS: "+cloudURL,
		"[CCMHTTP] AsyncCallback(): WINHTTP_CALLBACK_STATUS_SECURE_FAILURE Encountered",
		"[CCMHTTP]                : dwStatusInformationLength is 4",
		"[CCMHTTP]                : lpvStatusInformation is 0x10",
		"[CCMHTTP]                : WINHTTP_CALLBACK_STATUS_FLAG_CERT_CN_INVALID is set")
	if e.Kind != event.CertificateRejected || e.Texts[event.Name] != "CERT_CN_INVALID" || e.Content.String() != contentID || e.Job != event.MustGUID(dtsJob) {
		t.Errorf("%+v", e)
	}
}

func TestAMeteredNetworkPauses(t *testing.T) {
	e := lastEvent(t, "DataTransferService",
		"Sending PROPFIND request using URL "+dpURL+contentID,
		"mapResources.end() != it, HRESULT=87d00215",
		"Request to "+dpURL+contentID+" cannot be fulfilled since use of metered network is not allowed.")
	if e.Kind != event.TransferPaused || e.Texts[event.Name] != "metered" || e.Content.String() != contentID || e.HasCode {
		t.Errorf("%+v", e)
	}
}

// TestBothFormsOfALineAreOneLine has lines of old and of new clients, which put the job or a function
// before the text.
func TestBothFormsOfALineAreOneLine(t *testing.T) {
	for component, pairs := range map[string][][2]string{
		"ContentTransferManager": {
			{"Starting CTM job " + ctmJob + ".", "CTM_StartJob - Starting CTM job " + ctmJob},
			{"CTM job " + ctmJob + " successfully processed download completion.", "CTMJob(" + ctmJob + "): CCTMJob::ProcessDownloadSuccess - successfully processed download completion."},
			{"CCTMJob::UpdateLocations - Received empty location update for CTM Job " + ctmJob, "CTMJob(" + ctmJob + "): CCTMJob::UpdateLocations - Received empty location update for CTM Job"},
		},
		"DataTransferService": {
			{"Error sending DAV request. HTTP code 405, status 'Method Not Allowed'", "GetDirectoryList_HTTP Error sending DAV request. HTTP code 405, status 'Method Not Allowed'"},
			{"GetDirectoryList_HTTP('" + dpURL + "') failed with code 0x87d0027e.", "GetDirectoryList_HTTP GetDirectoryList_HTTP('" + dpURL + "') failed with code 0x87d0027e."},
			{"Error retrieving manifest (0x87d0027e).", "DTSJob(" + dtsJob + "):CDTSJob::ProcessManifestCallback - Error retrieving manifest (0x87d0027e)."},
			{"Error retrieving manifest (0x87d0027e).  Will attempt retry 1 in 120 seconds.", "DTSJob(" + dtsJob + "):CDTSJob::ProcessManifestCallback - Error retrieving manifest (0x87d0027e).  Will attempt retry 1 in 120 seconds."},
		},
	} {
		for _, p := range pairs {
			if before, after := matching(component, p[0]), matching(component, p[1]); before == nil || before != after {
				t.Errorf("%q\n and %q have different rules", p[0], p[1])
			}
		}
	}
	if r := matching("DataTransferService", "Again Error sending DAV request. HTTP code 405, status ''"); r != nil {
		t.Errorf("any word is taken for a function's name: %s", r.line)
	}
	e := oneEvent(t, "ContentTransferManager", "CTMJob("+ctmJob+"): CCTMJob::Start - State=DownloadingContentFromPeers")
	if e.Kind != event.CTMPhase || e.Texts[event.State] != "DownloadingContentFromPeers" || e.Job != event.MustGUID(ctmJob) {
		t.Errorf("%+v", e)
	}
}

func TestALocationRequestIsOfTheJobBeforeIt(t *testing.T) {
	e := lastEvent(t, "ContentTransferManager",
		"CTM job "+otherJob+" entered phase CCM_DOWNLOADSTATUS_DOWNLOADING_DATA",
		"CTM job "+ctmJob+" entered phase CCM_DOWNLOADSTATUS_WAITING_CONTENTLOCATIONS",
		"Queued location request LSRequest('{4BDFD800-F967-4115-910D-2A2A6E8BDC1D}')")
	if e.Kind != event.CTMLocationRequested || e.Job != event.MustGUID(ctmJob) || e.Request != event.MustGUID("4BDFD800-F967-4115-910D-2A2A6E8BDC1D") {
		t.Errorf("%+v", e)
	}
}

// TestASiteWithoutLocationsIsNoEmptyReply has replies, of which only one that is complete and names
// no location at all is empty.
func TestASiteWithoutLocationsIsNoEmptyReply(t *testing.T) {
	const head, end = `<ContentLocationReply SchemaVersion="1.00"><Sites>`, "</Sites></ContentLocationReply>"
	const none = `<Site><MPSite SiteCode="CHI"/><LocationRecords/></Site>`
	const one = `<Site><MPSite SiteCode="CHI"/><LocationRecords><LocationRecord><URL Name="http://dp01.contoso.com/a"/></LocationRecord></LocationRecords></Site>`
	for reply, empty := range map[string]bool{
		head + none + end: true, head + none + none + end: true, head + one + end: false,
		head + none + one + end: false, head + one + none + end: false, head + none: false, head: false,
	} {
		for component, before := range map[string]string{"LocationServices": "ContentLocationReply : ", "ContentAccess": "Reply Message Body : "} {
			all := events(t, component, before+reply)
			if got := len(all) == 1 && all[0].Kind == event.LocationRequestEmpty; got != empty {
				t.Errorf("%s: %q: empty %v, want %v", component, reply, got, empty)
			}
		}
	}
}

func TestAWrongHashIsOfItsContent(t *testing.T) {
	wrong := `Hash does not match expected <Content ContentId="` + contentID + `" Version="1"><FileContent Name="a.cab" Hash="AA" HashAlgorithm="SHA1" Size="19"/></Content>, actual `
	all := events(t, "ContentAccess",
		"Download completed for content "+contentID+".1 under context System",
		"There are 2 files in the directory compared to 2 expected files",
		wrong,
		"Hash matching failed.",
		"Download failed for content "+contentID+".1 under context System, error 0x80091007",
		"Successfully raised SoftDistHashMismatchEvent event.")
	want := []event.Kind{event.ContentDownloadDone, event.ContentHashMismatch, event.ContentFailed, event.ContentHashMismatch}
	for i, e := range all {
		if i >= len(want) || e.Kind != want[i] || e.Content.String() != contentID {
			t.Errorf("event %d: kind %d of content %s", i, e.Kind, e.Content)
		}
	}
	if len(all) != len(want) || all[2].Code != 0x80091007 {
		t.Errorf("%d events", len(all))
	}
	e := lastEvent(t, "ContentAccess", wrong,
		"Download failed for content PS100012.2 under context System, error 0x80091007",
		"Successfully raised SoftDistHashMismatchEvent event.")
	if !e.Content.IsZero() {
		t.Errorf("a package's mismatch is that of content %s", e.Content)
	}
}

func TestAFullCacheIsOfTheContentRequested(t *testing.T) {
	requested := func(id string) string {
		return "Requesting content " + id + ", size(KB) 512, under context System with priority Medium"
	}
	e := lastEvent(t, "ContentAccess", requested(contentID+".1"), "Not enough space in Cache")
	if e.Kind != event.CacheFull || e.Content.String() != contentID {
		t.Errorf("%+v", e)
	}
	if e := lastEvent(t, "ContentAccess", requested(contentID+".1"), requested("PS100012.2"), "CreateContentRequest failed"); !e.Content.IsZero() {
		t.Errorf("no room for a package is taken for no room for %s", e.Content)
	}
}

func TestAMessageThatFails(t *testing.T) {
	e := lastEvent(t, "CcmMessaging",
		"[CCMHTTP] ERROR: URL=https://mp01.contoso.com/ccm_system/request, Port=443, Options=224, Code=0, Text=CCM_E_BAD_HTTP_STATUS_CODE",
		"[CCMHTTP] ERROR INFO: StatusCode=500 StatusText=Internal Server Error",
		"Post to https://mp01.contoso.com/ccm_system/request failed with 0x87d00231.")
	if e.Kind != event.MessageFailed || e.Code != 0x87d00231 || e.Numbers[event.HTTPStatus] != 500 || e.Texts[event.URL] != "https://mp01.contoso.com/ccm_system/request" {
		t.Errorf("%+v", e)
	}
	e = oneEvent(t, "CcmMessaging", "[CCMHTTP] ERROR INFO: StatusCode=403 StatusText=CMGConnector_Clientcertificaterequired")
	if e.Kind != event.MessageFailed || e.Numbers[event.HTTPStatus] != 403 || e.Texts[event.Name] != "CMGConnector_Clientcertificaterequired" {
		t.Errorf("%+v", e)
	}
	e = oneEvent(t, "CcmMessaging", `Raising event: instance of CCM_CcmHttp_Status {ClientID = "GUID:66F96D04-BEB1-4E71-A279-A94443C6775B";DateTime = "20260317234154.225000+000";HostName = "mp01.contoso.com";HRESULT = "0x87d0027e";ProcessID = 4312;StatusCode = 500;ThreadID = 6020; };`)
	if e.Kind != event.MessageFailed || e.Code != 0x87d0027e || e.Numbers[event.HTTPStatus] != 500 || e.Texts[event.URL] != "mp01.contoso.com" {
		t.Errorf("%+v", e)
	}
	if all := events(t, "CcmMessaging", "[CCMHTTP] ERROR INFO: StatusCode=401 StatusText=Unauthorized",
		`Raising event: instance of CCM_CcmHttp_Status {HostName = "mp01.contoso.com";HRESULT = "0x00000000";ProcessID = 4312;StatusCode = 0;ThreadID = 6020; };`); len(all) != 0 {
		t.Errorf("%d events for a message that went well", len(all))
	}
}
