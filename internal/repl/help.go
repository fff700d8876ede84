package repl

import (
	"io"

	lua "github.com/yuin/gopher-lua"
)

const helpHint = `help() tells how to begin, help(ipc.semop) and help"semaphore.down" what a name means`

const helpPage = `A counter in shared memory, and four processes that count with it:

  seg = ipc.segment{ key = 0x6009, size = 64 }     -- shared memory
  sem = ipc.semaphore{ key = 0x6009, value = 1 }   -- a semaphore: 1, free
  n = seg:int32()                                  -- its bytes as numbers
  function add() sem:down() n[0] = n[0] + 1 sem:up() end
  ipc.parallel(4, function() for _ = 1, 1000 do add() end end)  -- 4 processes
  n[0]                                             -- 4000

In another terminal the first three lines open the same segment and the same
semaphore. They stay when you leave; seg:remove() and sem:remove() remove them.

help(ipc.semop), help"semaphore.down", help(seg)   what a name or an object is
ipc.help()                                         all that there is
seg, sem, ipc.list()                               what the kernel knows of them

What you type is a value, which is printed and is _ then, or statements. Tab
completes. Ctrl-R looks for what you typed before. Ctrl-C stops what runs, or
forgets the line. Ctrl-D leaves.
`

// help is help([name]): the page for beginners, or ipc.help.
func (r *REPL) help(L *lua.LState) int {
	if L.GetTop() == 0 {
		if _, err := io.WriteString(r.world.Stdout, helpPage); err != nil {
			L.RaiseError("%s", err)
		}
		return 0
	}
	L.SetTop(1)
	if L.Get(1) == r.globals().RawGetString("help") {
		L.Replace(1, lua.LString("help"))
	}
	return r.module.Help(L)
}
