// Package lua51 makes gopher-lua v1.1.2 a Lua 5.1 to rely on. Each file cures
// one defect, or replaces a part of a library:
//
//   - state.go: recursion 10,000 deep, and large integers as table keys
//   - load.go: one loader for every chunk, whatever it comes from; the compiler
//     is ours too (internal/luac)
//   - protect.go: captured locals after a caught error (gopher-lua #448)
//   - coroutine.go: yields across functions of Go, coroutines that resume one
//     another without end or in a circle, and their size
//   - package.go, module.go: require's messages, package.loaders and cpath
//   - environment.go: getfenv and setfenv of levels that are not there
//   - message.go: error values and tracebacks as lua(1) shows them
//   - output.go: print and io.write put whole lines out
//   - io.go, file.go, stream.go: the library io, with C's buffered streams, and
//     errno.go: its errors
//   - os.go, date.go, mktime.go, process.go: the library os
//   - collector.go: collectgarbage, gcinfo and newproxy
//   - number.go: numbers made in Go without an allocation each
//
// What cannot be reached otherwise is reached through unexported fields whose
// layout is checked when a state is opened (mirror.go).
package lua51
