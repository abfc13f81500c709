//go:build !nohub

package hub

import "testing"

// TestClientsHaveTheirSites: also where there are several, and their names tell it.
func TestClientsHaveTheirSites(t *testing.T) {
	v := &Viewer{numbers: map[string]int{}, siteNames: map[Site]bool{}, news: make(chan struct{}, 1)}
	for _, site := range []Site{"p01", "p02"} {
		if _, err := v.known("ccm."+string(site)+".state.PC1", site, "PC1"); err != nil {
			t.Fatal(err)
		}
	}
	all, _ := v.Changed(0)
	if len(all) != 2 || all[0].Site != "p01" || all[0].Name != "p01/PC1" || all[1].Site != "p02" || all[1].Name != "p02/PC1" {
		t.Errorf("the clients are %+v", all)
	}
}
