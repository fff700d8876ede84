package trace

import (
	"bytes"
	"math"
	"slices"
	"time"
)

// The measures of a picture, in quarters of a millimetre: as wide as the text of an
// A4 page, and no higher than that. Its lanes are broken like lines of music.
const (
	sheetWidth  = 720
	sheetHeight = 1040
	sheetGutter = 100 // for the names of lanes
	nameLetters = 18
	sheetAxis   = 18
	sheetLane   = 25
	thinLane    = 9 // of many, without room for words
	staffGap    = 12
	barHeight   = 8
	barGap      = 1
	fontSize    = 9
	letter      = 5.2 // the width of one
)

// sheet is a picture of a run being drawn.
type sheet struct {
	*timeline
	axis *axis
	out  bytes.Buffer

	title    bool    // the picture stands alone: it needs one
	from, to int     // the events that are shown
	tracks   int     // the lanes that are shown
	lane     float64 // the height of one
	staves   int
	width    float64 // of a staff
}

// newSheet finds how much of a run there is room for.
func newSheet(t *timeline) *sheet {
	s := &sheet{timeline: t, tracks: len(t.run.Processes), lane: sheetLane, width: sheetWidth - sheetGutter - 8}
	if s.tracks > sheetHeight/2/sheetLane {
		s.lane = thinLane
		s.tracks = min(s.tracks, sheetHeight/thinLane-10)
	}
	room := int((sheetHeight - 60) / s.height())
	for most := 600; ; most -= max(1, most/16) {
		s.from, s.to = s.excerpt(most)
		s.axis = newAxis(s.times())
		s.staves = max(1, int(math.Ceil(s.axis.end()/s.width)))
		if s.staves <= max(1, room-s.overviews()) || most < 8 {
			s.axis.stretch(float64(s.staves) * s.width)
			return s
		}
	}
}

// excerpt is the part of a long run that is drawn closer: its end where processes
// hang there, else where one had to wait for the first time.
func (s *sheet) excerpt(most int) (from, to int) {
	from, to = s.run.excerpt(most)
	first := slices.IndexFunc(s.run.Events, func(e Event) bool { return e.Waited() && e.Kind != "" })
	if from > 0 || first < 0 {
		return from, to
	}
	from = max(0, min(first-most/4, len(s.run.Events)-most))
	return from, min(from+most, len(s.run.Events))
}

// overviews is 1 where the picture begins with a staff for the whole run.
func (s *sheet) overviews() int {
	if s.to-s.from < len(s.run.Events) {
		return 1
	}
	return 0
}

// times are those at which something begins or ends, one at least.
func (s *sheet) times() []time.Duration {
	times := []time.Duration{}
	for i, c := range s.calls {
		if s.shows(i) {
			times = append(times, c.begin, c.since, c.end)
		}
	}
	if len(times) == 0 {
		times = append(times, 0)
	}
	return times
}

// shows says whether a call is on the picture.
func (s *sheet) shows(i int) bool {
	return (i >= s.from && i < s.to || i >= len(s.run.Events)) && s.calls[i].lane < s.tracks
}

// height is that of a staff.
func (s *sheet) height() float64 { return sheetAxis + float64(s.tracks)*s.lane + staffGap }

// place is where a time is on a staff; one before or behind it is at its end.
func (s *sheet) place(staff int, t time.Duration) float64 {
	return sheetGutter + min(max(s.axis.at(t)-float64(staff)*s.width, 0), s.width)
}

// on says whether something of what goes on from one time to another is on a staff.
func (s *sheet) on(staff int, from, to time.Duration) bool {
	begin := float64(staff) * s.width
	return s.axis.at(from) < begin+s.width && s.axis.at(to) > begin
}

// middle is the height of a lane's line.
func (s *sheet) middle(lane int, y float64) float64 {
	return y + sheetAxis + float64(lane+1)*s.lane - barHeight/2
}
