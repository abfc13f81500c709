package summary

import (
	"fmt"
	"time"

	"ccmtail/model"
	"ccmtail/model/event"
)

// Fit is whether an update fits into the window, with the arithmetic.
type Fit struct {
	Label      string
	Name       string // its title, else its label
	Badge      Badge
	Need       string // "1 h 30 min (requested)"
	Left       string
	Sentence   string // "needs 1 h 30 min (requested); window is 2 h"
	Comparison string // "1 h 30 min ≤ 2 h"
}

// Fit puts into words whether an update fits.
func (s *AsOf) Fit(f model.Fit) Fit {
	r := Fit{
		Label: UpdateLabel(f.Update), Name: f.Update.Name(), Badge: fitBadge(f.Fits), Need: s.needText(f), Left: "not in the logs",
	}
	r.Sentence = "needs " + r.Need
	if f.Available > 0 {
		r.Left = Duration(f.Available)
		r.Comparison = fmt.Sprintf("%s %s %s", Duration(f.Need), map[event.Tri]string{event.Yes: "≤", event.No: ">"}[f.Fits], r.Left)
		if s.WindowStatus().Open {
			r.Sentence += "; " + r.Left + " left"
		} else {
			r.Sentence += "; window is " + r.Left
		}
	}
	return r
}

// needText returns how long an update needs, and where that is from.
func (s *AsOf) needText(f model.Fit) string {
	switch {
	case f.NeedLogged:
		return Duration(f.Need) + " (requested)"
	case s.Rules.Margin > 0:
		return fmt.Sprintf("%s run time and %s margin (assumed)", Duration(s.Rules.RunTime), Duration(s.Rules.Margin))
	}
	return Duration(f.Need) + " (assumed)"
}

// ShortFit says in a few words that an update does not fit, the shorter the fewer cells there are:
// "needs 90 min, 84 left".
func ShortFit(f model.Fit, cells int) string {
	unit, name := time.Minute, "min"
	if f.Need%time.Hour == 0 && f.Available%time.Hour == 0 {
		unit, name = time.Hour, "h"
	}
	sum := inUnits(f.Need, unit) + " " + name + ", " + inUnits(f.Available, unit) + " left"
	for _, form := range []string{"needs " + sum + assumedMark(f), "needs " + sum} {
		if len(form) <= cells {
			return form
		}
	}
	return sum
}

func inUnits(d, unit time.Duration) string { return Grouped(int(d / unit)) }

func assumedMark(f model.Fit) string {
	if f.NeedLogged {
		return ""
	}
	return " (assumed)"
}

// FitsText returns how many of the waiting updates fit: "fits: 3 of 5", and how many of them with
// assumed run times; "" if none waits or none is held back.
func (s *AsOf) FitsText() (text, assumed, tone string) {
	all := s.Fits()
	if len(all) == 0 || s.WindowStatus().Restricted != event.Yes {
		return "", "", ""
	}
	var n [3]int
	guessed := 0
	for _, f := range all {
		switch f.Fits {
		case event.Yes:
			n[0]++
		case event.No:
			n[1]++
		default:
			n[2]++
		}
		if !f.NeedLogged {
			guessed++
		}
	}
	if n[2] == len(all) {
		return Count(len(all), "update") + " waiting, time left unknown", "", "quiet"
	}
	if guessed > 0 {
		assumed = fmt.Sprintf(" (%s with assumed run time)", Grouped(guessed))
	}
	tone = "good"
	if n[1] > 0 {
		tone = "restart"
	}
	return fmt.Sprintf("fits: %s of %s", Grouped(n[0]), Grouped(len(all))), assumed, tone
}
