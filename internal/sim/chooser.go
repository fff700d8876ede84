package sim

// Chooser says who goes on.
type Chooser interface {
	// Choose gives the number of one of m.Enabled(), which is never empty, or 0 to
	// give the run up.
	Choose(m *Machine) int
}

// Observer sees each step when it has been made. The step is valid until it returns.
type Observer interface {
	Made(m *Machine, s *Step)
}

// Config is what a run is like.
type Config struct {
	Exact    bool // calls queue in the kernel when they block
	Steps    int  // at most, 0 for no bound
	Observer Observer
	Room     *Room // nil: the run has its own
}

// Room is memory that one run after another may use. What [Machine.Made] gave is
// not valid when the next one has begun.
type Room struct {
	made          []Step
	accesses, ops int // how many the last run had
}

// Outcome is how a run ended.
type Outcome struct {
	Steps    int
	Deadlock bool   // nobody could go on
	Bounded  bool   // there were too many steps
	GivenUp  bool   // the chooser said so
	Spins    bool   // somebody who looked at the same for long was held back
	Pending  []Step // what the processes that had not ended were about to do
	Race     *Race  // the first one
	Queues   bool   // somebody looked at the queues, which only an exact run has
}

// Race is two accesses that were about to be made at the same time.
type Race struct {
	Step int // how many steps had been made
	A, B Step
}
