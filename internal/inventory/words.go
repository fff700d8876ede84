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
