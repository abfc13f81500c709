package parsers

import (
	"slices"

	"ccmtail/model/event"
)

// cbs is the log of Windows servicing, which installs the packages of updates. It names the cause
// of a failed installation, and what is undone at a restart. Lines of the component store (CSI)
// begin with a counter. Evidence: a log of 2016, Microsoft's articles on servicing errors.
var cbs = log{
	name:       "CBS",
	components: []string{"CBS", "CSI"},
	about:      "packages: installed, failed and why, undone at a restart; damage of the component store",
	rules:      slices.Concat(cbsPackages, cbsRestart, cbsEchoes, cbsNoise, csiSteps),
}

// cbsPackages holds what servicing says of a package and of the component store.
var cbsPackages = []rule{
	{kind: event.PackageFailed, line: "WER: Generating failure report for package:<file:text>«,» status: <code:hresult>, failure source: <state:text>, start state: <_:text>, target state: <_:text>, client id: <name:text>«.»"},
	{kind: event.PackageFailed, line: "Exec: Processing complete. Session: <_:text>, Package: <file:text> [HRESULT = <code:failure>…"},
	{kind: event.PackageInstalled, line: "Exec: Processing complete. Session: <_:text>, Package: <file:text> [HRESULT = <code:hresult>…"},
	{kind: event.StoreDamaged, line: "Store corruption, manifest missing for package: <file:text>"},
	{kind: event.StoreDamaged, line: "Failed to resolve package '<file:text>' [HRESULT = <code:failure> - CBS_E_STORE_CORRUPTION]"},
	{kind: event.StoreDamaged, line: "Mark store corruption flag because of package: <file:text>. [HRESULT = <code:hresult>…"},
	{kind: event.StoreDamaged, line: "Failed to bulk stage deployment manifest and pin deployment for package:<file:text> [HRESULT = <code:failure> - ERROR_SXS_COMPONENT_STORE_CORRUPT]"},
	{kind: event.StoreDamaged, line: `Component directory missing. Dir: <file:text>`},
	{kind: event.InstallerFailed, line: "«<_:counter> »(F) Failed execution of queue item Installer: <name:text> (<_:text>) with HRESULT HRESULT_FROM_WIN32(<code:win32>). Failure will not be ignored…"},
	{kind: event.InstallerFailed, line: "«<_:counter> »(F) Failed execution of queue item Installer: <name:text> (<_:text>) with HRESULT HRESULT_FROM_WIN32(<_:word>). Failure will not be ignored…"},
	{kind: event.InstallerFailed, line: "«<_:counter> »(F) Failed execution of queue item Installer: <name:text> (<_:text>) with HRESULT <code:hresult>« [<_:text>]». Failure will not be ignored…"},
}

// cbsRestart holds what goes on when Windows starts.
var cbsRestart = []rule{
	{kind: event.DriverFailed, line: "Doqe: Recording result: <code:failure>, for Inf: <file:text>"},
	{why: intermediate, line: "Doqe: Recording result: <_:hresult>, for Inf: <_:text>"},
	{why: intermediate, line: "INSTALL index: <_:int>, phase: <_:int>, result 0, inf: <_:text>"},
	{kind: event.DriverFailed, line: "INSTALL index: <_:int>, phase: <_:int>, result <code:win32>, inf: <file:text>"},
	{kind: event.RolledBack, line: "Startup: Failed to process advanced operation queue, startupPhase: <_:int>. A rollback transaction will be created. [HRESULT = <code:failure>…"},
	{kind: event.RolledBack, line: "Startup: Rolling back KTM, because drivers failed"},
	{kind: event.RolledBack, line: "Setting original failure status: <code:failure>, last forward execute state: CbsExecuteStateResolvePending"},
	{kind: event.RolledBack, line: "Setting original failure status: <code:failure>, last forward execute state: CbsExecuteStatePrimitives"},
	{why: repeats, line: "Setting original failure status: <_:hresult>, last forward execute state: <_:text>"},
	{why: repeats, line: "Retrieved original failure status: <_:hresult>, last forward execute state: <_:text>"},
	{why: repeats, line: "Startup: Failed executing critical driver operations queue …"},
	{why: repeats, line: "Startup: Failed while processing non-critical driver operations queue…"},
	{why: repeats, line: "DriverUpdateInstallUpdates failed …"},
	{why: repeats, line: "Progress: UI message updated. …"},
}

// cbsEchoes holds lines that follow from those that name a package.
var cbsEchoes = []rule{
	{why: repeats, line: "Failed to resolve package '<_:text>' …"},
	{why: repeats, line: "Failed to bulk stage deployment manifest and pin deployment for package:…"},
	{why: repeats, line: "Failed to add one or more deployment …"},
	{why: repeats, line: "Failed to get next package to re-evaluate …"},
	{why: repeats, line: "Exec: Failed to commit CSI transaction to execute changes. …"},
	{why: repeats, line: "Failed to execute execution chain. …"},
	{why: repeats, line: "Failed to process single phase execution. …"},
	{why: repeats, line: "Failed to perform operation. …"},
	{why: "WindowsUpdate.log names the update", line: "Failed to call external evaluate applicability on package: <_:text>, Update: <_:text> [HRESULT = …"},
	{why: notUpdates, line: "Package doesn't match FOD for the current OS, package: …"},
	{why: intermediate, line: "Session: <_:word> initialized by client …"},
	{why: intermediate, line: "Session: <_:word> finalized. Reboot required: <_:yesno> [HRESULT = …"},
	{why: intermediate, line: "WatchList: Add package …"},
	{why: detail, line: "Read out cached package applicability for package: …"},
}

// cbsNoise holds what healthy computers write, thousands of times.
var cbsNoise = []rule{
	{why: harmless, line: "Failed to internally open package. [HRESULT = …"},
	{why: harmless, line: "Failed to get next element [HRESULT = …"},
	{why: harmless, line: "Expecting attribute name [HRESULT = …"},
	{why: harmless, line: "SQM: …"},
	{why: harmless, line: "Failed to query DisableWerReporting flag. Assuming not set..…"},
	{why: harmless, line: `Failed to add %windir%\winsxs\pending.xml to WER report because it is missing. Continuing without it..…`},
	{why: harmless, line: "Failed to create backup log cab.…"},
	{why: harmless, line: "Warning: Unrecognized packageExtended attribute"},
	{why: harmless, line: "Trusted Installer is shutting down because: SHUTDOWN_REASON_AUTOSTOP"},
	{why: upkeep, line: "Loaded Servicing Stack …"},
	{why: upkeep, line: "Starting TrustedInstaller …"},
	{why: upkeep, line: "Starting the TrustedInstaller …"},
	{why: upkeep, line: "Ending TrustedInstaller …"},
	{why: upkeep, line: "Ending the TrustedInstaller …"},
	{why: upkeep, line: "TrustedInstaller service starts successfully"},
	{why: upkeep, line: "No startup processing required, …"},
	{why: upkeep, line: "NonStart: …"},
	{why: upkeep, line: "Startup processing thread terminated normally"},
	{why: upkeep, line: "Idle processing thread terminated normally"},
	{why: upkeep, line: "Reboot mark …"},
	{why: upkeep, line: "Scavenge: …"},
	{why: upkeep, line: "Loading offline registry hive: …"},
	{why: upkeep, line: "Unloading offline registry hive: …"},
	{why: upkeep, line: "Offline image is: …"},
	{why: upkeep, line: "Disabling manifest caching, …"},
}

// csiSteps holds the steps of the component store.
var csiSteps = []rule{
	{why: intermediate, line: "<_:counter> CSI Store …"},
	{why: intermediate, line: "<_:counter> Creating NT transaction …"},
	{why: intermediate, line: "<_:counter> Created NT transaction …"},
	{why: intermediate, line: "<_:counter> Performing <_:int> operations; …"},
	{why: intermediate, line: "<_:counter> Store coherency cookie matches …"},
	{why: intermediate, line: "<_:counter> ICSITransaction::Commit …"},
	{why: intermediate, line: "<_:counter> IAdvancedInstallerAwareStore_ResolvePendingTransactions …"},
	{why: intermediate, line: "<_:counter> End executing advanced installer …"},
	{why: intermediate, line: "<_:counter>@<_:text> WcpInitialize …"},
	{why: intermediate, line: "<_:counter>@<_:text> CSI perf trace:…"},
	{why: intermediate, line: "<_:counter>@<_:text> CSI Transaction …"},
	{why: intermediate, line: "<_:counter>@<_:text> PopulateComponentFamiliesKey …"},
}
