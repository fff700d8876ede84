// Package lua51 makes gopher-lua v1.1.2 a Lua 5.1 to rely on: its machine stays,
// what runs on it is Lua 5.1's. Each file cures one defect, or is a part of a
// library:
//
//   - state.go: a state with all of this, recursion 10,000 deep, and large
//     integers as table keys
//   - session.go: lines at a prompt, which see each other's locals
//   - load.go: one loader for every chunk, whatever it comes from; the compiler is
//     internal/luac
//   - vm.go, arithmetic.go, concat.go, length.go, numeric_for.go, call.go: the
//     instructions that gopher-lua has otherwise, or slower
//   - number.go, parse_number.go, format_number.go: numbers from and to text, and
//     without an allocation each
//   - protect.go: captured locals after a caught error (gopher-lua #448), handlers
//     that run where the error was
//   - fail.go, names.go: messages that name the variable
//   - levels.go, position.go, traceback.go, message.go, debug.go, getinfo.go: levels of the stack
//     and what is told of them
//   - coroutine.go: yields across functions of Go, coroutines that resume one
//     another without end or in a circle, and their size
//   - base.go, environment.go, package.go, module.go: the basic functions, require
//   - string.go, string_match.go, pattern.go, pattern_class.go, format.go; table.go,
//     sort.go; math.go; bit.go (LuaJIT's)
//   - io.go, file.go, stream.go, stream_read.go, streams.go: the library io, with
//     C's buffered streams; errno.go: its errors; output.go: whole lines in one write
//   - os.go, date.go, mktime.go, process.go: the library os
//   - collector.go: collectgarbage, gcinfo and newproxy
//   - system.go: what the libraries take from the machine, which another than the
//     host can give; image.go: a state that was used, as good as new; interrupt.go:
//     a script that runs, stopped
//
// What cannot be reached otherwise is reached through unexported fields whose
// layout is checked when a state is opened (mirror.go).
package lua51
