// Package repl is the prompt of ipclua on a terminal: it reads a chunk, runs it,
// and prints its values as Lua text.
//
//   - repl.go: the loop
//   - chunk.go: what was typed, as a function; its values
//   - failure.go: an error, folded to what the user wrote
//   - complete.go: what could stand at the cursor
//   - stream.go: what spawned processes write, above the line being typed
//   - leave.go: which objects of the session still exist
//   - help.go: the page for beginners
package repl
