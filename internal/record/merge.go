package record

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"ipclua/internal/trace"
	"ipclua/luamod"
	"ipclua/sysv"
)

// Outcome is what whoever started a run knows of it. Times are those of
// sysv.Nanotime.
type Outcome struct {
	Script  string
	Start   time.Time     // the wall's clock at Begin
	Begin   int64         // when the script's process was started
	End     int64         // when it had ended, or was stopped
	Status  luamod.Status // how it ended
	Stopped bool          // from outside, at End: what came after is left out
	Lag     time.Duration // for how long before End what stopped it may have broken calls
}

// merge is the making of one run.
type merge struct {
	outcome   Outcome
	run       *trace.Run
	processes []*member // by number, from 1
	moments   []*moment
}

// moment is an event on its way into the run.
type moment struct {
	trace.Event
	item
	at   int64 // its place in the order
	wait *moment
}

// Merge makes a run of the records in a folder.
func Merge(dir string, o Outcome) (*trace.Run, error) {
	all, err := readFolder(dir)
	if err != nil {
		return nil, err
	}
	m := &merge{outcome: o, run: &trace.Run{Script: o.Script, Timed: true, Start: o.Start}}
	m.stop(all)
	m.number(all)
	for _, p := range m.processes {
		m.take(p)
	}
	m.ends()
	m.exits()
	m.arrange()
	m.finish()
	return m.run, nil
}

// stop finds out when a run was stopped: a signal may have broken its first call
// before somebody noted the time.
func (m *merge) stop(all []*recorded) {
	noted := m.outcome.End
	for _, r := range all {
		for _, i := range r.items {
			if m.outcome.Stopped && sysv.Errno(i.errno) == sysv.EINTR && i.end > noted-int64(m.outcome.Lag) {
				m.outcome.End = min(m.outcome.End, i.end)
			}
		}
	}
	m.run.Length = time.Duration(m.outcome.End - m.outcome.Begin)
}

// late tells of what came after the run was stopped.
func (m *merge) late(at int64) bool { return m.outcome.Stopped && at >= m.outcome.End }

// since is a time of the run.
func (m *merge) since(at int64) time.Duration {
	if at == 0 {
		return 0
	}
	return max(1, time.Duration(at-m.outcome.Begin))
}

// take makes events of what a process did.
func (m *merge) take(p *member) {
	p.last = p.birth
	for _, i := range p.items {
		if i.call == ended || m.late(i.begin) {
			continue
		}
		if m.late(i.end) {
			i.end = 0 // it was still going on
		}
		e := m.event(p, i)
		m.moments = append(m.moments, &moment{Event: e, item: i, at: i.begin})
		p.last = max(p.last, i.begin, i.end)
	}
}

// ends notes how processes ended: their parents' records tell.
func (m *merge) ends() {
	for _, p := range m.processes {
		for _, i := range p.items {
			if i.call != ended && i.call != wait && i.call != waitAny || i.end == 0 || i.errno != 0 || i.a == 0 || m.late(i.end) {
				continue
			}
			if n := m.child(p.number, int(i.a), i.begin); n > 0 {
				q := m.processes[n-1]
				if q.end == 0 || i.end < q.end {
					q.end = max(i.end, q.last)
				}
				q.ended = endText(i.result)
			}
		}
	}
	if len(m.processes) > 0 && !m.outcome.Stopped {
		p, s := m.processes[0], m.outcome.Status
		p.end, p.ended = max(p.last, m.outcome.End), endText(int64(packStatus(s)))
	}
}

// exits makes events of the ends that are known: they let through who waits for
// them.
func (m *merge) exits() {
	exits := map[int]*moment{}
	for _, p := range m.processes {
		if p.end == 0 {
			continue
		}
		exits[p.number] = &moment{
			Event: trace.Event{
				Process: p.number, Call: "exit", Result: strings.TrimPrefix(p.ended, "exit "),
				Begin: m.since(p.end), End: m.since(p.end),
			},
			item: item{call: ended, begin: p.last, end: p.end},
			at:   p.end - 1, // before who saw it
		}
	}
	for _, x := range m.moments {
		if x.Call == "wait" && x.Since != 0 && x.item.end != 0 && x.errno == 0 {
			x.wait = exits[x.Child]
		}
	}
	for _, p := range m.processes {
		if x := exits[p.number]; x != nil {
			m.moments = append(m.moments, x)
		}
	}
}

func endText(status int64) string {
	code, signal := unpair(status)
	if signal != 0 {
		return fmt.Sprintf("signal %d", signal)
	}
	return fmt.Sprintf("exit %d", code)
}

// finish puts the events in their order and completes the run.
func (m *merge) finish() {
	slices.SortStableFunc(m.moments, func(a, b *moment) int { return cmp.Compare(a.at, b.at) })
	stopped := func(x *moment) bool {
		return x.item.end == 0 && m.processes[x.Process-1].end == 0
	}
	steps := map[*moment]int{}
	var done []*moment
	for _, x := range m.moments {
		if !stopped(x) {
			done = append(done, x)
			steps[x] = len(done)
		}
	}
	// before is the last step that was made by a time.
	before := func(at int64) int {
		n, _ := slices.BinarySearchFunc(done, at, func(x *moment, at int64) int {
			if x.at <= at {
				return -1
			}
			return 1
		})
		return n
	}
	for _, x := range m.moments {
		e := x.Event
		if e.Since != 0 {
			e.Blocked = min(len(done), max(1, before(m.outcome.Begin+int64(e.Since))))
		}
		if stopped(x) {
			e.Step = len(done) + 1
			m.run.Blocked = append(m.run.Blocked, e)
			continue
		}
		e.Step = steps[x]
		e.Freed = steps[x.wait]
		if e.Blocked >= e.Step {
			e.Blocked = e.Step - 1
		}
		if e.Freed >= e.Step {
			e.Freed = 0
		}
		if x.item.end == 0 {
			e.Result = trace.Unfinished
		}
		m.run.Events = append(m.run.Events, e)
	}
	slices.SortStableFunc(m.run.Blocked, func(a, b trace.Event) int { return cmp.Compare(a.Process, b.Process) })
	var files []string
	for _, x := range m.moments {
		files = append(files, x.File)
	}
	m.run.Sources = trace.Sources(files)
	for _, p := range m.processes {
		m.run.Processes = append(m.run.Processes, trace.Process{
			Number: p.number, Pid: p.pid, Parent: p.parent, Name: p.name, Ended: p.ended,
			Begin: m.since(p.birth), End: m.since(p.end),
		})
	}
}
