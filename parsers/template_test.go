package parsers

import "testing"

func TestMessagesWithTheSameWordingShareATemplate(t *testing.T) {
	for _, c := range []struct{ msg, want string }{
		{"* START *   Federated Search ClientId = CcmExec (cV: yYs2KUvauY9iq35L.1.0)", "* START * Federated Search ClientId = CcmExec (<cv>)"},
		{"* END *   Install ClientId = CcmExec (cV = 5R/L+tFcUYtZNSPLP.1.0.0)", "* END * Install ClientId = CcmExec (<cv>)"},
		{"CBS package identity: Package_for_KB5081316~31bf3856ad364e35~amd64", "CBS package identity: Package_for_KB5081316~<n>~amd64"},
		{"Title = Update (KB5081316)", "Title = Update (<kb>)"},
		{"Update 1 (0d841d92-dcfd-42d0-99cc-da46abbfb86c) finished installing (0x00000000)", "Update <n> (<guid>) finished installing (<n>)"},
		{`Hashing file C:\Windows\ccmcache\1a\a b.cab`, "Hashing file <path>"},
		{"WSUS Path='http://sup01.contoso.com:8530', Version='38'", "WSUS Path='<url>', Version='<n>'"},
		{"KBytes", "KBytes"}, {"", ""},
	} {
		if got := Template(c.msg); got != c.want {
			t.Errorf("%q has the template %q, want %q", c.msg, got, c.want)
		}
	}
}
