package summary

import "time"

// What is said of a fleet that a hub holds.

// SilentCollector is a collector that says nothing any more: what it has sent is as it left it.
type SilentCollector struct {
	Name    string
	Since   time.Time // when it was heard last
	Clients int       // that it followed then
	Ended   bool      // it has said that it ends
}

// SilentText says which collectors say nothing any more; "" if there are none. Whether another one follows
// their clients shows only when these have news, so it does not say that they are not up to date.
func SilentText(all []SilentCollector, zone *time.Location) string {
	if len(all) == 0 {
		return ""
	}
	if len(all) > 1 {
		clients := 0
		for _, c := range all {
			clients += c.Clients
		}
		return Count(len(all), "collector") + " silent: " + Count(clients, "client") + " last sent by them"
	}
	c := all[0]
	word := " silent since "
	if c.Ended {
		word = " ended at "
	}
	return "collector " + c.Name + word + c.Since.In(zone).Format("15:04") + ": " + Count(c.Clients, "client") + " last sent by it"
}

// AwayText says since when the hub does not answer.
func AwayText(since time.Time, zone *time.Location) string {
	return "hub away since " + since.In(zone).Format("15:04")
}

// NotKnownYet returns the summary of a client as of a moment at which the hub did not hold it yet.
// What is known of it now tells the state that it was in, if it reaches back so far.
func NotKnownYet(c *ClientSummary, at time.Time) ClientSummary {
	then := ClientSummary{
		Number: c.Number, Name: c.Name, Path: c.Path, Site: c.Site, State: ClientUnknown, At: at, Verdict: "The hub did not hold this client then.",
	}
	for _, h := range c.History {
		if h.Since.After(at) {
			break
		}
		then.State, then.Verdict = h.State, "The hub did not hold this client then; its state is from its history."
	}
	return then
}
