package demo

import (
	"fmt"
	"hash/fnv"
	"strings"
)

// windowsUpdatePrefix is the prefix of components of WindowsUpdate.log, which is not a native log.
const windowsUpdatePrefix = "WU:"

// byteOrderMark is at the beginning of each native log.
const byteOrderMark = "\ufeff"

// logByComponent holds the log that each component writes to, and its source file.
var logByComponent = map[string]struct{ name, source string }{
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

// logName returns the name of the log that a component writes to, "" for an unknown component.
func logName(component string) string {
	if strings.HasPrefix(component, windowsUpdatePrefix) {
		return "WindowsUpdate.log"
	}
	return logByComponent[component].name
}

// render returns the content of each log by name.
func render(s story) map[string][]byte {
	files := map[string][]byte{}
	for _, r := range s.records {
		name := logName(r.component)
		switch {
		case strings.HasPrefix(r.component, windowsUpdatePrefix):
			files[name] = s.appendDecoded(files[name], r)
		case files[name] == nil:
			files[name] = s.appendNative([]byte(byteOrderMark), r)
		default:
			files[name] = s.appendNative(files[name], r)
		}
	}
	return files
}

// appendNative appends a native record to b.
func (s story) appendNative(b []byte, r record) []byte {
	return fmt.Appendf(b, "<![LOG[%s]LOG]!><time=%q date=%q component=%q context=\"\" type=%q thread=%q file=\"%s:%d\">\r\n",
		strings.ReplaceAll(r.text, "\n", "\r\n"),
		fmt.Sprintf("%s%+04d", r.clock, s.bias),
		s.date.Format("01-02-2006"), r.component, r.level, r.thread, logByComponent[r.component].source, sourceLine(r.text))
}

// appendDecoded appends a record to b as Get-WindowsUpdateLog writes it.
func (s story) appendDecoded(b []byte, r record) []byte {
	pid, tid, _ := strings.Cut(r.thread, "/")
	return fmt.Appendf(b, "%s %s %-5s %-5s %-15s %s\r\n",
		s.date.Format("2006/01/02"), r.clock, pid, tid, strings.TrimPrefix(r.component, windowsUpdatePrefix), r.text)
}

// sourceLine returns a line number for a message, the same for all that begin with the same word, as
// it would be for messages from the same line of code.
func sourceLine(text string) uint32 {
	word, _, _ := strings.Cut(text, " ")
	h := fnv.New32a()
	h.Write([]byte(word))
	return 100 + h.Sum32()%2900
}
