//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/klauspost/compress/s2"
	"github.com/nats-io/nats.go"

	"ccmtail/demo"
	"ccmtail/feed"
	"ccmtail/fleet"
	"ccmtail/hub"
	"ccmtail/parsers"
	"ccmtail/report"
	"ccmtail/store"
)

// canaryLines are log lines with names in many forms; each name has one of the canaries in it.
var canaryLines = []string{
	`Accounts: QZXDOM\qzxalistar QZXDOM\qzxbobbert`, `Peers 10.77.1.1;10.77.1.2`, `Boundary 10.77.1.16-10.77.1.20`, `url=http%3A%2F%2F10.77.1.34%2Fx`,
	`http://[fd00:77::a4]:8530/x`, `dns fe80::77:1a%12`, `<MP Name="QZXGAMMA.CORP.QZXDOM.NET"/>`, `MP changed from <qzxone.qzxdom.net> to <qzxtwo.qzxdom.net>`,
	`\\?\UNC\QZXFILES\share$\x`, `copy from //qzxfilesrv/share`, `{"computerName":"QZXJSON01"}`, `{\"hostName\":\"qzxjson02\"}`, `host%3DQZXPCT05&x=1`,
	`CN=qzxcert, OU=Qzxunit, O=Qzxorg GmbH`, `\\QZXWEBDAV11@SSL@443\DavWWWRoot`, `%5C%5CQZXPCT13%5Cshare`, `QZXHOST77$ has authenticated; ComputerName=QZXHOST77`,
	`User 'qzxjohn' logged on`, `AzureAD\qzxepsilon is joined`, `path C:/Users/qzxiota/AppData`, `C:\\Users\\qzxlambda\\AppData`, `C%3A%5CUsers%5Cqzxnu%5CDesktop`,
	`UPN: qzxxi@qzxdom.net`, `mail=qzxpi%40qzxdom.net`, `Owner: Qzxtau Qzxupsilon`, `https://qzxpsi:qzxhunter2@qzxphi.corp.qzxdom.net/`, `run as .\qzxlocal`,
	`S-1-12-1-1111222233-1222333444-1333444555-1444777666`, `HKU\S-1-5-21-2111222233-2222333444-2333777556-1001_Classes`, `MAC 00:15:5D:77:AA:01`,
	`Serial Number: 5CG7771ABC`, `SMBIOS GUID: 4C4C4544-0042-3510-8057-B7C04F777731`, `Thumbprint: A9 09 50 2D D8 2A E4 14 33 E6 F8 38 86 B0 0D 42 77 77 32 A2`,
	`password=Qzxa77w0rd!`, `Authorization: Bearer qzxabc77def77ghi77jkl`, `TenantId: 77770001-aaaa-4bbb-8ccc-dddddddddddd`, `client id GUID:77770003-AAAA-4BBB-8CCC-DDDDDDDDDDDD`,
	`a thing that nobody calls a name: qzxplain and QzxCamelCase, qzx_under_score, qzx-hyphen-01`, "over\r\ntwo lines of qzxbroken\tand qzxtab", `ünï Qzxümlaut`,
	`phone +49 30 5550 7713, printer \\qzxprint\Qzx Laser`, `ServerName=qzxsql\QZXINST;Database=QZXDB`, strings.Repeat("long ", 300) + "qzxfar",
}

// canaries are what must not leave the collector, in lower case.
var canaries = []string{
	"qzx", "10.77.1.", "fd00:77", "fe80::77", "1444777666", "2333777556", "00:15:5d:77", "5cg7771abc", "b7c04f777731", "77 77 32 a2", "77770001-", "77770003-", "5550 7713",
	"q\x00z\x00x",
}

// writeCanaries writes a client whose logs are full of names, in a folder whose name is one. What replaces the
// names of the demo are canaries too.
func writeCanaries(t *testing.T, dir string) {
	logs := filepath.Join(dir, "qzxshare", "QZXHOST77", "Logs")
	check(t, demo.Write(logs))
	names := strings.NewReplacer("contoso", "qzxdom", "CONTOSO", "QZXDOM", "Contoso", "Qzxdom", "dp01", "qzxdp01", "dp02", "qzxdp02", "sup01", "qzxsup01", "mp01", "qzxmp01",
		"Fabrikam", "Qzxmaker")
	files, err := filepath.Glob(filepath.Join(logs, "*.log"))
	check(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		check(t, err)
		check(t, os.WriteFile(file, []byte(names.Replace(string(text))), 0o600))
	}
	at := time.Date(2026, 3, 18, 5, 0, 0, 0, time.UTC)
	for i, line := range canaryLines {
		for n, file := range []string{"WUAHandler.log", "Qzxagent.log"} {
			at = at.Add(time.Second)
			check(t, appendRecord(filepath.Join(logs, file), "Qzxcomponent", fmt.Sprintf("Note {4cf25877-1b18-476d-955%d-%012x} %s", n, i, line), at))
		}
	}
}

// canaryRules tell all of canaryLines, each as a finding of its own with the line in its sentence.
func canaryRules(t *testing.T) *parsers.UserRules {
	rules, err := parsers.CompileUserRules([]parsers.UserRule{
		{Line: "Note {<update:guid>} <title:text>", Text: "It says <title>", Severity: "error", Once: parsers.PerUpdate},
	})
	check(t, err)
	return rules
}

// recorder is a way to a hub that keeps every byte that goes there.
type recorder struct{ output }

// listen returns the port of the way.
func (r *recorder) listen(t *testing.T, target string) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", target)
			if err != nil {
				in.Close()
				continue
			}
			go func() { defer out.Close(); _, _ = io.Copy(out, io.TeeReader(in, r)) }()
			go func() { defer in.Close(); _, _ = io.Copy(in, out) }()
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

// sendAll collects until so many events are stored and nothing more comes, and returns what was
// said on the way.
func sendAll(t *testing.T, s hub.Settings, url, name string, sources []string, events int) (said string) {
	var out output
	conn, err := hub.Connect(s, hub.AsCollector)
	check(t, err)
	defer conn.Close()
	f := fleet.Open(sources, fleet.Options{Now: time.Now, UserRules: canaryRules(t), KeepTexts: true})
	c, err := hub.NewCollector(conn, f, hub.CollectorOptions{Name: name, Program: "test", Now: time.Now, Say: func(s string) { fmt.Fprintln(&out, s) }})
	check(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { f.Run(ctx) })
	running.Go(func() { c.Run(ctx) })
	<-f.Loaded()
	awaitTrue(t, "all events are stored", func() bool { return countEvents(t, url) >= events })
	check(t, awaitQuiet(context.Background(), s.URLs[0], 2*time.Second))
	cancel()
	running.Wait()
	return out.String()
}

// randomIDs are what is drawn by lot for each message and start: in thousands of them any three letters
// stand somewhere.
var randomIDs = regexp.MustCompile(`_INBOX\.[A-Za-z0-9.]+|\b[A-Z2-7]{26}\b`)

// TestNoNameLeavesACollectorThatRedacts looks at every byte that a collector sends of logs full of names: as it
// goes over the wire, and unpacked. Another start and another collector with the same key send nothing again.
func TestNoNameLeavesACollectorThatRedacts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	port, err := freePort()
	check(t, err)
	server, err := startChild("server", serverOptions{Name: "hub", Dir: filepath.Join(dir, "hub"), Port: port})
	check(t, err)
	defer server.kill()
	check(t, awaitServer(urlOf(port), 1))
	wire := &recorder{}
	s := hub.Settings{
		URLs: []string{urlOf(wire.listen(t, fmt.Sprintf("127.0.0.1:%d", port)))}, Site: string(site), EvidenceText: true, Redact: true, RedactKey: filepath.Join(dir, "redact.key"),
	}
	check(t, hub.CreateRedactKey(s))
	writeCanaries(t, dir)
	sources := []string{filepath.Join(dir, "qzxshare", "QZXHOST77"), filepath.Join(dir, "qzxshare", "qzxmissing")}

	nc, err := nats.Connect(urlOf(port))
	check(t, err)
	defer nc.Close()
	var seen recorder
	events := 0
	_, err = nc.Subscribe(">", func(m *nats.Msg) {
		text := m.Data
		if unpacked, err := s2.Decode(nil, m.Data); err == nil && len(text) > 0 && text[0] != '{' {
			text = unpacked
		}
		if strings.Contains(m.Subject, ".event.") {
			events++
		}
		fmt.Fprintf(&seen, "%s\n%v\n%s\n", m.Subject, m.Header, text)
	})
	check(t, err)
	check(t, nc.Flush())

	wanted := 0
	check(t, feed.FindClients(sources[:1]).Each(context.Background(), feed.Options{EventsOnly: true, Rules: canaryRules(t)}, func(c *store.Client) error {
		_, last := c.TimeRange()
		report.ChangesOf(c, last, func(string) bool { wanted++; return true })
		return nil
	}))
	for i, name := range []string{"QZXCOLL1", "QZXCOLL1", "QZXCOLL2"} { // a start, another one, another collector
		if said := sendAll(t, s, urlOf(port), name, sources, wanted); strings.Contains(said, "refuse") {
			t.Error(said)
		}
		check(t, nc.Flush())
		if n := countEvents(t, urlOf(port)); n != wanted {
			t.Errorf("start %d: %d events are stored, and the logs have %d", i+1, n, wanted)
		}
	}
	if wanted < 2*len(canaryLines)+50 || events < wanted {
		t.Errorf("%d events, of which %d were seen: the canaries do not tell anything", wanted, events)
	}
	seenText := []byte(seen.String())
	for _, text := range [][]byte{[]byte(wire.String()), seenText} {
		text = randomIDs.ReplaceAll(text, nil)
		low := bytes.ToLower(text)
		for _, canary := range canaries {
			if at := bytes.Index(low, []byte(canary)); at >= 0 {
				t.Errorf("%q is sent: …%q…", canary, text[max(0, at-300):min(len(text), at+60)])
			}
		}
	}
	for _, must := range []string{"It says", `"evidence":"Note {4cf25877-`, "has authenticated; ComputerName=name", "WUAHandler.log"} { // and not all is gone
		if !bytes.Contains(seenText, []byte(must)) {
			t.Errorf("%q is not sent", must)
		}
	}
}

// countEvents counts the events in the stream.
func countEvents(t *testing.T, url string) (n int) {
	check(t, stored(context.Background(), url, func(*hub.Event) { n++ }))
	return n
}
