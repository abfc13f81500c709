package parsers

import "ccmtail/model/event"

// Reasons why elements of SetupDiag's results have no event.
const (
	aboutTheComputer = "about the computer and the run, not about the failure"
	readMore         = "an address to read more at"
)

// setupDiagResults is SetupDiag's word on a feature update that failed: an XML file with an element
// on each line. Evidence: Microsoft's documentation of SetupDiag, results of 2025.
var setupDiagResults = log{
	name:       "SetupDiagResults",
	components: []string{setupDiagComponent},
	about:      "why a feature update failed, as SetupDiag found (SetupDiagResults.xml)",
	rules: []rule{
		{kind: event.SetupDiagnosed, line: "<LogErrorLine><_:text>, <_:word> <name:text></LogErrorLine>"},
		{why: repeats, line: "<FailureData>LogEntry: …"},
		{why: readMore, line: "<FailureData>Refer to …"},
		{why: "its text is on the next lines", line: "<FailureData>"},
		{kind: event.SetupDiagnosed, line: "<FailureData><code:hresult>-<_:text> Error: SetupDiag reports <name:text>Last Phase = <_:text></FailureData>"},
		{kind: event.SetupDiagnosed, line: "<FailureData>Error: SetupDiag reports <name:text>«Last Operation: »Error: <code:hresult> - <_:text></FailureData>"},
		{kind: event.SetupDiagnosed, line: "<FailureData>Error: SetupDiag reports <name:text></FailureData>"},
		{kind: event.SetupDiagnosed, line: "<FailureData>Warning: <name:text></FailureData>"},
		{kind: event.SetupDiagnosed, line: "<FailureData><name:text></FailureData>"},
		{kind: event.SetupDiagnosed, line: "<FailureDetails><name:text>, ErrorCode = <code:hresult>, ExCode = <_:text></FailureDetails>"},
		{kind: event.SetupDiagnosed, line: "<FailureDetails>Err = <code:hresult>, <name:text></FailureDetails>"},
		{kind: event.SetupDiagnosed, line: "<FailureDetails>RollbackErrorCode = <code:hresult>, <name:text></FailureDetails>"},
		{kind: event.SetupDiagnosed, line: "<FailureDetails><name:text></FailureDetails>"},
		{kind: event.SetupDiagnosed, state: "Remediation", line: "<Remediation><name:text></Remediation>"},
		{kind: event.SetupDiagnosed, line: "Error: SetupDiag reports <name:text>"},
		{why: repeats, line: "Last Setup Phase = …"},
		{why: repeats, line: "Last Setup Operation: …"},
		{why: repeats, line: "Last Phase: …"},
		{why: repeats, line: "Last Operation: …"},
		{why: repeats, line: "Error: <_:hresult></FailureData>"},
		{why: readMore, line: `Refer to "<_:text></FailureData>`},
		{why: aboutTheComputer, line: "<SetupDiag …"},
		{why: aboutTheComputer, line: "</SetupDiag>"},
		{why: aboutTheComputer, line: "<SystemInfo>"},
		{why: aboutTheComputer, line: "</SystemInfo>"},
		{why: aboutTheComputer, line: "<HostOS…"},
		{why: aboutTheComputer, line: "<TargetOS…"},
		{why: aboutTheComputer, line: "<RegisteredAV>…"},
		{why: aboutTheComputer, line: "<FilterDrivers…"},
		{why: aboutTheComputer, line: "<Upgrade…"},
		{why: aboutTheComputer, line: "<Rollback…"},
		{why: aboutTheComputer, line: "<?xml version=…"},
		{why: aboutTheComputer, line: "<Version>…"},
		{why: aboutTheComputer, line: "<ProfileName>…"},
		{why: aboutTheComputer, line: "<ProfileGuid>…"},
		{why: aboutTheComputer, line: "<Finalize…"},
		{why: aboutTheComputer, line: "<PostOOBESuccessTime>…"},
		{why: aboutTheComputer, line: "<TotalOfflineTime…"},
		{why: aboutTheComputer, line: "<CommercialId>…"},
		{why: aboutTheComputer, line: "<CV>…"},
		{why: aboutTheComputer, line: "<SetupReportId>…"},
		{why: aboutTheComputer, line: "<ReportId>…"},
	},
}
