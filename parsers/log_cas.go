package parsers

import "ccmtail/model/event"

// cas is content access: the cache and the downloads into it. A content is one of the updates in a
// bundle; its id has a version after a dot. Packages and applications have ids of another form.
// A download is complete before its hash is checked. Evidence: Microsoft's articles of 2014 and
// 2016, a parser and records of 2019, the dashboard's list of errors (2024), cache errors of 2012;
// for a wrong hash, two of Microsoft's articles of 2003 and 2010.
var cas = log{
	name:       "CAS",
	components: []string{"ContentAccess"},
	about:      "each content: requested, transfer job, downloaded, verified or not; a cache that is full",
	rules: []rule{
		{kind: event.ContentRequested, remembers: fieldContent, line: "Requesting content <content:guid>.<_:int>, size(KB) <_:int>, under context <_:word> with priority <_:word>"},
		{kind: event.ContentCTMJob, line: "Submitted CTM job <job:guid> to download Content <content:guid>.<_:int> under context <_:word>"},
		{kind: event.ContentRequestID, line: "Successfully created download request <request:guid> for content <content:guid>.<_:int>"},
		{kind: event.ContentRequestID, remembers: fieldContent, line: "Location update from CTM for content <content:guid>.<_:int> and request <request:guid>"},
		{kind: event.ContentLocationFound, inherits: fieldContent, line: "Download location found <_:int> - <url:text>"},
		{kind: event.ContentDownloadStarted, line: "Download started for content <content:guid>.<_:int>"},
		{kind: event.ContentDownloadDone, line: "Download completed for content <content:guid>.<_:int> under context <_:word>"},
		{kind: event.ContentVerified, line: "Hash verification succeeded for content <content:guid>.<_:int> downloaded under context <_:word>"},
		{kind: event.ContentCached, line: "===== CacheManager: Content <content:guid>.<_:int> of size (<_:int>K) was found in cache with an empty exclude file list.====="},
		{kind: event.ContentFailed, remembers: fieldContent, line: "Download failed for content <content:guid>.<_:int> under context <_:word>, error <code:hresult>"},
		{kind: event.ContentHashMismatch, remembers: fieldContent, line: "Hash does not match expected <Content ContentId=\"<content:guid>\" …"},
		{kind: event.ContentHashMismatch, inherits: fieldContent, line: "Successfully raised SoftDistHashMismatchEvent event"},
		{kind: event.ContentRemoved, line: "Removed Content ID Mapping for <content:guid>.<_:int>"},
		{kind: event.CacheFull, inherits: fieldContent, line: "Not enough non-active cache to delete…"},
		{kind: event.CacheFull, inherits: fieldContent, line: "Not enough space in Cache…"},
		{kind: event.CacheFull, inherits: fieldContent, line: "CreateContentRequest failed…"},
		{kind: event.LocationRequestEmpty, inherits: fieldContent, line: "Reply Message Body : <_:nolocations>"},
		{why: intermediate, line: "Reply Message Body : …"},
		{why: notUpdates, remembers: fieldContent, line: "Requesting content <_:text>, size(KB) <_:int>, under context <_:word> with priority <_:word>"},
		{why: notUpdates, remembers: fieldContent, line: "Download failed for content <_:text> under context <_:word>, error <_:hresult>"},
		{why: notUpdates, remembers: fieldContent, line: "Hash does not match expected …"},
		{why: notUpdates, line: "Removed Content ID Mapping for <_:text>"},
		{why: repeats, line: "Hash matching failed"},
		{why: repeats, line: "Raising event:…"},
		{why: pastedFragment, line: "[SMS_CodePage(<_:int>), SMS_LocaleID(<_:int>)]"},
		{why: pastedFragment, line: "instance of SoftDist…"},
		{why: upkeep, line: "Successfully submitted event to the Status Agent"},
		{why: verbose, line: "CContentAccessService::NotifyDownloadProgressEx - downloaded size <_:int>, total size <_:int>"},
		{why: intermediate, line: "Created and initialized a DownloadContentRequest"},
		{why: intermediate, line: "Target location for content <content:guid>.<_:int> is <_:text>"},
		{why: intermediate, line: "CDownloadManager::RequestDownload …"},
		{why: intermediate, line: "Created and submitted a new Content Request for <content:guid>.<_:int>.<_:word>"},
		{why: intermediate, line: "Download request only, ignoring location update"},
		{why: intermediate, line: "The hash we are verifying is …"},
		{why: intermediate, line: "CContentAccessService::NotifyDownloadComplete Start Content Hashing"},
		{why: intermediate, line: "Hashing file <_:text>"},
		{why: repeats, line: "Hash matches"},
		{why: intermediate, line: "Using hash from LS Content Information: …"},
		{why: intermediate, line: "Computed hash: …"},
		{why: intermediate, line: "Success hash verification with hash algorithm = …"},
		{why: repeats, line: "Download succeeded for download request <request:guid>"},
		{why: intermediate, line: "Saved Content ID Mapping …"},
		{why: intermediate, line: "Created a New Cache Item …"},
		{why: upkeep, line: "CContentAccessService::Initialize"},
		{why: upkeep, line: "CDownloadManager::InitializeFromWmi"},
		{why: upkeep, line: "CacheManager: …"},
		{why: upkeep, line: "Loading cache configuration from Wmi"},
		{why: intermediate, line: "===== CacheManager: Content for <content:guid>.<_:int> was NOT found cache. ====="},
		{why: notUpdates, line: "===== CacheManager: Content <_:word>.<_:int> of size (<_:int>K) was found in cache with an empty exclude file list.====="},
		{why: intermediate, line: "===== CacheManager: Checking if content <_:word>.<_:int> is in the cache. ====="},
		{why: upkeep, line: "===== CacheManager: Initializing cache state from Wmi. ====="},
		{why: upkeep, line: "All references to Content …"},
		{why: upkeep, line: "Releasing content request <request:guid>"},
		{why: intermediate, line: "**** Received request for content …"},
		{why: contextOnly, remembers: fieldContent, line: "Requesting locations synchronously for content <content:guid>.<_:int> with priority <_:word>"},
		{why: contextOnly, remembers: fieldContent, line: "Requesting locations synchronously for content …"},
		{why: intermediate, line: "Calling back with the following distribution points"},
		{why: intermediate, line: "The number of discovered DPs(including Branch DP and Multicast) is <_:int>"},
		{why: intermediate, line: "Matching DP location found <_:int> - <_:text>"},
		{why: cleaningUp, line: "Error: DeleteDirectory:- Failed to delete Directory« <_:text>» with Error <_:hresult>"},
		{why: repeats, line: "There are <_:int> files in the directory compared to <_:int> expected files"},
		{why: upkeep, line: "SuperPeerController …"},
		{why: nobodyLoggedOn, line: "Failed to instantiate UI Server« 2» <_:guid> with error <_:hresult>"},
		{why: nobodyLoggedOn, line: "Failed to instantiate Updates UI Server <_:guid> with error <_:hresult>"},
		{why: nobodyLoggedOn, line: "Failed to instantiate VApp UI Server <_:guid> with error <_:hresult>"},
	},
}

// Reasons that only this log needs.
const (
	cleaningUp     = "not an error of the download: the client tidies up after it"
	nobodyLoggedOn = "not an error: nobody is logged on who could be shown anything"
)
