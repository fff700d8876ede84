package sim

import "ipclua/sysv"

// Waiter is a call that sleeps in a queue. When it is completed by another call
// — done, failed, or its object removed (EIDRM) — its results are set and Wake
// is called, which must not call the IPC. Wake is the caller's to set; the
// arguments of the call must stay as they are until then.
type Waiter struct {
	Wake func()
	Err  error
	N    int   // msgrcv: the length of the message
	Type int64 // msgrcv: its type

	caller *Caller
	id     int
	set    *set   // where it sleeps,
	queue  *queue // nil where it does not

	ops      []sysv.SemOp
	undo     *undo
	blocking int // the operation that could not be done when it was tried last

	message
	receiver
}

// Cancel takes a call off its queue, undone, as a timeout or a signal does. It
// is false where the call does not sleep any more.
func (k *IPC) Cancel(w *Waiter) bool {
	switch {
	case w.set != nil:
		s := w.set
		s.unlink(w)
		s.unmerge()
	case w.queue != nil:
		w.queue.unlink(w)
	default:
		return false
	}
	return true
}

// end completes the call.
func (w *Waiter) end(op string, e sysv.Errno) {
	w.Err = failed(op, w.id, e)
	if w.Wake != nil {
		w.Wake()
	}
}
