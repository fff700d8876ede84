package trace

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
)

// SVG writes a run as a picture for a report: self-contained, light, as wide as the
// text of an A4 page and no higher than one, its texts as text. Time goes from left
// to right, on as many staves as that takes. Of a long run it shows a part, and says
// so.
func SVG(w io.Writer, run *Run) error {
	s := newSheet(newTimeline(run, NewWords(run), run.Blocked))
	s.title = true
	_, err := w.Write(s.draw())
	return err
}

// draw draws the picture.
func (s *sheet) draw() []byte {
	top, namespace := 0.0, ""
	if s.title {
		top, namespace = 34, ` xmlns="http://www.w3.org/2000/svg"`
	}
	height := top + float64(s.overviews()+s.staves)*s.height() + 20
	s.print(`<svg%s width="%dmm" height="%.1fmm" viewBox="0 0 %d %.0f" font-family="system-ui, 'Liberation Sans', Arial, sans-serif" font-size="%d" role="img">`+"\n",
		namespace, sheetWidth/4, height/4, sheetWidth, height, fontSize)
	s.print(`<rect width="100%%" height="100%%" fill="#fff"/>` + "\n")
	if s.title {
		s.write(4, 13, `font-size="12" font-weight="600"`, cut(s.run.Script, 80))
		s.write(4, 26, `fill="#666"`, s.run.about())
	}
	if s.overviews() > 0 {
		s.drawOverview(top)
	}
	for staff := range s.staves {
		y := top + float64(s.overviews()+staff)*s.height()
		s.drawAxis(staff, y)
		for lane := range s.tracks {
			s.drawLane(lane, staff, y)
		}
		s.drawArrows(staff, y)
	}
	s.write(4, height-8, `fill="#666"`, s.legend())
	s.print("</svg>\n")
	return s.out.Bytes()
}

// legend says what the marks mean, and what is not there.
func (s *sheet) legend() string {
	text := "hatched: blocked · → lets through · ▼ takes ▲ gives ○ reads ● writes"
	if slices.Contains(s.axis.cut, true) {
		text += " · // time left out"
	}
	if shown := s.to - s.from; s.overviews() > 0 {
		text += fmt.Sprintf(" · closer: steps %d–%d, %d are not", s.from+1, s.to, len(s.run.Events)-shown)
	}
	if left := len(s.run.Processes) - s.tracks; left > 0 {
		text += fmt.Sprintf(" · not shown: %d of %s", left, count(len(s.run.Processes), "process", "es"))
	}
	return text
}

// drawAxis writes times, as many as there is room for, and shows where some is cut.
func (s *sheet) drawAxis(staff int, y float64) {
	free := 0.0
	bottom := s.middle(s.tracks-1, y) + barHeight/2
	for i, t := range s.axis.moments {
		x := sheetGutter + s.axis.x[i] - float64(staff)*s.width
		if x < sheetGutter || x > sheetGutter+s.width {
			continue
		}
		if s.axis.cut[i] {
			middle := x - (s.axis.x[i]-s.axis.x[i-1])/2
			s.print(`<path d="M%.1f %.1fl3 -7m1 7l3 -7" stroke="#666" fill="none" stroke-width=".8"/>`+"\n", middle-3, y+sheetAxis+1)
		}
		label := s.label(t)
		if x < free || x+float64(len(label))*letter > sheetWidth {
			continue
		}
		free = x + float64(len(label))*letter + 14
		s.print(`<path d="M%.1f %.1fV%.1f" stroke="#ddd" stroke-width=".8"/>`+"\n", x, y+sheetAxis-6, bottom)
		s.write(x, y+sheetAxis-8, `fill="#666"`, label)
	}
}

// label is a time on the axis.
func (s *sheet) label(t time.Duration) string {
	switch {
	case !s.run.Timed:
		return fmt.Sprint(int(t / stepLength))
	case s.length > time.Second:
		return fmt.Sprintf("%.6f s", t.Seconds())
	}
	return fmt.Sprintf("%.3f ms", t.Seconds()*1e3)
}

// drawName writes a lane's name and gives its colour.
func (s *sheet) drawName(lane int, y float64) string {
	p := s.run.Processes[lane]
	color := sheetColors(p.Number)
	s.write(4, s.middle(lane, y)+3, fmt.Sprintf(`fill="%s"`, color), cut(fmt.Sprintf("P%d %s", p.Number, p.base()), nameLetters))
	return color
}

// drawLane draws what a process does on a staff.
func (s *sheet) drawLane(lane, staff int, y float64) {
	color, middle := s.drawName(lane, y), s.middle(lane, y)
	if begin, end := s.life(lane); s.on(staff, begin, end) {
		s.print(`<path d="M%.1f %.1fH%.1f" stroke="#999"/>`+"\n", s.place(staff, begin), middle, s.place(staff, end))
	}
	said, from := -1, 0.0 // the call before: there is room for it up to the next
	for _, i := range s.lanes[lane] {
		c := s.calls[i]
		if !s.shows(i) || !s.on(staff, c.begin, c.end) {
			continue
		}
		left, right := s.place(staff, c.begin), s.place(staff, c.end)-barGap
		since := min(s.place(staff, c.since), right)
		s.print(`<g stroke="%s" stroke-width="%d"><title>%s</title>`, color, barHeight, escape(s.describe(c)))
		if since > left {
			s.print(`<path d="M%.1f %.1fH%.1f"/>`, left, middle, since)
		}
		if right > since {
			s.print(`<path d="M%.1f %.1fH%.1f" stroke-dasharray="1 1.6"/>`, since, middle, right)
		}
		s.print("</g>\n")
		s.caption(said, from, left, middle)
		said, from = i, left
	}
	s.caption(said, from, sheetGutter+s.width, middle)
}

// caption writes above a lane what there is room for to say of a call.
func (s *sheet) caption(i int, left, right, middle float64) {
	letters := int((right-left)/letter) - 1
	if i < 0 || letters < 2 || s.lane < sheetLane {
		return
	}
	text := s.text(s.calls[i])
	if len([]rune(text)) > letters {
		text = s.brief(s.calls[i])
	}
	s.write(left, middle-barHeight/2-2.5, "", cut(text, letters))
}

// brief says in few letters what a call does.
func (s *sheet) brief(c call) string {
	switch {
	case c.Access():
		return map[string]string{"read": "○ ", "write": "● ", "atomic": "◆ "}[c.Call] + s.words.Cell(c.Event)
	case len(c.Ops) > 0:
		mark := "▼ "
		if kind, _ := shape(c.Event, 0, 0); kind == "give" {
			mark = "▲ "
		}
		return mark + s.words.Semaphore(c.ID, int(c.Ops[0].Num))
	}
	return s.text(c)
}

// drawArrows draws those from who lets a call through to that call.
func (s *sheet) drawArrows(staff int, y float64) {
	for i, c := range s.calls {
		if c.waker < 0 || !s.shows(i) || !s.shows(c.waker) || !s.on(staff, c.begin, c.end) {
			continue
		}
		from := s.calls[c.waker]
		when := min(from.end, c.end)
		if from.lane == c.lane || when < from.begin || !s.on(staff, c.end-1, c.end) {
			continue
		}
		side := 1.0
		if from.lane > c.lane {
			side = -1
		}
		x1, y1 := s.place(staff, when), s.middle(from.lane, y)+side*barHeight/2
		x2, y2 := s.place(staff, c.end), s.middle(c.lane, y)-side*barHeight/2
		s.print(`<path d="M%.1f %.1fL%.1f %.1f" stroke="#111" stroke-width="1.2"/>`, x1, y1, x2, y2)
		angle := math.Atan2(y2-y1, x2-x1)
		s.print(`<path d="M%.1f %.1f`, x2, y2)
		for _, turn := range []float64{0.4, -0.4} {
			s.print(`L%.1f %.1f`, x2-7*math.Cos(angle+turn), y2-7*math.Sin(angle+turn))
		}
		s.print(`z" fill="#111"/>` + "\n")
	}
}

// describe is what a call's bar has to say.
func (s *sheet) describe(c call) string {
	text := fmt.Sprintf("P%d %s", c.Process, s.text(c))
	if place := c.place(); place != "" {
		text += ", " + place
	}
	if s.run.Timed {
		text += fmt.Sprintf(", %s s, took %s", seconds(c.begin), duration(c.end-c.begin))
	}
	return text
}

// write writes a text; attributes are further ones of its element.
func (s *sheet) write(x, y float64, attributes, text string) {
	s.print(`<text x="%.1f" y="%.1f" %s>%s</text>`+"\n", x, y, attributes, escape(text))
}

func (s *sheet) print(format string, values ...any) { fmt.Fprintf(&s.out, format, values...) }

// escape is a text as XML has it.
func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text))
	return b.String()
}

// sheetColors are the colours of processes, from 1: the page's, in light.
func sheetColors(process int) string {
	return [...]string{"#2a62c4", "#1c7a48", "#8145bd", "#a85800", "#0b7683", "#b93583", "#686d00", "#56627b"}[color(process)-1]
}
