package inventory

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"ipclua/sysv"
)

// Name is the object as people speak of it: "segment 65538".
func (o *Object) Name() string { return fmt.Sprintf("%s %d", o.Kind, o.ID) }

// Values gives a set's values in at most so many characters, "1 0 5 … (250)";
// what stands in for them where they may not be read says how many there are.
func (o *Object) Values(width int) string {
	if o.SemsErr != nil {
		return fmt.Sprintf("%d hidden", o.Sem.Nsems)
	}
	rest := fmt.Sprintf(" … (%d)", len(o.Sems))
	text, fits := "", 0 // how much of the text there is room for beside the rest
	for i, s := range o.Sems {
		if i > 0 {
			text += " "
		}
		text += strconv.Itoa(s.Value)
		if i == 0 || len(text)+utf8.RuneCountInString(rest) <= width {
			fits = len(text)
		}
		if i > 0 && len(text) > width {
			return text[:fits] + rest
		}
	}
	return text
}

// Who says in a few words who has to do with the object now: the processes that
// have a segment attached, who waits on a set or queue, and whether those who
// made or used it have ended.
func (o *Object) Who() string {
	var clauses []string
	switch o.Kind {
	case sysv.Segment:
		if o.Removed() {
			clauses = append(clauses, "removed")
		}
		if o.Locked() {
			clauses = append(clauses, "locked")
		}
		clauses = append(clauses, people(o.AttachedTexts()))
		if o.Cpid.Life == Ended {
			clauses = append(clauses, "creator ended")
		} else if !o.hasAttached(o.Cpid.PID) && o.Cpid.Life == Running {
			clauses = append(clauses, "creator "+o.Cpid.String())
		}
	default:
		if o.SemsErr != nil {
			return "unknown: may not be read"
		}
		waiting := o.WaitingTexts()
		clauses = append(clauses, people(waiting))
		if len(waiting) == 0 && o.usersEnded() {
			clauses = append(clauses, "last users ended")
		}
	}
	return strings.Join(clauses, "; ")
}

func people(texts []string) string {
	if len(texts) == 0 {
		return "nobody"
	}
	return strings.Join(texts, ", ")
}

// AttachedTexts says of each of Attached its name, id, and what is special, "lua
// 4711 (read-only, 2 times)", and behind them how many there are that one may
// not see.
func (o *Object) AttachedTexts() []string {
	var texts []string
	for _, p := range o.Attached {
		var notes []string
		if p.ReadOnly {
			notes = append(notes, "read-only")
		}
		if p.Count > 1 {
			notes = append(notes, fmt.Sprintf("%d times", p.Count))
		}
		text := fmt.Sprintf("%s %d", Plain(p.Name), p.PID)
		if len(notes) > 0 {
			text += " (" + strings.Join(notes, ", ") + ")"
		}
		texts = append(texts, text)
	}
	if o.Hidden > 0 {
		texts = append(texts, fmt.Sprintf("%d unseen", o.Hidden))
	}
	return texts
}

// WaitingTexts says what each of Waiting waits for: "lua 4711 for [0]" for an
// increase of semaphore 0, "lua 4711 for [0]=0" for its being zero, "lua 4711
// receives type 7", and behind them "2 unseen for [0]" of processes that
// cannot be looked into.
func (o *Object) WaitingTexts() []string {
	var texts []string
	if o.Kind == sysv.Queue {
		for _, w := range o.Waiting {
			text := fmt.Sprintf("%s %d sends", Plain(w.Name), w.PID)
			if w.Call == "msgrcv" {
				text = fmt.Sprintf("%s %d receives", Plain(w.Name), w.PID)
				if w.Type != 0 {
					text += fmt.Sprintf(" type %d", w.Type)
				}
			}
			texts = append(texts, text)
		}
		return texts
	}
	seen, somewhere := map[Wait]int{}, 0
	for _, w := range o.Waiting {
		text := fmt.Sprintf("%s %d", Plain(w.Name), w.PID)
		if wait, ok := o.WaitOf(w); ok {
			seen[wait]++
			text += " for " + wait.String()
		} else {
			somewhere++
		}
		texts = append(texts, text)
	}
	for num, s := range o.Sems {
		for _, each := range [...]struct {
			wait  Wait
			count int
		}{{Wait{num, false}, s.Ncnt}, {Wait{num, true}, s.Zcnt}} {
			unseen := each.count - seen[each.wait]
			of := min(unseen, somewhere)
			somewhere -= max(of, 0)
			if unseen -= of; unseen > 0 {
				texts = append(texts, fmt.Sprintf("%d unseen for %s", unseen, each.wait))
			}
		}
	}
	return texts
}

// Wait is what a process waits for in a set.
type Wait struct {
	Num  int  // of the semaphore
	Zero bool // to be zero; otherwise to be increased
}

func (w Wait) String() string {
	if w.Zero {
		return fmt.Sprintf("[%d]=0", w.Num)
	}
	return fmt.Sprintf("[%d]", w.Num)
}

// WaitOf finds out which of a semop's operations cannot be carried out, as the
// kernel does: in their order, each on what those before it leave. Not ok where
// the operations are not known or could all be carried out by now.
func (o *Object) WaitOf(w sysv.Waiter) (wait Wait, ok bool) {
	values := make(map[uint16]int, len(w.Ops))
	for _, op := range w.Ops {
		if int(op.Num) >= len(o.Sems) {
			return wait, false
		}
		if _, used := values[op.Num]; !used {
			values[op.Num] = o.Sems[op.Num].Value
		}
		after := values[op.Num] + int(op.Op)
		switch {
		case op.Op == 0 && values[op.Num] != 0:
			return Wait{int(op.Num), true}, true
		case after < 0:
			return Wait{int(op.Num), false}, true
		}
		values[op.Num] = after
	}
	return wait, false
}

// String is "lua 4711", "4711 (ended)", "unseen" or "none".
func (u User) String() string {
	switch u.Life {
	case Never:
		return "none"
	case Unseen:
		return "unseen"
	case Ended:
		return fmt.Sprintf("%d (ended)", u.PID)
	}
	return strings.TrimSpace(fmt.Sprintf("%s %d", Plain(u.Name), u.PID))
}

// Plain is a name that somebody else chose, without what would move the
// cursor.
func Plain(name string) string {
	return strings.Map(func(r rune) rune {
		if !strconv.IsPrint(r) {
			return '?'
		}
		return r
	}, name)
}

func (o *Object) hasAttached(pid int) bool {
	return slices.ContainsFunc(o.Attached, func(p sysv.Process) bool { return p.PID == pid })
}

// usersEnded tells whether of the last users some are known, and all of them
// have ended.
func (o *Object) usersEnded() bool {
	ended := false
	for _, u := range o.Users() {
		switch u.Life {
		case Running, Unseen:
			return false
		case Ended:
			ended = true
		}
	}
	return ended
}
