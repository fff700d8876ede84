package trace

import (
	"fmt"
	"strings"
	"time"
)

// overviewTicks is how many times an overview's axis tells.
const overviewTicks = 7

// drawOverview draws all of a run in one staff, of which the others show a part. Its
// axis has nothing left out.
func (s *sheet) drawOverview(y float64) {
	from, to := s.axis.moments[0], s.axis.moments[len(s.axis.moments)-1]
	bottom := s.middle(s.tracks-1, y) + barHeight/2
	s.print(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="#fff3c4"/>`+"\n",
		s.along(from)-1, y+sheetAxis-4, s.along(to)-s.along(from)+2, bottom-y-sheetAxis+6)
	for i := range overviewTicks {
		t := s.length / overviewTicks * time.Duration(i)
		s.print(`<path d="M%.1f %.1fV%.1f" stroke="#ddd" stroke-width=".8"/>`+"\n", s.along(t), y+sheetAxis-6, bottom)
		s.write(s.along(t), y+sheetAxis-8, `fill="#666"`, s.label(t))
	}
	for lane := range s.tracks {
		middle, color := s.middle(lane, y), s.drawName(lane, y)
		begin, end := s.life(lane)
		s.print(`<path d="M%.1f %.1fH%.1f" stroke="#999"/>`+"\n", s.along(begin), middle, s.along(end))
		var in, blocked stretches
		for _, i := range s.lanes[lane] {
			c := s.calls[i]
			in.add(s.along(c.begin), s.along(c.since))
			blocked.add(s.along(c.since), s.along(c.end))
		}
		s.print(`<path d="%s" stroke="%s" stroke-width="%d" stroke-dasharray="1 1.6"/>`, blocked.path(middle), color, barHeight)
		s.print(`<path d="%s" stroke="%s" stroke-width="%d"/>`+"\n", in.path(middle), color, barHeight)
	}
}

// along is the place of a time on an overview.
func (s *sheet) along(t time.Duration) float64 {
	return sheetGutter + s.width*float64(t)/float64(max(1, s.length))
}

// stretches are parts of a line, in order. Those with nothing to see between them
// are one.
type stretches [][2]float64

func (s *stretches) add(from, to float64) {
	const visible = 0.6
	if from == to {
		return
	}
	if n := len(*s); n > 0 && from < (*s)[n-1][1]+visible {
		(*s)[n-1][1] = max((*s)[n-1][1], to)
		return
	}
	*s = append(*s, [2]float64{from, max(to, from+visible)})
}

func (s stretches) path(y float64) string {
	var b strings.Builder
	for _, part := range s {
		fmt.Fprintf(&b, "M%.1f %.1fH%.1f", part[0], y, part[1])
	}
	return b.String()
}
