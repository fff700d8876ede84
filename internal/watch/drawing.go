package watch

import (
	"fmt"
	"time"

	"ipclua/internal/width"
	"ipclua/sysv"
)

// draw gives the screen as it is to be seen.
func (s *screen) draw(width, height int) *canvas {
	c := newCanvas(width, height)
	last := height - 1
	begin := 1
	if height >= 16 {
		begin = 2 // an empty line looks better
	}
	s.drawTitle(c)
	switch {
	case s.help:
		s.drawHelp(c, begin, last)
	case s.err != nil:
		c.write(1, begin, width, s.err.Error(), alarm)
	case s.page != nil:
		s.page.draw(c, begin, last, s.moment)
	case len(s.list.shown()) == 0:
		s.drawNothing(c, begin, last)
	default:
		s.drawList(c, begin, last)
	}
	s.drawLast(c, last)
	return c
}

// drawList draws the list and, where there is room, all about who has to do with
// the selected object.
func (s *screen) drawList(c *canvas, from, to int) {
	if chosen := s.list.chosen(); chosen != nil && to-from >= 12 {
		const lines = 3
		text := width.Wrap(chosen.object.Name()+": "+chosen.object.Who(), c.width-2)
		if len(text) > lines {
			text = append(text[:lines-1], text[lines-1]+"…")
		}
		to -= lines + 1
		for i, line := range text {
			c.write(1, to+i, c.width, line, faint)
		}
		to--
	}
	s.list.draw(c, from, to, s.moment)
}

// drawTitle says what is seen, and when one looked.
func (s *screen) drawTitle(c *canvas) {
	at := s.moment.now.Format(time.TimeOnly) + " "
	if every := fmt.Sprintf("every %v s  %s", s.Interval.Seconds(), at); c.width >= 80 {
		at = every
	}
	room := c.width - columns(at) - 1
	if o, ok := s.list.find(s.opened); s.page != nil && ok {
		c.write(1, 0, room, title(o), strong)
	} else {
		x := c.write(1, 0, room, "ipclua watch", strong)
		for _, kind := range sysv.Kinds() {
			x = c.write(x+2, 0, room, plural(s.list.count(kind), kindWord(kind)), faint)
		}
		if s.list.filter != "" {
			c.write(x+2, 0, room, "with "+s.list.filter, recent)
		}
	}
	c.right(0, c.width, at, faint)
}

// kindWord is a kind in a count.
func kindWord(kind sysv.Kind) string {
	if kind == sysv.Semaphore {
		return "set"
	}
	return string(kind)
}

// drawNothing says so, and what to do.
func (s *screen) drawNothing(c *canvas, from, to int) {
	lines := []string{"There is nothing to show."}
	switch {
	case s.list.filter != "":
		lines = []string{"Nothing contains '" + s.list.filter + "'. Esc shows all."}
	case !s.AllUsers:
		lines = []string{"There is nothing of yours to show.", "a shows what all users have."}
		fallthrough
	default:
		lines = append(lines, "", "To make one, in another terminal:", "", "  ipclua -e 'ipc.semaphore{ key = 0x6009, value = 3 }'")
	}
	for i, line := range lines {
		if from+i < to {
			c.write(1, from+i, c.width, line, plain)
		}
	}
}

// hint is a key and what it does.
type hint struct{ key, does string }

// drawLast shows a question, what happened, or the keys.
func (s *screen) drawLast(c *canvas, y int) {
	switch {
	case s.ask != nil && s.ask.one:
		c.write(1, y, c.width, s.ask.text, alarm)
	case s.ask != nil:
		x := c.write(1, y, c.width, s.ask.text, strong)
		x = c.write(x, y, c.width, s.ask.answer, plain)
		c.write(x, y, c.width, " ", plain+selected)
	case s.message != "":
		c.write(1, y, c.width, s.message, strong)
	default:
		x := 1
		for _, h := range s.hints() {
			if x+columns(h.key)+1+columns(h.does) > c.width {
				break
			}
			x = c.write(x, y, c.width, h.key, strong)
			x = c.write(x+1, y, c.width, h.does, faint) + 2
		}
	}
}

// hints are the keys, those first that one needs most.
func (s *screen) hints() []hint {
	switch {
	case s.help:
		return []hint{{"any key", "back"}}
	case s.page != nil:
		return append(append([]hint{{"Esc", "back"}, {"q", "quit"}, {"?", "help"}}, s.page.hints()...), hint{"d", "remove"})
	}
	return []hint{{"q", "quit"}, {"?", "help"}, {"↑↓", "select"}, {"Enter", "open"}, {"d", "remove"}, {"/", "filter"}, {"a", "all users or yours"}}
}

// drawHelp shows all keys and what the styles mean.
func (s *screen) drawHelp(c *canvas, from, to int) {
	lines := []hint{
		{"↑ ↓  k j", "select, or scroll by a line"},
		{"PgUp PgDn  b Space", "by a page"},
		{"Home End  g G", "to the beginning or the end"},
		{"Enter → l", "open: a segment's bytes, a set's values, a queue"},
		{"Esc ← h", "back to the list; in the list, without filter"},
		{"t", "a segment's bytes as hex, int32 or text"},
		{"o", "go to an offset of a segment"},
		{"d x Del", "remove, after a question"},
		{"/", "show only objects that contain a text"},
		{"a", "all users' objects, or only yours"},
		{"q  Ctrl-C", "quit"},
		{"", ""},
		{"", "An open segment is attached, read-only, until you go back:"},
		{"", "its shm_lpid, shm_atime and shm_dtime are then of this watch."},
	}
	for i, h := range lines {
		if from+i >= to-1 {
			break
		}
		c.write(1, from+i, c.width, h.key, strong)
		x := 21
		if h.key == "" {
			x = 1
		}
		c.write(x, from+i, c.width, h.does, plain)
	}
	x := c.write(1, to-1, c.width, "changed just now", fresh)
	x = c.write(x+2, to-1, c.width, "lately", recent)
	x = c.write(x+2, to-1, c.width, "new", added)
	x = c.write(x+2, to-1, c.width, "gone", gone)
	c.write(x+2, to-1, c.width, "waits", waits)
}
