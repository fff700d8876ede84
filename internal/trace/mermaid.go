package trace

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// What a sequence diagram has at most: Mermaid draws none whose text is longer than
// 50,000 characters, and nobody reads one that is longer than a few pages.
const (
	mostMessages    = 120
	mostMessageText = 60 // characters of one
)

// mermaid is a sequence diagram being written.
type mermaid struct {
	*timeline
	bytes.Buffer
	objects map[object]string // their names in the diagram
}

// Mermaid writes a run as a sequence diagram of Mermaid, which GitHub draws where a
// README has it in a block of that name. Processes and the objects that they use are
// its participants; calls go from a process to an object, and a call that had to wait
// comes back. Of a long run it shows a part, and says so.
func Mermaid(w io.Writer, run *Run) error {
	m := &mermaid{timeline: newTimeline(run, NewWords(run), run.Blocked), objects: map[object]string{}}
	from, to := run.excerpt(mostMessages)
	m.WriteString("sequenceDiagram\n")
	m.participants(from, to)
	waiting := map[int][]call{} // by the step after which they began to
	for _, c := range m.calls {
		waiting[c.Blocked] = append(waiting[c.Blocked], c)
	}
	for i, c := range m.calls[from:to] {
		m.message(c)
		for _, c := range waiting[from+i+1] {
			m.note(m.process(c.Process), m.words.Waits(c.Event))
		}
	}
	for _, c := range m.calls[len(run.Events):] {
		m.note(m.process(c.Process), "at the end: "+m.text(c))
	}
	if left := len(run.Events) - (to - from); left > 0 {
		m.note(m.everybody(), fmt.Sprintf("%d of %s left out", left, count(len(run.Events), "step", "s")))
	}
	if run.Lost > 0 {
		m.note(m.everybody(), count(run.Lost, "call", "s")+" not recorded")
	}
	_, err := w.Write(m.Bytes())
	return err
}

// participants names all processes, and the objects of the calls that are shown.
func (m *mermaid) participants(from, to int) {
	for _, p := range m.run.Processes {
		fmt.Fprintf(m, "    participant P%d as P%d %s\n", p.Number, p.Number, mermaidText(p.Name))
	}
	for _, c := range m.calls[from:to] {
		o := object{c.Kind, c.ID}
		if c.Kind == "" || m.objects[o] != "" {
			continue
		}
		m.objects[o] = fmt.Sprintf("O%d", len(m.objects)+1)
		fmt.Fprintf(m, "    participant %s as %s\n", m.objects[o], mermaidText(m.words.Object(c.Kind, c.ID)))
	}
}

func (m *mermaid) process(number int) string { return fmt.Sprintf("P%d", number) }

// everybody is what a note over all processes is over.
func (m *mermaid) everybody() string {
	if last := len(m.run.Processes); last > 1 {
		return fmt.Sprintf("P1,P%d", last)
	}
	return "P1"
}

// message writes a call.
func (m *mermaid) message(c call) {
	from, to, arrow := m.process(c.Process), m.objects[object{c.Kind, c.ID}], "->>"
	switch {
	case c.Kind == "" && c.Child > 0 && c.Call != "wait":
		to = m.process(c.Child)
	case c.Kind == "" && c.Call == "wait" && c.Child > 0 && c.Waited():
		from, to, arrow = m.process(c.Child), from, "-->>"
	case c.Kind == "":
		m.note(from, m.text(c))
		return
	case c.Failed() || c.open:
		arrow = "-x"
	case c.Waited():
		from, to, arrow = to, from, "-->>"
	}
	fmt.Fprintf(m, "    %s%s%s: %s\n", from, arrow, to, mermaidText(m.text(c)))
}

// note writes a remark over participants.
func (m *mermaid) note(over, text string) {
	fmt.Fprintf(m, "    Note over %s: %s\n", over, mermaidText(text))
}

// mermaidText is a text that Mermaid takes for nothing else: what could mean
// something to it, to Markdown or to HTML is written by number. It is never empty.
func mermaidText(s string) string {
	var b strings.Builder
	for _, c := range cut(strings.Join(strings.Fields(s), " "), mostMessageText) {
		switch {
		case unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune(" _.,:=()[]/'–…→", c):
			b.WriteRune(c)
		case unicode.IsPrint(c):
			fmt.Fprintf(&b, "#%d;", c)
		default:
			b.WriteRune(unicode.ReplacementChar)
		}
	}
	if b.Len() == 0 {
		return "…"
	}
	return b.String()
}
