package model

// signature is what is known in advance about a trouble: how much it matters and what to do.
type signature struct {
	severity Severity
	advice   string
}

// signatures are the known troubles. The texts that show them come from Microsoft's and vendors'
// troubleshooting pages and from administrators' scripts; the advice is ours. F31, "Failed to refresh Resync state message",
// is left out on purpose: it was seen on a healthy client that was new, and never with a trouble.
var signatures = map[string]signature{
	"F01": {SeverityError, "Find the policy with gpresult /h or rsop.msc, take \"Specify intranet Microsoft update service location\" out of every GPO that reaches this client, also one left by an earlier WSUS, and run gpupdate; then run a scan and an evaluation cycle."},
	"F02": {SeverityError, "The file is probably damaged: rename %windir%\\System32\\GroupPolicy\\Machine\\registry.pol, run gpupdate, restart the CcmExec service, then scan and evaluate."},
	"F03": {SeverityError, "Look at WindowsUpdate.log around the same time: it names the step that failed."},
	"F04": {SeverityError, "Check the machine's proxy with netsh winhttp show proxy: the update point must be on the bypass list or the proxy must let the computer account through."},
	"F05": {SeverityError, "From the client, open https://SERVER:8531/ClientWebService/client.asmx (or port 8530 without TLS): a time-out is a firewall or a dead server, a 401 or 403 is authentication on the WSUS web site."},
	"F06": {SeverityError, "On the update point, see whether the WsusPool application pool runs and is not short of memory."},
	"F07": {SeverityError, "The update point wants a client certificate: give the client one, or turn the requirement off."},
	"F08": {SeverityError, "Windows Update's own files are damaged: stop wuauserv, rename %windir%\\SoftwareDistribution, run DISM /Online /Cleanup-Image /RestoreHealth, start it again."},
	"F09": {SeverityError, "The Windows Update service runs out of memory in its 32-bit process: update the Windows Update Agent, and decline superseded updates on the update point so that there are fewer to look at."},
	"F10": {SeverityWarning, "The management point has named no update point: see whether software updates are enabled for the client, and whether an update point is in its boundary group."},
	"F11": {SeverityWarning, "The client has no policy for software updates: see in PolicyAgent.log whether it gets policy at all, and in its client settings whether software updates are enabled. Minutes after an installation it is normal."},
	"F12": {SeverityError, "Put the content on a distribution point of the client's boundary group, and redistribute it if it is there; until then Software Center shows it as preparing to download."},
	"F13": {SeverityError, "Put the content on a distribution point of the client's boundary group, or let the deployment fall back to a neighbour; check the package's status in the console."},
	"F14": {SeverityError, "Raise the client's cache size or delete old content from it in the Configuration Manager control panel."},
	"F15": {SeverityWarning, "The client tries again by itself. If it goes on, test from the client whether the distribution point's name resolves and its port answers."},
	"F16": {SeverityError, "Test from the client whether the distribution point's name resolves and its port answers; Software Center shows 0 % until it does. If the point is gone for good, take it out of the boundary group."},
	"F17": {SeverityWarning, "Delta downloads fail for updates of other vendors: turn off \"Allow clients to download delta content\" in the client settings, or leave those updates out of it."},
	"F18": {SeverityError, "The file on the distribution point is not what the site says it is: redistribute the content, and delete it from the client's cache."},
	"F19": {SeverityError, "Put the publisher's certificate into Trusted Root and Trusted Publishers of the computer and allow signed updates from an intranet location by policy; 0x800b0101 means that it has expired."},
	"F20": {SeverityError, "Look at the records around this one in WUAHandler.log and WindowsUpdate.log, and at the update's own installer log."},
	"F21": {SeverityError, "The installer's source is missing: repair the product or give it its source again."},
	"F22": {SeverityError, "Raise the update's maximum run time. The installation goes on unobserved: the next scan may find it installed."},
	"F23": {SeverityError, "Make a window long enough for the run time, shorten the update's maximum run time if it is too generous, or let the deployment ignore windows."},
	"F24": {SeverityWarning, "The client refuses to install outside a service window: wait for one, or give it one."},
	"F25": {SeverityWarning, "Restart the computer: until then the client installs nothing more that needs it."},
	"F26": {SeverityWarning, "Without a window the client installs and restarts at any time. Keep one in place while deployments wait."},
	"F27": {SeverityInfo, "The deployment is set to ignore service windows; that is why it acts outside of them."},
	"F28": {SeverityError, "gpupdate does not finish, and the client processes no update until it does: run gpupdate /force by hand and see where it hangs."},
	"F29": {SeverityError, "Add the client's network to a boundary, and the boundary to a boundary group."},
	"F30": {SeverityError, "Look at WUAHandler.log and UpdatesHandler.log in the same minute: the deployment only reports what failed there."},
	"F32": {SeverityWarning, "What the client did has not reached the site, so the console is behind: look for the management point in CcmMessaging.log."},
	"F33": {SeverityWarning, "See whether the update point is down: after four failures in a row the client turns to another one of its list."},
	"F34": {SeverityWarning, "The deadline has passed and the client has not begun: see in PolicyAgent.log and Scheduler.log whether it knows the deployment, and run an evaluation cycle."},
	"F35": {SeverityWarning, "Look at DataTransferService.log for this job, and whether a policy throttles BITS."},
}
