// Package ship turns Lua values into bytes and back, for two processes that run
// the same binary: closures with the locals they share, tables with cycles,
// metatables and environments, and whatever userdata a [Hook] knows how to carry.
//
// # What travels
//
// A closure travels as bytecode, not as source: functions from load, from a
// module or from the prompt travel like any other. Its upvalue cells are objects
// of their own, so two closures that share a local share it afterwards. What a
// fresh interpreter contains anyway (the baseline: string.format, io.stdout, the
// metatables of Go types) travels as a path. With the values go the globals that
// their code names, what the script changed in the library tables, and the
// modules that came along.
//
// What a value needs must travel, or [Shipper.Encode] gives an [*Error] that
// names it by path. What code might only reach by a computed name (through _G,
// load, require …) travels if it can; otherwise a stand-in arrives in its place,
// which explains itself when it is used.
//
// # Message
//
// All counts and references are varints. Bodies refer to objects by number, so
// nothing nests and nothing recurses, however deep the structure.
//
//	magic
//	strings   count, then length and bytes of each
//	natives   count, then for each: the native it hangs on, the step, the key
//	objects   count, then the kind of each in one byte
//	bodies    one per object, in order
//	roots     count, values
//	changes   count, then for each: native table, key, value
//
// A message is checked in full before anything in the receiving state changes:
// counts against what is left, references against the kind they need. The
// bytecode itself is not verified; like that of any Lua, it is trusted to come
// from the compiler.
//
// # Limits
//
// Only the tables of the baseline are compared with their first state; upvalues
// of baseline functions and metatables set for numbers or booleans are not. What
// a Go function keeps in a table of its own (the default files of io) travels
// only where it is part of the baseline. Functions of Go modules that were opened
// after [New] do not travel. The order of pairs is kept, but a traversal under
// way cannot go on from a key that was removed. The empty slots that sparse
// arrays cost the receiver are limited to 4 million a message, 64 MB.
package ship
