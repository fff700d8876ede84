package explore

import (
	"math/bits"

	"ipclua/internal/sim"
)

// exhaust runs the program once in each class of schedules, until budget runs
// have been made or report wants no more. Report sees each run in an order that
// depends on the program alone; those that turned out to belong to the class of an
// earlier one count, but are not reported. Complete tells that no class is left:
// that is not known where a run was cut off, or where processes that looked at the
// same again and again were held back.
//
// It is dynamic partial order reduction with source sets and sleep sets (Abdulla,
// Aronis, Jonsson, Sagonas: Source Sets: A Foundation for Optimal Dynamic Partial
// Order Reduction, JACM 64(4), 2017).
func exhaust(run Runner, o Options, exact bool, budget int, report func(Result) (goOn bool)) (complete bool) {
	d := &dpor{}
	for ; budget > 0; budget-- {
		if o.Context != nil && o.Context.Err() != nil {
			return false
		}
		d.begin()
		r := run(0, sim.Config{Exact: exact, Steps: o.Steps}, d)
		d.end(r)
		if d.lost {
			return false
		}
		if !d.asleep && !report(r) {
			return false
		}
		if !d.next() {
			return !d.cut
		}
	}
	return false
}

// dpor chooses run after run. It keeps the path of the present run, of which the
// next one takes the beginning.
type dpor struct {
	path    []node
	fresh   int       // from which node on the path is not that of the run before
	depth   int       // how many steps the run has made
	sleep   processes // of the state after them
	enabled processes // in the state that was seen last
	stated  []int     // by process, the number of the step that it is about to make
	made    int       // how many steps the machine had made when the last one was chosen
	asleep  bool      // all who could go on slept: the run's class has been explored
	lost    bool      // the program is not deterministic, or too large
	cut     bool      // a run did not come to its end
	base    clock     // of a step, what its process has seen before it
	past    clock     // and what has to come before it otherwise
	cover   clock     // of the races found, what comes before them
	first   []*event  // room for initials
	values  []int     // room for possible
}

// node is a state on the path, and the event that leaves it.
type node struct {
	enabled   processes
	sleep     processes // whose next step leads to classes that have been explored
	backtrack processes // who must go on here, in one run or another
	done      processes // who has
	event
}

// processes is a set of them.
type processes uint64

// mostExhausted is how many processes a program can have that is explored.
const mostExhausted = 64

func only(process int) processes { return 1 << (process - 1) }

func (s processes) has(process int) bool { return s&only(process) != 0 }

// lowest is the one with the lowest number, 0 for the empty set.
func (s processes) lowest() int {
	if s == 0 {
		return 0
	}
	return bits.TrailingZeros64(uint64(s)) + 1
}

func (d *dpor) begin() { d.depth, d.asleep, d.sleep = 0, false, 0 }

// Choose follows the path to its end, and goes on from there with whoever does not
// sleep.
func (d *dpor) Choose(m *sim.Machine) int {
	if m.Processes() > mostExhausted {
		d.lost = true
		return 0
	}
	d.enabled = 0
	for _, number := range m.Enabled() {
		d.enabled |= only(number)
	}
	d.observe(m)
	if d.depth == len(d.path) && !d.extend(m) {
		d.asleep = true
		return 0
	}
	n := &d.path[d.depth]
	if !d.enabled.has(n.process) {
		d.lost = true
		return 0
	}
	if d.depth >= d.fresh {
		d.take(m, n)
	}
	d.depth++
	return n.process
}

// extend adds the state to the path, unless all who could go on sleep.
func (d *dpor) extend(m *sim.Machine) bool {
	awake := d.enabled &^ d.sleep
	if awake == 0 {
		return false
	}
	if len(d.path) < cap(d.path) {
		d.path = d.path[:len(d.path)+1]
	} else {
		d.path = append(d.path, node{})
	}
	n := &d.path[d.depth]
	n.process = m.Current()
	if n.process == 0 || !awake.has(n.process) {
		n.process = awake.lowest()
	}
	n.enabled, n.sleep, n.backtrack, n.done = d.enabled, d.sleep, only(n.process), 0
	return true
}

// take notes the step that leaves a state, and finds its races.
func (d *dpor) take(m *sim.Machine, n *node) {
	n.note(m)
	d.follow(&n.step, d.depth, false)
	n.clock = n.clock.set(d.past)
	n.clock = n.clock.count(n.process)
	if n.step.Call == "kill" { // who is killed will never show what it was about to do
		n.backtrack |= n.enabled
	}
	d.sleep = 0
	for rest := n.sleep | n.done; rest != 0; rest &= rest - 1 {
		if other := rest.lowest(); other != n.process && !ordered(m.Next(other), &n.step) {
			d.sleep |= only(other)
		}
	}
	n.done |= only(n.process)
}

// end looks at what a run left undone.
func (d *dpor) end(r Result) {
	o := &r.Outcome
	d.cut = d.cut || o.Bounded || o.Spins
	if d.lost || d.depth == 0 {
		return
	}
	if !d.asleep {
		d.enabled = 0
		last := &d.path[d.depth-1]
		last.failed = r.Made[d.made].Err != nil
		if !o.Deadlock && len(o.Pending) > 0 { // it stopped all others
			last.backtrack |= last.enabled
		}
	}
	for i := range o.Pending {
		if s := &o.Pending[i]; !d.enabled.has(s.Process) && !d.hasMade(s) {
			d.follow(s, d.depth, true)
		}
	}
}

// next goes back to the last state where somebody is left to go on.
func (d *dpor) next() bool {
	for i := len(d.path) - 1; i >= 0; i-- {
		n := &d.path[i]
		if left := n.backtrack &^ n.done &^ n.sleep; left != 0 {
			n.process = left.lowest()
			d.path, d.fresh = d.path[:i+1], i
			return true
		}
	}
	return false
}

// share estimates how much has been explored, taking the subtrees of a state for
// equally large (Knuth: Estimating the efficiency of backtrack programs, 1975).
func (d *dpor) share() float64 {
	share, part := 0.0, 1.0
	for i := range d.path {
		n := &d.path[i]
		all := float64(bits.OnesCount64(uint64((n.backtrack | n.done) &^ n.sleep)))
		explored := float64(bits.OnesCount64(uint64(n.done))) - 1 // the last one is being explored
		part /= all
		share += explored * part
	}
	return share + part
}
