package hub

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Setup says what configuration of a nats-server to write.
type Setup struct {
	Sites []Site
	// Trial is a hub on this computer alone, without TLS and without rights.
	Trial bool
}

// WriteSetup writes a configuration of a nats-server that is a hub: where it listens and stores,
// who may connect, and what each user may do.
func WriteSetup(w io.Writer, o Setup) error {
	var b strings.Builder
	if o.Trial {
		b.WriteString(trialSetup)
	} else {
		b.WriteString(serverSetup)
		b.WriteString("authorization {\n  users: [\n")
		for _, site := range o.Sites {
			writeUser(&b, "collector-"+string(site), "sends the clients of "+string(site), collectorRights(site), "_INBOX_"+string(site))
		}
		writeUser(&b, "viewer", "looks at all sites", viewerRights(), "_INBOX_"+viewerName)
		writeUser(&b, "keeper", "makes the stream; needed once", keeperRights(), "_INBOX_"+keeperName)
		b.WriteString("  ]\n}\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// WriteStream writes the settings of the stream as JSON, as nats stream add --config reads them.
func WriteStream(w io.Writer, replicas int) error {
	text, err := json.MarshalIndent(DefaultStream(replicas), "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// The names of roles, which their inboxes have.
const (
	viewerName    = "viewer"
	collectorName = "collector"
	keeperName    = "keeper"
)

const trialSetup = `# A hub of ccmtail to try it: nats-server -c hub.conf
# It listens on this computer alone, and asks nobody who they are.
listen: "127.0.0.1:4222"

jetstream {
  store_dir: "hub-data"
  max_file_store: 50GB    # at most; the stream takes up to 40 GB
  sync_interval: always   # what is acknowledged is on the disk
}
`

const serverSetup = `# A hub of ccmtail: nats-server -c hub.conf, of version 2.12 or newer.
server_name: "hub"
listen: "0.0.0.0:4222"

jetstream {
  store_dir: "/var/lib/nats"
  max_file_store: 50GB    # at most; the stream takes up to 40 GB
  sync_interval: always   # what is acknowledged is on the disk
}

# Who connects shows a certificate that ca.pem has signed. Its e-mail address or DNS name, in that order,
# is the user below.
tls {
  cert_file: "hub.pem"
  key_file: "hub.key"
  ca_file: "ca.pem"
  verify_and_map: true
}

`

// rightsOf returns what may be asked about the stream.
func rightsOf(names ...string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = "$JS.API." + name
	}
	return all
}

func collectorRights(site Site) []string {
	states, collectors := site.subject(kindState, "*"), site.subject(kindCollector, "*")
	return append(site.Subjects(),
		rightsOf("STREAM.INFO.CCM", "DIRECT.GET.CCM."+states, "DIRECT.GET.CCM."+collectors, "CONSUMER.CREATE.CCM.*."+states, "CONSUMER.MSG.NEXT.CCM.*")...)
}

func viewerRights() []string {
	return rightsOf("STREAM.INFO.CCM", "DIRECT.GET.CCM", "DIRECT.GET.CCM.>", "CONSUMER.CREATE.CCM.>", "CONSUMER.INFO.CCM.*", "CONSUMER.MSG.NEXT.CCM.*")
}

func keeperRights() []string { return rightsOf("STREAM.CREATE.CCM", "STREAM.INFO.CCM") }

// writeUser writes a user, and what it may publish and subscribe to.
func writeUser(b *strings.Builder, name, what string, publish []string, inbox string) {
	fmt.Fprintf(b, "    # %s\n    { user: %q, permissions: {\n        publish: [\n", what, name)
	for _, subject := range publish {
		fmt.Fprintf(b, "          %q,\n", subject)
	}
	fmt.Fprintf(b, "        ]\n        subscribe: [%q]\n    } }\n", inbox+".>")
}
