package sim

import "math"

// Limits are those of /proc/sys/kernel (proc(5)), under the names that the info
// structures give them. A change concerns calls that come after it.
type Limits struct {
	Shmmax uint64 // bytes of a segment
	Shmall uint64 // pages of all segments
	Shmmni int    // segments
	Semmsl int    // semaphores of a set
	Semmns int    // semaphores of all sets
	Semopm int    // operations of a semop
	Semmni int    // sets
	Msgmax int    // bytes of a message
	Msgmnb int    // bytes of a new queue
	Msgmni int    // queues
}

// DefaultLimits gives those that a new IPC namespace has.
func DefaultLimits() Limits {
	return Limits{
		Shmmax: math.MaxUint64 - 1<<24, Shmall: math.MaxUint64 - 1<<24, Shmmni: 4096,
		Semmsl: 32000, Semmns: 32000 * 32000, Semopm: 500, Semmni: 32000,
		Msgmax: 8192, Msgmnb: 16384, Msgmni: 32000,
	}
}

// What cannot be set.
const (
	semvmx = 32767 // the highest value of a semaphore
	semaem = 32767 // the most that one process has to undo of a semaphore

	pageSize = 4096    // as on amd64
	memory   = 1 << 30 // bytes: what there is for all segments together
	memlock  = 8 << 20 // RLIMIT_MEMLOCK, bytes
)
