package luac

import lua "github.com/yuin/gopher-lua"

// A jump list is the place of a jump whose target is not known yet; where its
// distance will be stands the distance to the next in the list.
type jumps int

const noJump jumps = -1

// jump emits a jump and gives a list of it. Those that would land on it join.
func (f *function) jump() jumps {
	landing := f.landing
	f.landing = noJump
	list := jumps(f.emit(asbx(lua.OP_JMP, 0, int(noJump))))
	f.join(&list, landing)
	return list
}

// test emits a test and the jump that it decides.
func (f *function) test(op, a, b, c int) jumps {
	f.emit(abc(op, a, b, c))
	return f.jump()
}

// label is the next instruction as a target.
func (f *function) label() int {
	f.lastTarget = f.pc()
	return f.pc()
}

func (f *function) destination(pc int) int { return pc + 1 + f.at(pc).sbx() }

func (f *function) following(list jumps) jumps {
	if d := f.at(int(list)).sbx(); d != int(noJump) {
		return list + 1 + jumps(d)
	}
	return noJump
}

// setTarget gives a jump its target, and so the instructions of a numeric loop.
func (f *function) setTarget(pc, target int) {
	d := target - pc - 1
	if d < -maxSBx || d > maxSBx {
		f.lx.unexpected("control structure too long")
	}
	i := f.at(pc)
	f.set(pc, asbx(i.op(), i.a(), d))
}

// join adds a list to the end of another, all of which it passes.
func (f *function) join(list *jumps, other jumps) {
	if other == noJump {
		return
	}
	if *list == noJump {
		*list = other
		return
	}
	last := *list
	for f.following(last) != noJump {
		last = f.following(last)
	}
	f.setTarget(int(last), int(other))
}

// add puts a list, of few jumps, before another, of any number.
func (f *function) add(list *jumps, few jumps) {
	f.join(&few, *list)
	*list = few
}

// decider is the place of the test that decides a jump, or of the jump itself.
func (f *function) decider(at jumps) int {
	if at >= 1 && f.at(int(at)-1).isTest() {
		return int(at) - 1
	}
	return int(at)
}

// storeIn makes a test that also stores the value that it tests store it in a
// register, or not at all. It is false where the test stores nothing.
func (f *function) storeIn(at jumps, register int) bool {
	pc := f.decider(at)
	i := f.at(pc)
	if i.op() != lua.OP_TESTSET {
		return false
	}
	if register != noRegister && register != i.b() {
		f.setA(pc, register)
	} else {
		f.set(pc, abc(lua.OP_TEST, i.b(), 0, i.c()))
	}
	return true
}

// storeNothing makes no test of a list store a value.
func (f *function) storeNothing(list jumps) {
	for ; list != noJump; list = f.following(list) {
		f.storeIn(list, noRegister)
	}
}

// lacksValue tells whether a jump of a list comes without a value.
func (f *function) lacksValue(list jumps) bool {
	for ; list != noJump; list = f.following(list) {
		if f.at(f.decider(list)).op() != lua.OP_TESTSET {
			return true
		}
	}
	return false
}

// resolve sends the jumps that can store their value in a register to one
// target, the others to another.
func (f *function) resolve(list jumps, valued, register, other int) {
	for list != noJump {
		next := f.following(list)
		if f.storeIn(list, register) {
			f.setTarget(int(list), valued)
		} else {
			f.setTarget(int(list), other)
		}
		list = next
	}
}

// jumpTo sends a list to a target that is behind.
func (f *function) jumpTo(list jumps, target int) {
	if target == f.pc() {
		f.jumpHere(list)
		return
	}
	f.resolve(list, target, noRegister, target)
}

// jumpHere sends a list to the next instruction.
func (f *function) jumpHere(list jumps) {
	f.label()
	f.join(&f.landing, list)
}

// land resolves the jumps to the instruction that comes.
func (f *function) land() {
	list := f.landing
	f.landing = noJump
	f.resolve(list, f.pc(), noRegister, f.pc())
}
