package trace

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"ipclua/internal/width"
)

// The widths of columns.
const (
	mostPlace = 28 // of "counter.lua:7"
	callWidth = 46 // before the words
)

// Text writes a run in the manner of strace(1), a line a call: its
// step, who, when, where, the call as C writes it with its result, and what that means to the script. A
// call that has to wait is two lines: one where it begins to, marked unfinished,
// and one where it is resumed. The order is the run's; times are those at which
// the calls began, or were resumed.
func Text(w io.Writer, run *Run) error {
	out := bufio.NewWriter(w)
	t := newTranscript(out, run)
	var parts []part
	for _, e := range run.Events {
		if e.Waited() {
			parts = append(parts, part{e.Blocked, true, e})
		}
		parts = append(parts, part{e.Step, false, e})
	}
	for _, e := range run.Blocked {
		after := e.Blocked
		if !e.Waited() {
			after = len(run.Events)
		}
		parts = append(parts, part{after, true, e})
	}
	slices.SortStableFunc(parts, func(a, b part) int {
		switch {
		case a.step != b.step:
			return cmp.Compare(a.step, b.step)
		case a.unfinished != b.unfinished: // it stands behind the step
			if b.unfinished {
				return -1
			}
			return 1
		case a.unfinished:
			return cmp.Compare(a.event.Since, b.event.Since)
		}
		return 0
	})
	for _, p := range parts {
		t.line(p)
	}
	return out.Flush()
}

// part is a line for an event, or the first of two.
type part struct {
	step       int
	unfinished bool
	event      Event
}

// transcript writes the lines.
type transcript struct {
	out     *bufio.Writer
	run     *Run
	words   *Words
	step    int // the columns' widths
	process int
	place   int
	short   bool // places go without directories
}

func newTranscript(out *bufio.Writer, run *Run) *transcript {
	t := &transcript{out: out, run: run, words: NewWords(run), step: len(fmt.Sprint(len(run.Events))), process: len(fmt.Sprint(len(run.Processes)))}
	for _, e := range slices.Concat(run.Events, run.Blocked) {
		t.place = max(t.place, width.Of(e.place()))
	}
	if t.place > mostPlace {
		t.place = 0
		for _, e := range slices.Concat(run.Events, run.Blocked) {
			e.File = path.Base(e.File)
			t.place = max(t.place, width.Of(e.place()))
		}
		t.place, t.short = min(t.place, mostPlace), true
	}
	return t
}

// place is a line of a source: "counter.lua:7".
func (e Event) place() string {
	if e.Line <= 0 {
		return ""
	}
	return fmt.Sprintf("%s:%d", e.File, e.Line)
}

func (t *transcript) line(p part) {
	e := p.event
	where := e
	if t.short {
		where.File = path.Base(e.File)
	}
	call, words := t.call(e), ""
	at := e.Begin
	switch {
	case e.Call == "exit":
		call = ended(e)
	case p.unfinished:
		call = strings.TrimSuffix(call, ")") + " <unfinished ...>"
		words = t.words.Waits(e)
		if e.Args == "" {
			call, words = t.words.Does(e)+" <unfinished ...>", ""
		}
		at = max(e.Since, e.Begin)
	case e.Waited():
		if at = e.End; at == 0 {
			at = t.run.Process(e.Process).End
		}
		call = fmt.Sprintf("<... %s resumed>", e.Call)
		if e.Args != "" {
			call += ")"
		}
		call += " = " + e.Result
		if t.run.Timed && e.End > 0 {
			call += fmt.Sprintf(" <%s>", seconds(e.End-e.Since))
		}
		words = t.meaning(e)
		if p, ok := t.freer(e); ok {
			words = strings.TrimLeft(words+fmt.Sprintf(", let through by P%d", p), ", ")
		}
	case e.Args != "":
		call += " = " + e.Result
		words = t.meaning(e)
	}
	number := ""
	if !p.unfinished {
		number = fmt.Sprint(e.Step)
	}
	when := ""
	if t.run.Timed {
		when = fmt.Sprintf("  %10s", seconds(at))
	}
	line := fmt.Sprintf("%*s  P%-*d%s  %s  %s", t.step, number, t.process, e.Process, when, placed(where.place(), t.place), padTo(call, callWidth, words))
	fmt.Fprintln(t.out, strings.TrimRight(width.Plain(line), " "))
}

// call is the call as C writes it, or what it does where C has no such call.
func (t *transcript) call(e Event) string {
	switch {
	case e.Args != "":
		return fmt.Sprintf("%s(%s)", e.Call, e.Args)
	case e.Call == "spawn" && e.Result != "" && !e.Failed():
		return t.words.Does(e) + " = " + e.Result
	}
	return t.words.Does(e)
}

// meaning is what a call means to the script, where the call alone does not say it.
func (t *transcript) meaning(e Event) string {
	switch {
	case e.Failed() || e.Result == Unfinished:
		return ""
	case len(e.Ops) > 0, e.Call == "msgsnd", e.Call == "msgrcv", strings.Contains(e.Detail, "IPC_RMID"):
		return t.words.Does(e)
	case e.Call == "kill" && e.Child > 0:
		return t.words.Does(e)
	case e.Call == "wait" && e.Child > 0:
		return fmt.Sprintf("P%d: %s", e.Child, t.run.Process(e.Child).Ended)
	}
	return t.words.sets(e)
}

// freer is the process that let a blocked call through.
func (t *transcript) freer(e Event) (process int, known bool) {
	if e.Freed < 1 || e.Freed > len(t.run.Events) || e.Call == "wait" {
		return 0, false
	}
	return t.run.Events[e.Freed-1].Process, true
}

// ended is the end of a process, as strace(1) shows it.
func ended(e Event) string {
	if signal, ok := strings.CutPrefix(e.Result, "signal "); ok {
		return "+++ killed by signal " + signal + " +++"
	}
	return "+++ exited with " + e.Result + " +++"
}

// seconds shows a time to the microsecond.
func seconds(d time.Duration) string { return fmt.Sprintf("%.6f", d.Seconds()) }

// placed fills a place up to a width; of one that is longer the end is shown.
func placed(s string, columns int) string { return width.Pad(width.CutLeft(s, columns), columns) }

// padTo puts a text behind another, in its own column where that fits.
func padTo(s string, columns int, behind string) string {
	if behind == "" {
		return s
	}
	return s + strings.Repeat(" ", max(2, columns-width.Of(s))) + behind
}
