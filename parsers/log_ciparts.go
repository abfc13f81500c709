package parsers

// Three helpers of CIAgent download the definitions of configuration items, store them and keep
// their states. Their lines name model ids and not updates. Evidence: Microsoft's article of 2016
// on installing applications; for a definition that cannot be had, a vendor's page. The misspelt words and missing blanks are the client's own.

// ciDownloader downloads definitions.
var ciDownloader = log{
	name:       "CIDownloader",
	components: []string{"CIDownloader"},
	about:      "definitions of configuration items downloaded (known, not used)",
	rules: []rule{
		{why: notUpdates, line: "CIDownloaderJob(<job:guid>): DownloadPackages"},
		{why: notUpdates, line: "CIDownloaderJob(<job:guid>): SetFailureCondition - …"},
		{why: notUpdates, line: "CCIDownloader::CompleteJob for job <job:guid>"},
		{why: notUpdates, line: "CDownloadPayloadInfo::AddCI - CI with ModelName <_:text>, Version <_:int> is already available"},
		{why: notUpdates, line: "[Calculate Scope] - Adding CI Modelname:<_:text> Version:<_:int> to Scoped CIs List of root Modelname:…"},
		{why: notUpdates, line: "::DecompressFile(…"},
		{why: notUpdates, line: "VerifyCIDocumentHash - Preparing to verify hash for CI document …"},
		{why: notUpdates, line: "CCIDigestStore::PersistIntegratedCIDefinitions…"},
		{why: notUpdates, line: "DCM::LanternUtils::StoreModelDocument…"},
		{why: "names no update", line: "m_spCIStore->StoreCI(spIEnum), HRESULT=<_:hresult>"},
		{why: "names no update; UpdatesHandler.log does", line: "ECCIInfo::SetError - Setting CI level error to (<_:hresult>)"},
	},
}

// ciStore stores definitions.
var ciStore = log{
	name:       "CIStore",
	components: []string{"CIStore"},
	about:      "definitions of configuration items stored (known, not used)",
	rules: []rule{
		{why: notUpdates, line: "CCIStore::ProcessCITargetEvent - CI…"},
		{why: notUpdates, line: "CCIStore::GetCIEx - Requested CI ModelName <_:text>, Version <_:int> returned from [<_:word>]"},
		{why: notUpdates, line: "CCIStore::GetCIEx - Requested CI ModelName <_:text>, Version <_:int> not found in [<_:word>] (<_:hresult>)"},
		{why: notUpdates, line: "CCIStoreTargetedCIDownloader::AddCI - CI Modelname:<_:text> Version:<_:int> has been added for download"},
		{why: notUpdates, line: "Found property (<_:word>) value but only with fallback to …"},
	},
}

// ciStateStore keeps states.
var ciStateStore = log{
	name:       "CIStateStore",
	components: []string{"CIStateStore"},
	about:      "states of configuration items (known, not used)",
	rules: []rule{
		{why: notUpdates, line: "An existing CI state is changed"},
		{why: notUpdates, line: "[<_:text>:<_:int>] CIEnforceState changed: <_:word> --> <_:word>"},
		{why: notUpdates, line: "[<_:text>:<_:int>] CIState changed: <_:word> --> <_:word>"},
		{why: notUpdates, line: "CCIStateTransition::ExtractStateDetails - CI ModelName <_:text>, version <_:int> not found in store"},
	},
}
