package report

// Schema is the version of the JSON report. It goes up when a field changes its meaning or goes
// away.
const Schema = 1

// The JSON report. Every object has all its fields; one that is null is not known, and lists are
// never null. Times are RFC 3339 in UTC. GUIDs are in lower case without braces. Line is 1-based in
// the file the record was read from; log names the log, file the file.
type (
	clientDoc struct {
		Name            string              `json:"name"`
		Path            *string             `json:"path"`
		Verdict         string              `json:"verdict"`
		ZoneBiasMinutes *int                `json:"zone_bias_minutes"`
		Error           *string             `json:"error"`
		Complete        bool                `json:"complete"`
		Incomplete      []string            `json:"incomplete"`
		Forgotten       *forgottenDoc       `json:"forgotten"`
		Shortened       int                 `json:"shortened"`
		DroppedUpdates  int                 `json:"dropped_updates"`
		Coverage        map[string]rangeDoc `json:"coverage"`
		Actionable      *actionableDoc      `json:"actionable"`
		Logs            []logDoc            `json:"logs"`
		Updates         []updateDoc         `json:"updates"`
		Deployments     []deploymentDoc     `json:"deployments"`
		Contents        []contentDoc        `json:"contents"`
		Window          windowStatusDoc     `json:"window"`
		Windows         []listedWindowDoc   `json:"windows"`
		WindowEvents    []windowEventDoc    `json:"window_events"`
		Restart         restartDoc          `json:"reboot"`
		Scans           []scanDoc           `json:"scans"`
		Findings        []findingDoc        `json:"findings"`
	}

	forgottenDoc struct {
		Records int    `json:"records"`
		Events  int    `json:"events"`
		Until   *stamp `json:"until"`
	}

	// rangeDoc is from when until when a log tells.
	rangeDoc struct {
		First *stamp `json:"first"`
		Last  *stamp `json:"last"`
	}

	// actionableDoc is how many updates the client last said it could install.
	actionableDoc struct {
		Count    int         `json:"count"`
		Evidence evidenceDoc `json:"evidence"`
	}

	logDoc struct {
		Name    string  `json:"name"`
		Path    *string `json:"path"`
		Format  string  `json:"format"`
		Files   int     `json:"files"`
		Records int     `json:"records"`
		Damaged int     `json:"damaged"`
		Bytes   int64   `json:"bytes"`
		First   *stamp  `json:"first"`
		Last    *stamp  `json:"last"`
		State   *string `json:"state"`
		Gaps    int     `json:"gaps"`
		Error   *string `json:"error"`
	}

	// evidenceDoc is where a fact stands. Time is null where the record has none of its own.
	evidenceDoc struct {
		Time *stamp `json:"time"`
		Log  string `json:"log"`
		File string `json:"file"`
		Line int    `json:"line"`
	}

	transitionDoc struct {
		State  string  `json:"state"`
		Result *string `json:"result"`
		evidenceDoc
	}

	// scanFactDoc is what the last successful scan that names an update found.
	scanFactDoc struct {
		Result   string      `json:"result"`
		AsOf     *stamp      `json:"as_of"`
		Evidence evidenceDoc `json:"evidence"`
	}

	// reportedDoc is the last state of an update that the client told its site.
	reportedDoc struct {
		StateID  *int        `json:"state_id"`
		Name     *string     `json:"state_name"`
		Evidence evidenceDoc `json:"evidence"`
	}

	// attemptDoc is one attempt to download a content of an update, or to install it.
	attemptDoc struct {
		Phase      string      `json:"phase"`
		Begun      *stamp      `json:"begun"`
		Ended      *stamp      `json:"ended"`
		Outcome    string      `json:"outcome"`
		Code       *string     `json:"code"`
		HTTPStatus *int        `json:"http_status"`
		Content    *string     `json:"content"`
		Evidence   evidenceDoc `json:"evidence"`
	}

	// transferDoc is one attempt to download a content that has ended.
	transferDoc struct {
		Begun      *stamp      `json:"begun"`
		Ended      *stamp      `json:"ended"`
		Outcome    string      `json:"outcome"`
		Code       *string     `json:"code"`
		HTTPStatus *int        `json:"http_status"`
		Server     *string     `json:"server"`
		Bytes      bytesDoc    `json:"bytes"`
		CTM        *string     `json:"ctm_job"`
		DTS        *string     `json:"dts_job"`
		BITS       *string     `json:"bits_job"`
		Evidence   evidenceDoc `json:"evidence"`
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
		JobState        *string         `json:"job_state"`
		Compliance      *string         `json:"compliance"`
		Result          *string         `json:"result"`
		RestartRequired *bool           `json:"reboot_required"`
		Deployed        bool            `json:"deployed"`
		Deployments     []string        `json:"deployments"`
		Bytes           *bytesDoc       `json:"bytes"`
		SupersededBy    *string         `json:"superseded_by"`
		Reason          *string         `json:"reason"`
		Scan            *scanFactDoc    `json:"scan"`
		Reported        *reportedDoc    `json:"reported"`
		Attempts        []attemptDoc    `json:"attempts"`
		Why             *string         `json:"why"`
		WhyEvidence     []evidenceDoc   `json:"why_evidence"`
		Until           *stamp          `json:"until"`
		Then            *string         `json:"then"`
		Do              *string         `json:"do"`
		Transitions     []transitionDoc `json:"transitions"`
	}

	deploymentDoc struct {
		ID           string          `json:"id"`
		Updates      []string        `json:"updates"`
		CIs          *int            `json:"configuration_items"`
		Evaluations  int             `json:"evaluations"`
		Trigger      *string         `json:"trigger"`
		Deadline     *stamp          `json:"deadline"`
		State        string          `json:"state"`
		StateID      *int            `json:"enforcement_state_id"`
		StateName    *string         `json:"enforcement_state_name"`
		Compliant    *bool           `json:"compliant"`
		TimeRequired *int64          `json:"time_required_seconds"`
		Error        *string         `json:"error"`
		Jobs         []string        `json:"jobs"`
		Transitions  []transitionDoc `json:"transitions"`
	}

	contentDoc struct {
		ID              string        `json:"id"`
		Update          *string       `json:"update"`
		File            *string       `json:"file"`
		State           string        `json:"state"`
		Bytes           bytesDoc      `json:"bytes"`
		Request         *string       `json:"download_request"`
		CTM             *string       `json:"ctm_job"`
		LocationRequest *string       `json:"location_request"`
		DTS             *string       `json:"dts_job"`
		BITS            *string       `json:"bits_job"`
		Server          *string       `json:"server"`
		Retries         int           `json:"retries"`
		Error           *string       `json:"error"`
		HTTPStatus      *int          `json:"http_status"`
		PausedBy        *string       `json:"paused_by"`
		Transfers       []transferDoc `json:"transfers"`
		Started         *stamp        `json:"started"`
		Ended           *stamp        `json:"ended"`
	}

	// windowStatusDoc is what the windows mean for updates at the moment of the report.
	windowStatusDoc struct {
		Restricted *bool    `json:"restricted"`
		Open       *bool    `json:"open"`
		Since      *stamp   `json:"since"`
		Until      *stamp   `json:"until"`
		NextStart  *stamp   `json:"next_start"`
		NextEnd    *stamp   `json:"next_end"`
		Fits       []fitDoc `json:"fits"`
	}

	fitDoc struct {
		Update  string `json:"update"`
		Need    int64  `json:"need_seconds"`
		Assumed bool   `json:"assumed"`
		Left    *int64 `json:"left_seconds"`
		Fits    *bool  `json:"fits"`
	}

	listedWindowDoc struct {
		ID          string  `json:"id"`
		Type        *int    `json:"type"`
		Start       *stamp  `json:"start"`
		End         *stamp  `json:"end"`
		Schedule    *string `json:"schedule"`
		Recurrence  *string `json:"recurrence"`
		Maintenance bool    `json:"maintenance"`
		Finished    bool    `json:"finished"`
		Open        *bool   `json:"open"`
		NextStart   *stamp  `json:"next_start"`
		NextEnd     *stamp  `json:"next_end"`
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
		Job    *string `json:"job"`
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
		Update   *string       `json:"update"`
		Explains []string      `json:"explains"`
		Count    int           `json:"count"`
		Since    *stamp        `json:"since"`
		Cleared  *evidenceDoc  `json:"cleared"`
		Evidence []evidenceDoc `json:"evidence"`
	}
)
