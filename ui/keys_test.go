package ui

import (
	"strings"
	"testing"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// TestKeys says of each key what it does: the screen before is the log of the story, live.
func TestKeys(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		has  []string
		not  []string
	}{
		{"j at the end stays live", []string{"4", "j"}, []string{"LIVE", "following"}, []string{"AS OF"}},
		{"k goes to the record before", []string{"4", "k"}, []string{"LIVE", "line 26 of 27", "21:09:30.000 -05:00"}, []string{"AS OF", "following"}},
		{"the panes stay at now", []string{"4", "g"}, []string{"LIVE", "line 1 of 27", "KB969897  Int"}, []string{"AS OF"}},
		{"r shows all as of the record", []string{"4", "g", "r"}, []string{"AS OF 03-17 18:28:10 -05:00 (-2 h 46 min) · Esc back", "No updates seen yet"}, []string{"KB969897  Int", "LIVE"}},
		{"and stays there when the log moves", []string{"4", "g", "r", "j", "j"}, []string{"AS OF 03-17 18:28:10", "line 3 of 27"}, []string{"LIVE"}},
		{"Esc leaves the log where it is read", []string{"4", "g", "r", "esc"}, []string{"LIVE", "line 1 of 27", "KB969897  Int"}, []string{"AS OF"}},
		{"Esc again follows", []string{"4", "g", "r", "esc", "esc"}, []string{"LIVE", "following"}, nil},
		{"r on an update is when it became so", []string{"r"}, []string{"AS OF 03-17 21:07:30", "━ 1 Updates"}, nil},
		{"and Esc follows as before", []string{"r", "esc"}, []string{"LIVE", "following"}, []string{"AS OF"}},
		{"r where there is no record", []string{"8", "r"}, []string{"no record here"}, []string{"AS OF"}},
		{"up and down are k and j", []string{"4", "up", "up", "down"}, []string{"21:09:30.000 -05:00"}, nil},
		{"half a page up", []string{"4", "ctrl+u"}, []string{"LIVE", "line "}, []string{"AS OF"}},
		{"page up and down", []string{"4", "b", "space", "space"}, []string{"following"}, nil},
		{"G goes back to what comes", []string{"4", "g", "G"}, []string{"LIVE", "following"}, nil},
		{"End too", []string{"4", "home", "end"}, []string{"LIVE", "following"}, nil},
		{"F too", []string{"4", "k", "F"}, []string{"LIVE", "following"}, nil},
		{"F at the end lets it stand", []string{"4", "F"}, []string{"LIVE", "line 27 of 27"}, []string{"· following"}},
		{"Esc too", []string{"4", "k", "esc"}, []string{"LIVE"}, nil},
		{"= pauses", []string{"="}, []string{"‖ PAUSED"}, []string{"LIVE"}},
		{"= goes on", []string{"=", "="}, []string{"LIVE"}, nil},
		{"Tab goes round", []string{"tab", "tab", "tab"}, []string{"━ 5 Findings"}, nil},
		{"Shift-Tab back", []string{"tab", "shift+tab"}, []string{"━ 1 Updates"}, nil},
		{"2", []string{"2"}, []string{"━ 2 Maintenance window"}, nil},
		{"3", []string{"3"}, []string{"━ 3 Restarts"}, nil},
		{"4", []string{"4"}, []string{"━ 4 Log"}, nil},
		{"5", []string{"5"}, []string{"━ 5 Findings"}, nil},
		{"6", []string{"6"}, []string{"━ 6 Deployments", "f65ffee2"}, []string{"1 Updates"}},
		{"7", []string{"7"}, []string{"━ 7 Scans", "completed in 3 min 20 s"}, nil},
		{"8", []string{"8"}, []string{"━ 8 Sources", "WUAHandler.log", "following"}, nil},
		{"Enter on a finding says what to do", []string{"5", "enter"}, []string{"━ Finding ━ F23", "action", "Evidence:", "UpdatesDeploymentAgent.log:5"}, []string{"1 Updates"}},
		{"and from it the update", []string{"5", "enter", "enter"}, []string{"━ Update ━ KB969897", "History"}, nil},
		{"or the record that shows it", []string{"5", "enter", "down", "enter"}, []string{"━ 4 Log", "AS OF"}, []string{"Evidence:"}},
		{"y there copies it", []string{"5", "enter", "y"}, []string{"copied the page as Markdown"}, nil},
		{"Enter on a log shows it alone", []string{"8", "enter"}, []string{"━ 4 Log ━  log:CcmExec.log  1 of 8 logs"}, nil},
		{"9", []string{"9"}, []string{"━ 9 Timeline", "maintenance windows"}, nil},
		{"Esc leaves a view", []string{"9", "esc"}, []string{"━ 1 Updates"}, nil},
		{"f shows one pane alone", []string{"f"}, []string{"━ 1 Updates"}, []string{"Maintenance window"}},
		{"f shows all again", []string{"f", "f"}, []string{"Maintenance window"}, nil},
		{"Enter opens an update's history", []string{"enter"}, []string{"━ Update ━ KB969679", "History", "targeted", "ERROR_INSTALL_FAILURE"}, nil},
		{"and from it the record that proves a step", []string{"enter", "end", "up", "up", "enter"}, []string{"━ 4 Log", "AS OF"}, []string{"History"}},
		{"Enter opens a record", []string{"4", "enter"}, []string{"━ Record ━", "UpdatesDeploymentAgent", "made.cpp:1", "line 8"}, nil},
		{"p shows it raw", []string{"4", "p"}, []string{"<![LOG[EnumerateUpdates"}, nil},
		{"p on its page too", []string{"4", "enter", "p"}, []string{"<![LOG[EnumerateUpdates"}, nil},
		{"q leaves a page", []string{"enter", "q"}, []string{"1 Updates"}, []string{"History"}},
		{"L explains a code", []string{"4", "E", "L"}, []string{"━ Codes", "ERROR_INSTALL_FAILURE"}, nil},
		{"so does CMTrace's key", []string{"4", "E", "ctrl+l"}, []string{"━ Codes", "ERROR_INSTALL_FAILURE"}, nil},
		{"L asks where there is none", []string{"4", "L"}, []string{"look up a code ›", "no error code on this line"}, nil},
		{"and looks up what is typed", []string{"4", "L", `"-2145124318"`, "enter"}, []string{"━ Codes", "WU_E_ALL_UPDATES_FAILED"}, nil},
		{"a symbol too", []string{"4", "L", `"wu_e_all_updates_failed"`, "enter"}, []string{"━ Codes", "0x80240022"}, nil},
		{"what is no code it says", []string{"4", "L", `"teapot"`, "enter"}, []string{"teapot", "1 Updates"}, []string{"━ Codes"}},
		{"e finds no further error", []string{"4", "e"}, []string{"no error below"}, nil},
		{"E finds the error before", []string{"4", "E"}, []string{"21:07:30.000 -05:00", "LIVE"}, []string{"AS OF"}},
		{"w and W find warnings", []string{"4", "g", "w"}, []string{"21:09:00.000 -05:00"}, nil},
		{"W", []string{"4", "W"}, []string{"21:09:00.000 -05:00"}, nil},
		{"/ finds as it is typed", []string{"4", "/", `"async"`}, []string{"find ›", "▸ 21:00:20.000"}, nil},
		{"Esc forgets it", []string{"4", "/", `"async"`, "esc"}, []string{"LIVE"}, nil},
		{"n finds the next", []string{"4", "g", "/", `"finished"`, "enter", "n"}, []string{"21:05:00.000 -05:00"}, nil},
		{"N the one before", []string{"4", "/", `"finished"`, "enter", "N", "N"}, []string{"21:03:00.000 -05:00"}, nil},
		{"n without a search says so", []string{"n"}, []string{"nothing to search for yet"}, nil},
		{"/ counts the matches", []string{"4", "/", `"finished"`}, []string{"match 3 of 3"}, nil},
		{"n and N say which one it is", []string{"4", "/", `"finished"`, "enter", "N"}, []string{"match 2 of 3"}, nil},
		{"between matches it says how many", []string{"4", "/", `"finished"`, "enter", "N", "k", "k"}, []string{"· 3 matches ·"}, nil},
		{"of what is filtered", []string{"4", "&", `"reboot required? yes"`, "enter", "/", `"finished"`, "enter"}, []string{"match 1 of 1"}, nil},
		{"none", []string{"4", "/", `"nothing like it"`}, []string{"no match"}, nil},
		{"Esc forgets it", []string{"4", "/", `"finished"`, "enter", "esc", "esc"}, []string{"LIVE"}, []string{"match"}},
		{"F3 is n", []string{"4", "g", "ctrl+f", `"finished"`, "enter", "f3"}, []string{"21:05:00.000 -05:00"}, nil},
		{"& filters as it is typed", []string{"4", "&", `"kb:969897"`}, []string{"2 of 27"}, nil},
		{"Enter keeps the chip", []string{"4", "&", `"level:error"`, "enter"}, []string{"1 of 27", " level:error "}, nil},
		{"! inverts", []string{"4", "&", `"!level:info"`, "enter"}, []string{"2 of 27"}, nil},
		{"chips stack", []string{"4", "&", `"component:wua"`, "enter", "&", `"!missing"`, "enter"}, []string{"4 of 27", "component:wua", "!missing"}, nil},
		{"Backspace takes off the newest", []string{"4", "&", `"component:wua"`, "enter", "&", `"!missing"`, "enter", "backspace"}, []string{"9 of 27"}, []string{"!missing"}},
		{"an empty filter takes off all", []string{"4", "&", `"component:wua"`, "enter", "&", "enter"}, []string{"following"}, []string{" of 27"}},
		{"Esc leaves the filter as it was", []string{"4", "&", `"nothing like it"`, "esc"}, nil, []string{"no record passes"}},
		{"what cannot be read is said", []string{"4", "&", `"thread:x"`}, []string{`"x" is not a number`}, nil},
		{"re: is an expression", []string{"4", "&", `"re:reboot required\? (yes|no)"`, "enter"}, []string{"3 of 27"}, nil},
		{"| is or", []string{"4", "&", `"kb:969897 | level:warning"`, "enter"}, []string{"3 of 27"}, nil},
		{"after: and before:", []string{"4", "&", `"after:21:05 before:21:08"`, "enter"}, []string{"3 of 27"}, nil},
		{"guid: in any spelling", []string{"4", "&", `"guid:{0D841D92-DCFD-42D0-99CC-DA46ABBFB86C}"`, "enter"}, []string{"4 of 27"}, nil},
		{"log:", []string{"4", "&", `"log:contentaccess"`, "enter"}, []string{"1 of 27"}, nil},
		{"thread:", []string{"4", "&", `"thread:4711"`, "enter"}, []string{"27 of 27"}, nil},
		{"* follows the update", []string{"*"}, []string{"* KB969679", "4 of 27", "Async installation"}, []string{"KB970238  Windows"}},
		{"* again shows everything", []string{"*", "*"}, []string{"KB970238"}, []string{"* KB969679"}},
		{"Esc too", []string{"*", "esc"}, []string{"KB970238"}, []string{"* KB969679"}},
		{"* on a record follows what it is about", []string{"4", "E", "*"}, []string{"* KB969679"}, nil},
		{"a content's jobs belong to its update", []string{"down", "down", "down", "*"}, []string{"* KB5081612", "DTSJob {2597B354"}, nil},
		{"o goes on to the next record of an id", []string{"4", "g", "/", `"0d841d92"`, "enter", "o", "o"}, []string{"21:00:20.000 -05:00"}, nil},
		{"O back", []string{"4", "/", `"finished"`, "enter", "O"}, []string{"21:00:20.000 -05:00"}, nil},
		{"s finds the next gap", []string{"4", "g", "s"}, []string{"18:40:00.000 -05:00"}, nil},
		{"S the gap before", []string{"4", "S"}, []string{"LIVE", "line "}, []string{"AS OF"}},
		{"m marks, U goes there", []string{"4", "k", "k", "m", "G", "U"}, []string{"▸m", "21:09:00.000 -05:00"}, nil},
		{"u goes to the next mark", []string{"4", "k", "m", "g", "u"}, []string{"21:09:30.000 -05:00"}, nil},
		{"m again takes the mark off", []string{"4", "k", "m", "m", "G", "U"}, []string{"no mark above"}, nil},
		{"M marks with a note", []string{"4", "M", `"ask Jo"`, "enter"}, []string{"· ask Jo"}, nil},
		{"T shows steps", []string{"4", "T"}, []string{"+5:30.000"}, nil},
		{"T twice shows UTC", []string{"4", "T", "T"}, []string{"02:15:00.000"}, nil},
		{"t goes to a time", []string{"t", `"21:04"`, "enter"}, []string{"AS OF 03-17 21:04:00 -05:00 (-11 min 5 s) · Esc back", "2 installing"}, nil},
		{"t takes steps", []string{"t", `"-10m"`, "enter"}, []string{"21:05:05 -05:00"}, nil},
		{"t takes dates", []string{"t", `"03-17 20:00"`, "enter"}, []string{"20:00:00 -05:00"}, nil},
		{"t start", []string{"t", `"start"`, "enter"}, []string{"18:28:10 -05:00"}, nil},
		{"t now", []string{"t", `"start"`, "enter", "t", `"now"`, "enter"}, []string{"LIVE"}, nil},
		{"t says what it cannot read", []string{"t", `"soon"`, "enter"}, []string{`not a time: "soon"`}, nil},
		{"( is the change before", []string{"("}, []string{"21:07:30 -05:00"}, nil},
		{") the next one", []string{"(", "(", "(", ")"}, []string{"21:05:00 -05:00"}, nil},
		{"] shows one log alone", []string{"]"}, []string{"━ 4 Log ━  log:CcmExec.log  1 of 8 logs", "1 of 27", "Starting CCMEXEC"}, []string{"EnumerateUpdates"}},
		{"] goes on to the next", []string{"]", "]"}, []string{" log:ServiceWindowManager.log  2 of 8 logs", "3 of 27"}, []string{"Starting CCMEXEC"}},
		{"[ is the one before", []string{"["}, []string{"8 of 8 logs", "RebootCoordinator.log"}, nil},
		{"[ and ] go round", []string{"[", "]"}, []string{"all logs merged", "EnumerateUpdates"}, []string{"of 8 logs"}},
		{"Esc shows all logs again", []string{"]", "esc"}, []string{"EnumerateUpdates"}, []string{"of 8 logs"}},
		{"Backspace too", []string{"]", "backspace"}, []string{"EnumerateUpdates"}, []string{"of 8 logs"}},
		{"one log and other chips stack", []string{"4", "&", `"missing"`, "enter", "[", "[", "["}, []string{" missing ", "of 8 logs"}, nil},
		{"only this log", []string{"4", ":", `"only this log"`, "enter"}, []string{" log:UpdatesDeploymentAgent.log ", "8 of 27"}, nil},
		{"all logs", []string{"]", ":", `"all logs"`, "enter"}, []string{"EnumerateUpdates"}, []string{"of 8 logs"}},
		{"previous window edge has a name", []string{":", `"previous window edge"`, "enter"}, []string{"21:00:00 -05:00", "closes in 2 h "}, nil},
		{"J chooses failures for ( )", []string{"=", "J", "("}, []string{"PAUSED", "21:07:30 -05:00", "previous, next failure"}, nil},
		{"J says if there is no later one", []string{"=", "J", "(", ")"}, []string{"no later failure"}, nil},
		{"J twice is window edges", []string{"=", "J", "J", "("}, []string{"PAUSED", "21:00:00 -05:00", "closes in 2 h "}, nil},
		{"J three times is marks", []string{"4", "k", "k", "m", "G", "=", "J", "J", "J", "("}, []string{"PAUSED", "21:09:00 -05:00", "previous, next mark"}, []string{"AS OF"}},
		{"J four times is changes again", []string{"=", "J", "J", "J", "J", "("}, []string{"21:07:30 -05:00", "previous, next change"}, nil},
		{"jumps have names", []string{"=", ":", `"jump to previous failure"`, "enter"}, []string{"PAUSED", "21:07:30 -05:00"}, nil},
		{", is one record back", []string{","}, []string{"21:09:30 -05:00"}, nil},
		{". one on", []string{",", ",", "."}, []string{"21:09:30 -05:00"}, nil},
		{"> in the past replays from there", []string{"t", `"19:00"`, "enter", ">"}, []string{"▶ PLAY ×60", "19:00:00"}, nil},
		{"> live says why not", []string{">"}, []string{"already live"}, nil},
		{"x sorts another way", []string{"x", "x"}, []string{"by KB"}, nil},
		{"% groups by deployment", []string{"%"}, []string{"▾ Deployment {f65ffee2…} · deadline 19:15 · 1 of 5 installed", "grouped by deployment"}, nil},
		{"Enter on a heading collapses it", []string{"%", "up", "enter"}, []string{"▸▹ Deployment {f65ffee2"}, []string{"KB969897  Int", "History"}},
		{"and opens it", []string{"%", "up", "enter", "enter"}, []string{"▸▾ Deployment {f65ffee2", "KB969897  Int"}, nil},
		{"% twice groups by state", []string{"%", "%"}, []string{"▾ ✗ failed · 1 update", "▾ ◷ waiting for window · 1 update"}, nil},
		{"% three times is one list", []string{"%", "%", "%"}, []string{"updates in one list"}, []string{"▾"}},
		{"* on a heading follows the deployment", []string{"%", "up", "*"}, []string{"* deployment f65ffee2"}, nil},
		{"sorted within their groups", []string{"%", "x", "x"}, []string{"by KB", "▾ Deployment"}, nil},
		{"groups fold by name", []string{":", `"fold groups"`, "enter"}, []string{"▹ Deployment {f65ffee2"}, []string{"KB969897  Int"}},
		{"x in the log chooses columns", []string{"4", "x", `"thr"`, "enter", "esc"}, []string{"UpdatesDeploymentAgent   4711  EnumerateUpdates"}, []string{"columns ›"}},
		{"x says which are shown", []string{"4", "x"}, []string{"▸time                    shown", " step                                  time since"}, nil},
		{"x takes one away and goes on", []string{"4", "x", "enter", "down", "enter", "esc"}, []string{"+5:30.000    UpdatesDeploymentAgent"}, []string{"21:15:00.000   Upd"}},
		{"columns have a name", []string{":", `"log columns"`, "enter"}, []string{"━ 4 Log", "columns ›"}, nil},
		{"usual columns", []string{"4", "x", "enter", "esc", ":", `"usual columns"`, "enter"}, []string{"21:15:00.000   UpdatesDeploymentAgent"}, nil},
		{"\\ lets messages go on below", []string{"4", "g", "\\"}, []string{"wrap on"}, nil},
		{"\\ again does not", []string{"4", "\\", "\\"}, []string{"wrap off"}, nil},
		{"s goes to what comes behind a gap", []string{"4", "g", "s"}, []string{"── 12 min gap ──", "18:40:00.000 -05:00"}, nil},
		{"a shows all updates", []string{"a"}, []string{"showing all updates"}, nil},
		{"l moves messages", []string{"4", "l"}, []string{"… action (UpdateActionInstall)"}, nil},
		{"+ only this component", []string{"4", "+"}, []string{" component:UpdatesDeploymentAgent ", "8 of 27"}, nil},
		{"- without it", []string{"4", "-"}, []string{" !component:UpdatesDeploymentAgent ", "19 of 27"}, nil},
		{"y copies the record", []string{"4", "y"}, []string{"copied the record"}, nil},
		{"c too", []string{"c"}, []string{"copied the line"}, nil},
		{"? lists the keys", []string{"?"}, []string{"━ Keys", "next pane"}, nil},
		{"? searches", []string{"?", `"window edge"`}, []string{"jump to the next opening"}, []string{"next pane"}},
		{"? does what is chosen", []string{"?", `"deployments"`, "enter"}, []string{"━ 6 Deployments"}, nil},
		{"F1 too", []string{"f1"}, []string{"━ Keys"}, nil},
		{": does anything by name", []string{":", `"scans"`, "enter"}, []string{"━ 7 Scans"}, nil},
		{": runs the only one that begins so", []string{":", `"timel"`, "enter"}, []string{"━ 9 Timeline"}, nil},
		{": forgives, but asks", []string{":", `"tmln"`, "enter"}, []string{`no command "tmln" – did you mean timeline`, "command › tmln"}, []string{"━ 9 Timeline"}},
		{": runs what is chosen", []string{":", `"tmln"`, "down", "enter"}, []string{"━ 9 Timeline"}, nil},
		{": asks which one", []string{":", `"next"`, "enter"}, []string{"which one: next pane, next client"}, nil},
		{": never guesses", []string{":", `"foo"`, "enter"}, []string{`no command "foo" – did you mean`}, []string{"* KB969679"}},
		{": with nothing typed does nothing", []string{":", "enter"}, []string{"━ 1 Updates"}, []string{"command ›"}},
		{":theme with a name", []string{":", `"theme light"`, "enter"}, []string{"theme light"}, nil},
		{":theme lists them", []string{":", `"theme "`}, []string{"theme contrast", "theme none"}, nil},
		{":theme refuses", []string{":", `"theme pink"`, "enter"}, []string{`no theme "pink"; there are dark`, "command › theme pink"}, nil},
		{":go to a time", []string{":", `"go 21:04"`, "enter"}, []string{"21:04:00 -05:00"}, nil},
		{":go refuses", []string{":", `"go soon"`, "enter"}, []string{`not a time: "soon"`, "command › go soon"}, nil},
		{":filter with an expression", []string{":", `"filter log:contentaccess"`, "enter"}, []string{"1 of 27"}, nil},
		{":filter refuses", []string{":", `"filter lvl:error"`, "enter"}, []string{"did you mean level:?", "command › filter lvl:error"}, nil},
		{":filter lists values", []string{":", `"filter component:wu"`, "tab", "enter"}, []string{" component:WUAHandler × ", "9 of 27"}, nil},
		{":filter alone asks", []string{"4", ":", `"filter"`, "enter"}, []string{" filter › "}, nil},
		{":sort by a column", []string{":", `"sort kb"`, "enter"}, []string{"updates sorted by KB"}, nil},
		{":clear filters", []string{"4", "&", `"level:error"`, "enter", ":", `"clear filters"`, "enter"}, []string{"1 filter removed"}, []string{"level:error ×"}},
		{":note with a text", []string{"4", ":", `"note ask Jo"`, "enter"}, []string{"ask Jo"}, nil},
		{":save filter with a name", []string{"4", "&", `"level:error"`, "enter", ":", `"save filter my filter"`, "enter"}, []string{"command › save filter my filter"}, nil},
		{": remembers what was used last", []string{":", `"theme"`, "enter", ":"}, []string{" theme "}, nil},
		{"t with nothing typed does nothing", []string{"t", "enter"}, []string{"● LIVE"}, []string{"not a time", "go to time ›"}},
		{"t takes a date", []string{"t", `"03-17"`, "enter"}, []string{"00:00:00 -05:00"}, nil},
		{"after: takes a date", []string{"4", "&", `"after:03-17"`, "enter"}, []string{"27 of 27"}, nil},
		{"an unknown field is named", []string{"4", "&", `"a lvl:error"`, "enter"}, []string{"no field lvl: – did you mean level:?", "filter › a lvl:error", "            ^^^^ "}, nil},
		{"a log that is not there is said", []string{"4", "&", `"log:WUAHandlr"`}, []string{`no log has "wuahandlr" in its name – did you mean log:WUAHandler.log?`}, nil},
		{"bars without spaces", []string{"4", "&", `"level:error|warning"`, "enter"}, []string{"2 of 27"}, nil},
		{"a regular expression that is refused stays", []string{"4", "&", `"re:("`, "enter"}, []string{"filter › re:(", "^"}, nil},
		{"components are listed", []string{"4", "&", `"component:"`}, []string{"WUAHandler", "9 records", "Tab complete"}, nil},
		{"with what begins so or has its letters", []string{"4", "&", `"!component:wh"`, "tab", "enter"}, []string{" !component:WUAHandler × ", "18 of 27"}, nil},
		{"the arrows choose one", []string{"4", "&", `"level:"`, "down", "down", "enter", "enter"}, []string{" level:warning × "}, nil},
		{"updates are listed by article", []string{"4", "&", `"kb:96"`}, []string{"969897", "waiting for window", "Internet Explorer 7"}, nil},
		{"and by title", []string{"4", "&", `"kb:office"`, "tab", "enter"}, []string{" kb:969679 × ", "4 of 27"}, nil},
		{"and by id", []string{"4", "&", `"guid:office"`, "tab", "enter"}, []string{"4 of 27"}, nil},
		{"logs are listed", []string{"4", "/", `"log:ca"`}, []string{"ContentAccess.log"}, nil},
		{"↑ is what was typed before, beside a list too", []string{"4", "&", `"level:error"`, "enter", "&", `"level:"`, "up"}, []string{"filter › level:error"}, nil},
		{": says what it does not know", []string{":", `"zzzz"`, "enter"}, []string{`no command "zzzz"; ? lists all`, "command › zzzz"}, nil},
		{"up recalls what was typed", []string{"4", "&", `"level:error"`, "enter", "backspace", "&", "up"}, []string{"› level:error"}, nil},
		{"} with one client says so", []string{"}"}, []string{"only one client"}, nil},
		{"F2 switches the mouse off", []string{"f2"}, []string{"mouse off"}, nil},
		{"utc", []string{":", `"utc"`, "enter"}, []string{"02:15:05 UTC"}, nil},
		{"C is UTC", []string{"C"}, []string{"02:15:05 UTC", "times in UTC", "02:15:00.000"}, nil},
		{"C twice is your own clock", []string{"C", "C"}, []string{"07:45:05 +05:30 local", "07:45:00.000"}, nil},
		{"t is on that clock", []string{"C", "C", "t", `"07:34"`, "enter"}, []string{"AS OF 03-18 07:34:00 +05:30 (-11 min 5 s) · Esc back"}, nil},
		{"C three times is the client's", []string{"C", "C", "C"}, []string{"21:15:05 -05:00"}, []string{"here"}},
		{"your own clock", []string{":", `"your own"`, "enter"}, []string{"07:45:05 +05:30 local"}, nil},
		{"v selects a range and its time", []string{"4", "v", "k", "k"}, []string{"3 records in 6:00.000", "6:00.000, 21:09:00 → 21:15:00"}, nil},
		{"y copies it", []string{"4", "v", "k", "k", "y"}, []string{"copied 3 records in 6:00.000"}, nil},
		{"Esc cancels the selection", []string{"4", "k", "v", "k", "esc"}, []string{"line 25 of 27"}, []string{"gives the range up"}},
		{"i shows when records came", []string{"i"}, []string{"█", "10"}, nil},
		{"only errors", []string{":", `"only errors"`, "enter"}, []string{" level:error ", "1 of 27"}, nil},
		{"messages are kept", []string{">", ":", `"messages"`, "enter"}, []string{"━ Messages", "already live"}, nil},
		{"z zooms the timeline", []string{"9", "z"}, []string{"2 h 8 min"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			sit(t, 140, 40, newFake(story()), Options{Zone: time.FixedZone("", 19800)}, func(d *desk) {
				d.keys(c.keys...)
				d.has(c.has...)
				d.hasNot(c.not...)
			})
		})
	}
}

func TestEveryKeyIsBoundOnce(t *testing.T) {
	seen := map[string]actionID{}
	for _, a := range actionTable {
		for _, k := range a.Keys() {
			if other := seen[k]; other != "" {
				t.Errorf("%s is %q and %q", k, other, a.id)
			}
			seen[k] = a.id
		}
		if a.Help().Desc == "" || a.id == "" {
			t.Errorf("%v has no help", a.Keys())
		}
		if strings.HasPrefix(a.Help().Key, "Ctrl") && a.Keys()[0] != "ctrl+c" && a.id != actSuspend && len(a.Keys()) == 1 && a.group != groupMoving {
			t.Errorf("%s is on a Ctrl key alone", a.id)
		}
	}
}

// TestAClientAlone has no other one to go to.
func TestAClientAlone(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{}, func(d *desk) {
		d.hasNot("(1 of")
		d.keys("}")
		d.has("only one client is open")
		d.keys("x", "{")
		d.has("only one client is open")
	})
}

func TestNewRecordsWhileLivePausedAndPinned(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		next := func(clock, text string) {
			d.now = at(clock)
			d.news(func() { w.log(clock, "CcmExec", model.LevelInfo, text) })
		}
		next("21:16:00", "first of all")
		d.has("first of all", "28 records")
		d.keys("=")
		next("21:17:00", "while paused")
		d.hasNot("while paused")
		d.has("1 new", "PAUSED", "21:16:00")
		d.keys("=")
		d.has("while paused", "LIVE")
		d.keys("4", "k", "k")
		next("21:18:00", "while it is read")
		d.has("▼ 1 new", "LIVE", "line 27 of 30", "21:15:00.000 -05:00", "30 records")
		d.keys("r")
		next("21:19:00", "while an earlier moment is shown")
		d.has("▼ 2 new", "AS OF 03-17 21:15:00 -05:00 (-4 min", "27 records")
		d.keys("esc")
		d.has("▼ 2 new", "LIVE", "line 27 of 31", "31 records")
		d.keys("esc")
		d.has("LIVE", "following")
		d.hasNot("new ")
	})
}

func TestLateRecordsStandWhereTheyBelongAndSaySo(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.news(func() { w.log("21:08:30", "CcmExec", model.LevelInfo, "came late") })
		d.keys("4", "k", "k", "k")
		d.has("▸ 21:08:30.000⤷", "arrived late")
		d.hasNot("21:15:00.000⤷")
	})
}

func TestFilteredLogGoesOnWithWhatComes(t *testing.T) {
	w := story()
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("4", "&", `"level:error"`, "enter")
		d.news(func() {
			w.log("21:15:01", "CcmExec", model.LevelInfo, "not this")
			w.log("21:15:02", "CcmExec", model.LevelError, "but this")
			w.log("18:30:00", "CcmExec", model.LevelError, "and this, late")
		})
		d.has("but this", "3 of 30", "and this, late")
		d.hasNot("not this")
		if f := d.frame(); strings.Index(f, "and this, late") > strings.Index(f, "but this") {
			t.Error("the late record does not stand before the other")
		}
	})
}

func TestFollowedIdsGrow(t *testing.T) {
	w := story()
	bits := event.MustGUID("6fcc53da-0000-0000-0000-000000000001")
	sit(t, 120, 35, newFake(w), Options{}, func(d *desk) {
		d.keys("down", "down", "down", "*")
		d.news(func() {
			w.log("21:15:01", "DataTransferService", model.LevelInfo, "DTS job is BITS job {6FCC53DA-0000-0000-0000-000000000001}", event.Event{Kind: event.DTSBITSJob, Job: dtsJob, Linked: bits})
			w.log("21:15:02", "Other", model.LevelInfo, "only 6FCC53DA-0000-0000-0000-000000000001 here")
		})
		d.has("only 6FCC53DA")
	})
}

func TestPaneWithoutRoomBesideTheOthersHasTheScreen(t *testing.T) {
	sit(t, 80, 24, newFake(story()), Options{}, func(d *desk) {
		d.hasNot("Findings")
		d.keys("5")
		d.has("━ 5 Findings", "ERROR_INSTALL_FAILURE")
		d.hasNot("1 Updates")
		d.keys("1")
		d.has("━ 1 Updates", "4 Log")
	})
}

func TestToastsGo(t *testing.T) {
	sit(t, 120, 35, newFake(story()), Options{Notice: "a made-up evening"}, func(d *desk) {
		d.has("a made-up evening")
		d.pass(9*time.Second, time.Second)
		d.hasNot("a made-up evening")
	})
}

func TestLongRecordCanBeReadToItsEnd(t *testing.T) {
	w := newWorld("PC")
	var text strings.Builder
	for i := range 300 {
		text.WriteString("row " + string(rune('a'+i%26)) + strings.Repeat(".", i%7) + "\r\n")
	}
	w.log("21:15:00", "CcmExec", model.LevelInfo, text.String()+"the last row\r\n\r\n"+kbOK.String())
	for name, keys := range map[string][]string{"row by row": {"j"}, "by pages": {"space"}, "by half pages": {"ctrl+d"}} {
		t.Run(name, func(t *testing.T) {
			sit(t, 80, 24, newFake(w), Options{}, func(d *desk) {
				d.keys("4", "enter")
				seen := false
				for range 330 {
					seen = seen || strings.Contains(d.frame(), "the last row")
					d.keys(keys...)
				}
				if !seen {
					t.Errorf("its end never came:\n%s", d.frame())
				}
				d.has("not known by now")
				d.keys("g")
				d.has("time          2026-03-17")
				d.keys("G")
				d.has("not known by now")
			})
		})
	}
}
