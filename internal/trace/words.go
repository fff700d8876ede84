package trace

import (
	"fmt"
	"strings"
)

// Words puts a run's events into words, with the names that the script itself
// gives to semaphores and cells where its text tells them.
type Words struct {
	run     *Run
	lines   map[string][]string // each source, by line
	views   map[string]views    // of each source
	first   map[int]int         // of each set, the step that gives it its values
	named   map[object]string   // what the source calls a set or a queue
	objects map[Kind]int        // how many there are
}

// NewWords reads the run's sources for names.
func NewWords(run *Run) *Words {
	w := &Words{
		run:     run,
		lines:   map[string][]string{},
		views:   map[string]views{},
		first:   initialising(run),
		objects: map[Kind]int{},
	}
	for file, text := range run.Sources {
		w.lines[file] = strings.Split(text, "\n")
		w.views[file] = findViews(w.lines[file])
	}
	for _, o := range run.Objects {
		w.objects[o.Kind]++
	}
	w.named = w.nameObjects()
	return w
}

// Source is a line's text without the space around it; empty where it is not known.
func (w *Words) Source(file string, line int) string {
	lines := w.lines[file]
	if line < 1 || line > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[line-1])
}

// Object names an object: "segment 2", or "the segment" where there is but one.
func (w *Words) Object(kind Kind, id int) string {
	if name := w.named[object{kind, id}]; name != "" {
		return name
	}
	noun := string(kind)
	if kind == Semaphore {
		noun = "set"
	}
	if w.objects[kind] == 1 {
		return "the " + noun
	}
	return fmt.Sprintf("%s %d", noun, id)
}

// Semaphore names one semaphore of a set: by the name that the script gave it,
// by the set's variable and the number, or by numbers alone.
func (w *Words) Semaphore(id, num int) string {
	o := w.run.Object(Semaphore, id)
	if num < len(o.Names) && o.Names[num] != "" {
		return o.Names[num]
	}
	name := w.named[object{Semaphore, id}]
	switch {
	case name != "" && o.Size == 1:
		return name
	case name != "":
		return fmt.Sprintf("%s[%d]", name, num)
	case w.objects[Semaphore] > 1 && o.Size == 1:
		return fmt.Sprintf("semaphore %d", id)
	case w.objects[Semaphore] > 1:
		return fmt.Sprintf("semaphore %d of set %d", num, id)
	case o.Size == 1:
		return "the semaphore"
	}
	return fmt.Sprintf("semaphore %d", num)
}

// Cell names the bytes of an access: "n[0]", "s.turn", or "bytes 0–3".
func (w *Words) Cell(e Event) string {
	if name, _ := w.views[e.File].cell(w.Source(e.File, e.Line), e); name != "" {
		return name
	}
	return w.Bytes(e)
}

// Bytes names the bytes of an access by number: "bytes 0–3 of segment 2".
func (w *Words) Bytes(e Event) string {
	text := fmt.Sprintf("bytes %d–%d", e.Offset, e.Offset+e.Length-1)
	if e.Length == 1 {
		text = fmt.Sprintf("byte %d", e.Offset)
	}
	if w.objects[Segment] > 1 {
		text += fmt.Sprintf(" of segment %d", e.ID)
	}
	return text
}

// Value is what an access read or wrote, as its view would show it. It is empty
// where the bytes are not known.
func (w *Words) Value(e Event) string {
	if len(e.Bytes) == 0 {
		return ""
	}
	_, typ := w.views[e.File].cell(w.Source(e.File, e.Line), e)
	return Value(e.Bytes, typ)
}

// tells says what an event does, or waits for or is about to do where it has yet to
// happen.
func (w *Words) tells(e Event, pending bool) string {
	switch {
	case e.Call == "error" && e.Detail != "":
		return "fails: " + e.Detail
	case pending && e.Waited():
		return w.Waits(e)
	case pending:
		e.Step = 0
	}
	return w.Does(e)
}

// Does says what an event does: "reads 0 from n[0]", "down mutex: 1 → 0",
// "spawns P2". One whose Step is 0 has yet to happen.
func (w *Words) Does(e Event) string {
	text := w.does(e)
	if e.Failed() && e.Call != "error" {
		text += ": " + e.Result
	}
	return text
}

func (w *Words) does(e Event) string {
	value := w.Value(e)
	switch e.Call {
	case "read":
		if value == "" || e.Step == 0 {
			return "reads " + w.Cell(e)
		}
		return "reads " + value + " from " + w.Cell(e)
	case "write":
		if value == "" {
			return "writes " + w.Cell(e)
		}
		return "writes " + value + " to " + w.Cell(e)
	case "atomic":
		if value == "" || e.Step == 0 {
			return "changes " + w.Cell(e) + " atomically"
		}
		return "changes " + w.Cell(e) + " to " + value + " atomically"
	case "semop", "semtimedop":
		return w.semop(e)
	case "spawn":
		return fmt.Sprintf("spawns P%d", e.Child)
	case "wait":
		if e.Child == 0 || e.Detail == AnyChild {
			return "waits for a child to end"
		}
		return fmt.Sprintf("waits for P%d to end", e.Child)
	case "kill":
		return strings.TrimSpace(fmt.Sprintf("kills P%d %s", e.Child, e.Detail))
	case "exit":
		return "ends"
	case "sleep":
		return strings.TrimSpace("sleeps " + e.Detail)
	case "error":
		return "fails"
	case "enter":
		return "enters " + e.Detail
	case "leave":
		return "leaves " + e.Detail
	case "msgsnd":
		return fmt.Sprintf("sends %sto %s", message(e), w.Object(Queue, e.ID))
	case "msgrcv":
		return fmt.Sprintf("receives %sfrom %s", message(e), w.Object(Queue, e.ID))
	}
	if strings.Contains(e.Detail, "IPC_RMID") {
		return "removes " + w.Object(e.Kind, e.ID)
	}
	if text := w.sets(e); text != "" {
		return text
	}
	text := e.Call
	if e.Detail != "" {
		text += " " + e.Detail
	}
	if e.Result != "" && e.Result != "0" && !e.Failed() {
		text += " = " + e.Result
	}
	return text
}

// Waits says what a process that blocks in a call waits for: "waits for mutex",
// "waits until gate is 0", "waits for P2 to end".
func (w *Words) Waits(e Event) string {
	switch e.Call {
	case "semop", "semtimedop":
		op, ok := e.Blocking()
		if !ok && len(e.Ops) == 1 {
			op, ok = e.Ops[0], true
		}
		if !ok {
			return "waits for " + w.Object(Semaphore, e.ID)
		}
		name := w.Semaphore(e.ID, int(op.Num))
		switch {
		case op.Op == 0:
			return "waits until " + name + " is 0"
		case op.Op < -1:
			return fmt.Sprintf("waits for %d of %s", -int(op.Op), name)
		}
		return "waits for " + name
	case "msgrcv":
		text := "waits for a message in " + w.Object(Queue, e.ID)
		if typ := strings.TrimSpace(message(e)); typ != "" {
			text += " (" + typ + ")"
		}
		return text
	case "msgsnd":
		return "waits for room in " + w.Object(Queue, e.ID)
	case "wait":
		return w.does(e)
	case "sleep":
		return "sleeps"
	}
	return "waits in " + w.does(e)
}
