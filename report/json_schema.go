package report

// Schema is the version of the JSON report. It goes up when a field changes its meaning or goes
// away.
const Schema = 1

// The JSON report. Times are RFC 3339 in UTC; a field that is null or absent is not known. GUIDs
// are in lower case without braces. Line is 1-based in the file the record was read from; log names
// the log, file the file.
type (
	reportDoc struct {
		Schema  int         `json:"schema"`
		At      *stamp      `json:"at"`
		Clients []clientDoc `json:"clients"`
	}

	clientDoc struct {
		Name            string            `json:"name"`
		Path            string            `json:"path,omitempty"`
		ZoneBiasMinutes *int              `json:"zone_bias_minutes"`
		Error           string            `json:"error,omitempty"`
		Complete        bool              `json:"complete"`
		Incomplete      []string          `json:"incomplete"`
		Forgotten       *forgottenDoc     `json:"forgotten,omitempty"`
		Shortened       int               `json:"shortened,omitempty"`
		Logs            []logDoc          `json:"logs"`
		Updates         []updateDoc       `json:"updates"`
		Deployments     []deploymentDoc   `json:"deployments"`
		Contents        []contentDoc      `json:"contents"`
		Window          windowStatusDoc   `json:"window"`
		Windows         []listedWindowDoc `json:"windows"`
		WindowEvents    []windowEventDoc  `json:"window_events"`
		Restart         restartDoc        `json:"reboot"`
		Scans           []scanDoc         `json:"scans"`
		Findings        []findingDoc      `json:"findings"`
	}

	forgottenDoc struct {
		Records int    `json:"records"`
		Events  int    `json:"events"`
		Until   *stamp `json:"until"`
	}

	logDoc struct {
		Name    string `json:"name"`
		Path    string `json:"path,omitempty"`
		Format  string `json:"format"`
		Files   int    `json:"files"`
		Records int    `json:"records"`
		Damaged int    `json:"damaged"`
		Bytes   int64  `json:"bytes"`
		First   *stamp `json:"first"`
		Last    *stamp `json:"last"`
		State   string `json:"state,omitempty"`
		Gaps    int    `json:"gaps"`
		Error   string `json:"error,omitempty"`
	}

	// evidenceDoc is where a fact stands. Time is absent where the record has none of its own.
	evidenceDoc struct {
		Time *stamp `json:"time"`
		Log  string `json:"log"`
		File string `json:"file"`
		Line int    `json:"line"`
	}

	transitionDoc struct {
		State  string `json:"state"`
		Result string `json:"result,omitempty"`
		evidenceDoc
	}

	bytesDoc struct {
		Done  int64 `json:"done"`
		Total int64 `json:"total"`
	}

	updateDoc struct {
		ID              string          `json:"id"`
		Aliases         []string        `json:"aliases"`
		KB              *string         `json:"kb"`
		Title           *string         `json:"title"`
		Revision        *int            `json:"revision"`
		State           string          `json:"state"`
		JobState        string          `json:"job_state,omitempty"`
		Compliance      *string         `json:"compliance"`
		Result          *string         `json:"result"`
		RestartRequired *bool           `json:"reboot_required"`
		Deployed        bool            `json:"deployed"`
		Deployments     []string        `json:"deployments"`
		Bytes           *bytesDoc       `json:"bytes,omitempty"`
		SupersededBy    string          `json:"superseded_by,omitempty"`
		Why             string          `json:"why,omitempty"`
		WhyEvidence     []evidenceDoc   `json:"why_evidence,omitempty"`
		Until           *stamp          `json:"until,omitempty"`
		Then            string          `json:"then,omitempty"`
		Do              string          `json:"do,omitempty"`
		Transitions     []transitionDoc `json:"transitions"`
	}

	deploymentDoc struct {
		ID           string          `json:"id"`
		Updates      []string        `json:"updates"`
		CIs          int             `json:"configuration_items,omitempty"`
		Trigger      string          `json:"trigger,omitempty"`
		Deadline     *stamp          `json:"deadline"`
		State        string          `json:"state"`
		StateID      int             `json:"enforcement_state_id,omitempty"`
		StateName    string          `json:"enforcement_state_name,omitempty"`
		Compliant    *bool           `json:"compliant"`
		TimeRequired *int64          `json:"time_required_seconds"`
		Error        string          `json:"error,omitempty"`
		Jobs         []string        `json:"jobs"`
		Transitions  []transitionDoc `json:"transitions"`
	}

	contentDoc struct {
		ID              string   `json:"id"`
		Update          string   `json:"update,omitempty"`
		File            string   `json:"file,omitempty"`
		State           string   `json:"state"`
		Bytes           bytesDoc `json:"bytes"`
		Request         string   `json:"download_request,omitempty"`
		CTM             string   `json:"ctm_job,omitempty"`
		LocationRequest string   `json:"location_request,omitempty"`
		DTS             string   `json:"dts_job,omitempty"`
		BITS            string   `json:"bits_job,omitempty"`
		Server          string   `json:"server,omitempty"`
		Retries         int      `json:"retries,omitempty"`
		Error           string   `json:"error,omitempty"`
		Started         *stamp   `json:"started"`
		Ended           *stamp   `json:"ended"`
	}

	// windowStatusDoc is what the windows mean for updates at the moment of the report.
	windowStatusDoc struct {
		Restricted *bool    `json:"restricted"`
		Open       *bool    `json:"open"`
		Since      *stamp   `json:"since,omitempty"`
		Until      *stamp   `json:"until,omitempty"`
		NextStart  *stamp   `json:"next_start,omitempty"`
		NextEnd    *stamp   `json:"next_end,omitempty"`
		Fits       []fitDoc `json:"fits,omitempty"`
	}

	fitDoc struct {
		Update  string `json:"update"`
		Need    int64  `json:"need_seconds"`
		Assumed bool   `json:"assumed"`
		Left    *int64 `json:"left_seconds"`
		Fits    *bool  `json:"fits"`
	}

	listedWindowDoc struct {
		ID          string `json:"id"`
		Type        *int   `json:"type"`
		Start       *stamp `json:"start"`
		End         *stamp `json:"end"`
		Schedule    string `json:"schedule,omitempty"`
		Recurrence  string `json:"recurrence,omitempty"`
		Maintenance bool   `json:"maintenance"`
		Finished    bool   `json:"finished"`
		Open        *bool  `json:"open"`
		NextStart   *stamp `json:"next_start"`
		NextEnd     *stamp `json:"next_end"`
	}

	windowEventDoc struct {
		Event string `json:"event"`
		evidenceDoc
	}

	restartDoc struct {
		Pending     bool     `json:"pending"`
		Updates     []string `json:"updates"`
		Counted     *int     `json:"counted_by_client"`
		Deadline    *stamp   `json:"deadline"`
		RequestedBy *string  `json:"requested_by"`
		Initiated   *stamp   `json:"initiated"`
		LastStart   *stamp   `json:"last_client_start"`
	}

	scanDoc struct {
		Source *string `json:"source"`
		Job    string  `json:"job,omitempty"`
		Server *string `json:"server"`
		Start  *stamp  `json:"start"`
		End    *stamp  `json:"end"`
		Result *string `json:"result"`
	}

	findingDoc struct {
		ID       string        `json:"id"`
		Severity string        `json:"severity"`
		Text     string        `json:"text"`
		Advice   string        `json:"advice"`
		Update   string        `json:"update,omitempty"`
		Cleared  *evidenceDoc  `json:"cleared,omitempty"`
		Evidence []evidenceDoc `json:"evidence"`
	}
)
