package sim

// Remark says what the step was about that the process made last.
func (p *Process) Remark(what string) {
	if !p.dead {
		p.last().Mark = what
	}
}

// Mark is a step that does nothing but come before or after other marks: the host
// can tell from them where processes were. The call is its own name for the step.
func (p *Process) Mark(call, what string) {
	if p.dead {
		return
	}
	p.begin(call)
	p.next.Mark = what
	p.touch(Access{Space: Marks, Mode: Write, To: 1})
	p.make(wantNothing)
	p.finish(nil)
}
