package watch

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// Options are what Run needs from outside.
type Options struct {
	Interval time.Duration // between two looks
	Colours  bool
	Kernel   sysv.Kernel // attaches a segment that is opened
	// Take looks at the objects: this user's or all.
	Take func(all bool) (*inventory.Inventory, error)
	// AllUsers is Take's argument at first.
	AllUsers bool
	// Remove removes an object and tells what came of it.
	Remove func(o *inventory.Object) string
}

// screen is all that is seen: the list or a page of one object, and the last
// line, where questions are asked.
type screen struct {
	Options
	moment  moment
	list    list
	page    page // nil: the list is seen
	opened  identity
	help    bool
	ask     *question // nil: none
	message string    // of what happened; until the next key
	err     error     // of the last look
	done    error     // why it is over; nil: it is not
}

// keepChanges is how long a change stands out at least.
const keepChanges = 3 * time.Second

func newScreen(o Options) *screen { return &screen{Options: o} }

// refresh looks at what exists.
func (s *screen) refresh(now time.Time) {
	s.moment = moment{now, max(keepChanges, 2*s.Interval)}
	i, err := s.Take(s.AllUsers)
	if s.err = err; err != nil {
		return
	}
	for n := range i.Objects {
		o := &i.Objects[n]
		if s.page != nil && (identity{o.Kind, o.ID}) == s.opened {
			s.withoutUs(o)
		}
	}
	s.list.update(i, s.moment)
	if s.page == nil {
		return
	}
	o, exists := s.list.find(s.opened)
	// A removed segment that only this watch has attached exists because of that.
	if !exists || o.Removed() && o.Shm.Nattch == 0 {
		s.back()
		s.message = fmt.Sprintf("%s %d has gone", s.opened.kind, s.opened.id)
		return
	}
	s.page.update(o, s.moment)
}

// withoutUs takes this process's attachment out of what is told of a segment.
func (s *screen) withoutUs(o *inventory.Object) {
	if p, ok := s.page.(*segmentPage); !ok || p.memory == nil || o.Shm.Nattch == 0 {
		return
	}
	shm := *o.Shm
	shm.Nattch--
	o.Shm = &shm
	var others []sysv.Process
	for _, p := range o.Attached {
		if p.PID != os.Getpid() {
			others = append(others, p)
		}
	}
	if len(others) == len(o.Attached) && o.Hidden > 0 {
		o.Hidden--
	}
	o.Attached = others
}

// back shows the list.
func (s *screen) back() {
	s.page.close()
	s.page = nil
}

// close gives back what was taken.
func (s *screen) close() {
	if s.page != nil {
		s.back()
	}
}

// press does what a key says.
func (s *screen) press(k key) {
	s.message = ""
	switch {
	case k == interrupt:
		s.done = ErrInterrupted
	case s.ask != nil:
		if s.ask.press(k) {
			ask := s.ask
			s.ask = nil
			ask.answered(ask.answer)
		}
	case s.help:
		s.help = false
	case k == "q":
		s.done = errQuit
	case k == "?":
		s.help = true
	case s.page != nil && s.page.press(k, s.moment):
	case s.page != nil:
		s.pressOnPage(k)
	default:
		s.pressOnList(k)
	}
}

func (s *screen) pressOnPage(k key) {
	switch k {
	case escape, left, "h", backspace:
		s.back()
	case "d", "x", remove:
		if o, ok := s.list.find(s.opened); ok {
			s.askRemove(o)
		}
	case "o":
		if p, ok := s.page.(*segmentPage); ok {
			s.ask = &question{text: "offset, in bytes (or 0x…): ", answered: func(answer string) { s.goTo(p, answer) }}
		}
	}
}

func (s *screen) pressOnList(k key) {
	if s.list.press(k) {
		return
	}
	chosen := s.list.chosen()
	switch k {
	case escape:
		s.list.setFilter("")
	case "/":
		s.ask = &question{text: "show only what contains: ", answer: s.list.filter, answered: s.list.setFilter}
	case "a":
		s.AllUsers = !s.AllUsers
		s.list = list{height: s.list.height, filter: s.list.filter, selected: s.list.selected}
		s.refresh(s.moment.now)
	}
	if chosen == nil {
		return
	}
	if !chosen.went.IsZero() {
		s.message = chosen.object.Name() + " has gone"
		return
	}
	switch k {
	case enter, right, "l":
		s.opened = chosen.identity
		s.page = open(s.Kernel, &chosen.object, s.moment)
	case "d", "x", remove:
		s.askRemove(&chosen.object)
	}
}

func (s *screen) goTo(p *segmentPage, answer string) {
	if answer == "" {
		return
	}
	offset, err := strconv.ParseInt(answer, 0, 64)
	if err != nil {
		err = fmt.Errorf("'%s' is not a number", answer)
	} else {
		err = p.goTo(int(offset), s.moment)
	}
	if err != nil {
		s.message = err.Error()
	}
}

// askRemove removes an object when the answer is yes.
func (s *screen) askRemove(o *inventory.Object) {
	object := *o
	s.ask = &question{
		text: fmt.Sprintf("remove %s? [y/N]  key %v%s", o.Name(), o.Key(), others(o)),
		one:  true,
		answered: func(answer string) {
			if !strings.EqualFold(answer, "y") {
				s.message = "nothing was removed"
				return
			}
			message := s.Remove(&object)
			s.refresh(s.moment.now)
			s.message = message
		},
	}
}

// others tells whom a removal would concern.
func others(o *inventory.Object) string {
	switch {
	case o.Kind == sysv.Segment && o.Shm.Nattch > 0:
		return ", attached: " + listed(o.AttachedTexts())
	case o.Kind != sysv.Segment && len(o.WaitingTexts()) > 0:
		return ", waiting: " + listed(o.WaitingTexts())
	}
	return ""
}
