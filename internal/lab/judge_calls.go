package lab

import (
	"slices"
	"strings"

	"ipclua/internal/sim"
	"ipclua/internal/trace"
	"ipclua/luamod"
)

// calls are the system calls that a check can ask for.
func calls() []string {
	return []string{
		"shmget", "shmat", "shmdt", "shmctl", "semget", "semop", "semctl", "msgget", "msgsnd", "msgrcv", "msgctl",
		"spawn", "wait", "kill", "sleep",
	}
}

// mustCall demands that calls are made, or that they are not.
type mustCall struct {
	calls []string // "shmget", "shmctl IPC_RMID"
	not   bool
}

func defineMustCall(f *fields) (judge, string)    { return defineCalls(f, false) }
func defineMustNotCall(f *fields) (judge, string) { return defineCalls(f, true) }

func defineCalls(f *fields, not bool) (judge, string) {
	m := &mustCall{calls: f.items(), not: not}
	if len(m.calls) == 0 {
		f.fail("the calls are missing: %s{ \"shmget\", \"shmctl IPC_RMID\" }", f.what)
	}
	for _, c := range m.calls {
		name, command, _ := strings.Cut(c, " ")
		if !slices.Contains(calls(), name) {
			f.fail("no call is called '%s'%s", name, luamod.Suggest(name, calls()))
		}
		if command != "" && !slices.Contains(trace.Commands(name), command) {
			f.fail("%s has no command '%s'%s", name, command, luamod.Suggest(command, trace.Commands(name)))
		}
	}
	if not {
		return m, "it does without " + strings.Join(m.calls, ", ")
	}
	return m, "it calls " + strings.Join(m.calls, ", ")
}

// is tells whether a step is a call of a name.
func isCall(s *sim.Step, call string) bool {
	name, command, _ := strings.Cut(call, " ")
	return s.Call == name && (command == "" || trace.CommandName(s.Call, s.Cmd) == command)
}

func (m *mustCall) judge(p *play) verdict {
	if p.Play == nil || !p.Over && !m.not {
		return verdict{}
	}
	begun := map[int]bool{} // processes that have come to the student's own code
	missing := slices.Clone(m.calls)
	made := p.Made()
	for i := range made {
		s := &made[i]
		if s.File != "" {
			begun[s.Process] = true
		}
		if !begun[s.Process] || !p.isStudents(s.Process) {
			continue
		}
		for _, c := range m.calls {
			if !isCall(s, c) {
				continue
			}
			if m.not {
				return p.failsAt(i, "P%d calls %s", s.Process, c)
			}
			missing = slices.DeleteFunc(missing, func(o string) bool { return o == c })
		}
	}
	if !m.not && len(missing) > 0 {
		return p.fails("it does not call %s", strings.Join(missing, ", "))
	}
	return verdict{decided: p.Over}
}
