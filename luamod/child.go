package luamod

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"sync/atomic"
	"syscall"
	"time"

	lua "github.com/yuin/gopher-lua"
)

// childGrace is how long an interrupted function has to come to its end; less
// than the grace that the parent gives.
const childGrace = 100 * time.Millisecond

// large is the length of a message whose reading the collector would slow down.
const large = 1 << 20

// child is a spawned process that runs a function.
type child struct {
	conn     *os.File
	exit     func(code int)
	ctx      context.Context // ends when a signal has come
	cancel   context.CancelFunc
	module   atomic.Pointer[Module]
	watching chan struct{} // closed when signals do no longer kill
	returned chan struct{} // closed when the function has ended
	claimed  atomic.Bool   // somebody is about to end the process
}

// ChildMain is the first thing in the main of a program that spawns by [Exec]:
//
//	func main() {
//		if luamod.ChildMain(open, os.Exit) {
//			return
//		}
//		…
//	}
//
// In a process that the program started itself it is false. In one that was
// spawned to run a function it does that in the state that open gives, which
// must be opened exactly as the parent's was, and ends the process by exit. In
// one that was spawned to run a script it is false: main finds the script in
// os.Args.
//
// A child gives up on SIGINT, SIGTERM and SIGHUP and when its parent is gone:
// the call that blocks is broken, its own children are ended, what is temporary
// is removed, and it dies of the signal, without a word.
func ChildMain(open func() (*lua.LState, *Module), exit func(code int)) bool {
	conn, runs := adopt()
	if conn == nil {
		return false
	}
	if runs == runsScript {
		go func() {
			rename()
			io.Copy(io.Discard, conn) // until the parent is gone
			kill(os.Getpid(), sigterm)
		}()
		return false
	}
	c := &child{conn: conn, exit: exit, watching: make(chan struct{}), returned: make(chan struct{})}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	job, err := readJob(conn)
	if err != nil { // the parent has not lived to send it
		exit(1)
		return true
	}
	go c.watch()
	exit(c.run(job, open))
	return true
}

// notify asks for the signals that end a child, but for those that its parent
// was told to ignore (nohup(1)). The parent's end counts as SIGTERM.
func (c *child) notify() <-chan os.Signal {
	signals := make(chan os.Signal, 8)
	for _, s := range [...]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP} {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	go func() {
		io.Copy(io.Discard, c.conn)
		signals <- syscall.SIGTERM
	}()
	return signals
}

// run does the job and gives the exit code.
func (c *child) run(job Job, open func() (*lua.LState, *Module)) int {
	if len(job.Message) > large {
		defer debug.SetGCPercent(debug.SetGCPercent(400))
	}
	_, m := open()
	m.world.Context = func() context.Context { return c.ctx }
	c.module.Store(m)
	<-c.watching
	result, code := m.Run(job)
	close(c.returned)
	if c.ctx.Err() == nil {
		c.conn.Write(newFrame(result)) // an error: the parent is gone, and watch acts
		m.Close(code == 0)
	}
	if !c.claimed.CompareAndSwap(false, true) {
		select {} // watch ends the process
	}
	return code
}

// watch ends the process after a signal, whatever Lua does meanwhile. It makes
// its preparations while the state is opened, which takes as long.
func (c *child) watch() {
	signals := c.notify()
	close(c.watching)
	rename()
	s := <-signals
	if !c.claimed.CompareAndSwap(false, true) {
		return
	}
	c.cancel()
	if m := c.module.Load(); m != nil {
		select {
		case <-c.returned:
		case <-time.After(childGrace):
		}
		m.Close(false)
	}
	n, _ := s.(syscall.Signal)
	signal.Reset(s)
	raise(int(n))
	c.exit(128 + int(n)) // where it does not kill
}
