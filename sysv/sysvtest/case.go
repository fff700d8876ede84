package sysvtest

import (
	"slices"
	"testing"
	"time"

	"ipclua/sysv"
)

// Case is one sentence of the contract.
type Case struct {
	Name string
	Run  func(c *C)
}

// Cases is the whole table.
func Cases() []Case {
	return slices.Concat(
		objectCases(), segmentCases(), memoryCases(),
		setCases(), operationCases(), waitCases(), queueOrderCases(), undoCases(),
		queueCases(), messageCases(), messageWaitCases(),
		permissionCases(), infoCases(), limitCases(), timeCases(),
	)
}

// Run runs the table against a system.
func Run(t *testing.T, s System) {
	janitor := s.Start(t, User{})
	for _, each := range Cases() {
		t.Run(each.Name, func(t *testing.T) { each.Run(&C{T: t, system: s, janitor: janitor}) })
	}
}

// C is a case that is running.
type C struct {
	*testing.T
	system  System
	janitor Process // removes what a case has made
}

// What most cases use.
const (
	create = sysv.IPC_CREAT | sysv.IPC_EXCL | 0o600
	nowait = sysv.IPC_NOWAIT
	key    = sysv.Key(0x6009)
)

// process starts one of whoever runs the tests.
func (c *C) process() *P {
	c.Helper()
	return c.processOf(User{})
}

func (c *C) processOf(u User) *P {
	c.Helper()
	return &P{c.system.Start(c.T, u), c}
}

// patience is when a case gives up; nothing that works takes so long.
const patience = 10 * time.Second

// await waits for a state.
func (c *C) await(what string, reached func() bool) {
	c.Helper()
	for end := time.Now().Add(patience); !reached(); time.Sleep(50 * time.Microsecond) {
		if time.Now().After(end) {
			c.Fatalf("%s: never", what)
		}
	}
}

// Pending is a call that has been begun.
type Pending struct {
	request Request
	answer  chan Response
}

// ends waits for the answer of a call that was begun.
func (c *C) ends(call Pending, want sysv.Errno) Response {
	c.Helper()
	select {
	case a := <-call.answer:
		call.request.check(c, a, want)
		return a
	case <-time.After(patience):
		c.Fatalf("%v goes on", call.request)
		return Response{}
	}
}

// equal compares, with a word for what.
func equal[T comparable](c *C, what string, got, want T) {
	c.Helper()
	if got != want {
		c.Errorf("%s is %v, want %v", what, got, want)
	}
}
