// Package sim is a machine in which every interleaving can be brought about: a
// kernel with System V IPC, and processes that go on one step at a time, when
// somebody says so. It has no clock, no chance and no Lua.
//
//   - [Machine] is one run: it holds the [IPC], the processes and virtual time
//   - [Process] is a sysv.Kernel, and watches its attached memories; [Process.Spawn],
//     [Process.Wait], [Process.Kill] and [Process.Sleep] are the rest of its world
//   - [Step] is a call or an access to memory, known before it is made
//   - [Chooser] says who goes on
//   - [Dependent] tells whether the order of two steps matters
//
// Between two steps a process is alone with itself, so nothing is lost by letting
// it run to its next step at once. A call that would block is not enabled until
// it would not: nobody can tell a process that waits from one that has not come
// so far. Whoever looks at the queue itself can (GETNCNT, GETZCNT, removal under
// a waiter …); [Config.Exact] makes arriving a step of its own.
package sim
