package inventory

import (
	"fmt"

	"ipclua/sysv"
)

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
			if of := min(unseen, somewhere); of > 0 {
				unseen, somewhere = unseen-of, somewhere-of
			}
			if unseen > 0 {
				texts = append(texts, fmt.Sprintf("%d unseen for %s", unseen, each.wait))
			}
		}
	}
	return texts
}
