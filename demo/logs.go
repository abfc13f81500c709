package demo

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// windowsUpdate marks the components of WindowsUpdate.log, which is not a log of the client's own form.
const windowsUpdate = "WU:"

// byteOrderMark stands at the head of every native log.
const byteOrderMark = "\ufeff"

// logs says which log a component writes to, and from which source file.
var logs = map[string]struct{ name, source string }{
	"BgbAgent":                     {"CcmNotificationAgent.log", "bgbtcpclient.cpp"},
	"CcmExec":                      {"CcmExec.log", "systemtask.cpp"},
	"CcmMessaging":                 {"CcmMessaging.log", "ccmoutgoingmessage.cpp"},
	"ContentAccess":                {"CAS.log", "contentaccessservice.cpp"},
	"ContentTransferManager":       {"ContentTransferManager.log", "ctmjob.cpp"},
	"DataTransferService":          {"DataTransferService.log", "dtsjob.cpp"},
	"LocationServices":             {"LocationServices.log", "lsutils.cpp"},
	"MaintenanceCoordinator":       {"MaintenanceCoordinator.log", "maintenancecoordinator.cpp"},
	"PolicyAgent_PolicyDownload":   {"PolicyAgent.log", "policydownloadendpoint.cpp"},
	"PolicyAgent_PolicyEvaluator":  {"PolicyEvaluator.log", "policyutil.cpp"},
	"PolicyAgent_ReplyAssignments": {"PolicyAgent.log", "replyassignmentsendpoint.cpp"},
	"RebootCoordinator":            {"RebootCoordinator.log", "rebootcoordinator.cpp"},
	"ScanAgent":                    {"ScanAgent.log", "cscanagent.cpp"},
	"Scheduler":                    {"Scheduler.log", "smstrigger.cpp"},
	"ServiceWindowManager":         {"ServiceWindowManager.log", "servicewindowmanager.cpp"},
	"StateMessage":                 {"StateMessage.log", "statemsgmanager.cpp"},
	"UpdatesDeploymentAgent":       {"UpdatesDeployment.log", "updatesassignment.cpp"},
	"UpdatesHandler":               {"UpdatesHandler.log", "deploymentjob.cpp"},
	"UpdatesStore":                 {"UpdatesStore.log", "updatesstore.cpp"},
	"WUAHandler":                   {"WUAHandler.log", "cwuahandler.cpp"},
	"execmgr":                      {"execmgr.log", "execreqmgr.cpp"},
}

// logOf names the log a component writes to; empty for a component that is not known.
func logOf(component string) string {
	if strings.HasPrefix(component, windowsUpdate) {
		return "WindowsUpdate.log"
	}
	return logs[component].name
}

// render writes each record into its log.
func render(s story) map[string][]byte {
	files := map[string][]byte{}
	for _, r := range s.records {
		name := logOf(r.component)
		switch {
		case strings.HasPrefix(r.component, windowsUpdate):
			files[name] = s.appendDecoded(files[name], r)
		case files[name] == nil:
			files[name] = s.appendNative([]byte(byteOrderMark), r)
		default:
			files[name] = s.appendNative(files[name], r)
		}
	}
	return files
}

// appendNative adds a record in the client's own form.
func (s story) appendNative(b []byte, r record) []byte {
	return fmt.Appendf(b, "<![LOG[%s]LOG]!><time=%q date=%q component=%q context=\"\" type=%q thread=%q file=\"%s:%d\">\r\n",
		strings.ReplaceAll(r.text, "\n", "\r\n"),
		fmt.Sprintf("%s%+04d", r.clock, s.bias),
		s.date.Format("01-02-2006"), r.component, r.level, r.thread, logs[r.component].source, sourceLine(r.text))
}

// appendDecoded adds a record as Get-WindowsUpdateLog prints it; pid and tid share the thread's place in the story.
func (s story) appendDecoded(b []byte, r record) []byte {
	pid, tid, _ := strings.Cut(r.thread, "/")
	return fmt.Appendf(b, "%s %s %-5s %-5s %-15s %s\r\n",
		s.date.Format("2006/01/02"), r.clock, pid, tid, strings.TrimPrefix(r.component, windowsUpdate), r.text)
}

// sourceLine invents a line number that stays the same for messages that begin alike, as real ones do.
func sourceLine(text string) uint32 {
	word, _, _ := strings.Cut(text, " ")
	h := fnv.New32a()
	h.Write([]byte(word))
	return 100 + h.Sum32()%2900
}
