package summary

import (
	"fmt"

	"ccmtail/model"
)

// Recurrence returns when a schedule falls: "Sundays 01:00, 3 h".
func Recurrence(s model.Schedule) string {
	at := s.Start.Format("15:04")
	var when string
	switch s.Recurrence {
	case model.Once:
		return "once " + s.Start.Format("2006-01-02 15:04") + durationSuffix(s)
	case model.Interval:
		return "every " + Duration(s.Every) + " from " + s.Start.Format("2006-01-02 15:04") + durationSuffix(s)
	case model.Weekly:
		when = s.Weekday.String() + "s"
		if s.Weeks > 1 {
			when = fmt.Sprintf("%s every %d weeks", s.Weekday, s.Weeks)
		}
	case model.MonthlyByWeekday:
		when = [...]string{"last", "first", "second", "third", "fourth", "fifth", "", ""}[s.Week] + " " + s.Weekday.String() + monthsSuffix(s)
	case model.MonthlyByDate:
		when = fmt.Sprintf("day %d", s.Day)
		if s.Day == 0 {
			when = "last day"
		}
		when += monthsSuffix(s)
	}
	return when + " " + at + durationSuffix(s)
}

func monthsSuffix(s model.Schedule) string {
	if s.Months == 1 {
		return " of the month"
	}
	return fmt.Sprintf(" every %d months", s.Months)
}

func durationSuffix(s model.Schedule) string {
	zone := ""
	if s.UTC {
		zone = " UTC"
	}
	if s.Duration == 0 {
		return zone
	}
	return zone + ", " + Duration(s.Duration)
}
