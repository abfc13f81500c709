package report

import (
	"time"

	"ccmtail/summary"
)

// labelAxis labels the axis.
func (p *ganttPainter) labelAxis() {
	last := ""
	for i := range p.axis.intervals {
		s := &p.axis.intervals[i]
		bias, _ := p.Records.BiasAt(s.from)
		for k, t := range s.ticks(time.Duration(bias) * time.Minute) {
			wall := t.Add(-time.Duration(bias) * time.Minute)
			tk := ganttTick{X: p.axis.x(t), Label: wall.Format("15:04"), Date: wall.Format(time.DateOnly)}
			if s.tickStep() < time.Minute {
				tk.Label = wall.Format(time.TimeOnly)
			}
			if k > 0 && tk.Date == last {
				tk.Date = ""
			} else {
				last = tk.Date
			}
			p.g.Ticks = append(p.g.Ticks, tk)
		}
		if i > 0 {
			before := p.axis.intervals[i-1]
			p.g.Breaks = append(p.g.Breaks, axisBreak{before.x1, breakWidth, summary.Duration(s.from.Sub(before.to)) + " left out"})
		}
	}
}
