package main

import (
	"runtime"
	"runtime/debug"
)

// gcPercent lets the heap grow to five times what is in use before it is
// collected: scripts make short-lived numbers and tables, and are small.
const gcPercent = 400

// tuneCollector sets gcPercent when the first collection has come. Setting it
// stops all threads, which is too much for a script that never gets there.
func tuneCollector() {
	first := new([2]*int) // pointers: small things without them share a block that outlives them
	runtime.AddCleanup(first, func(percent int) { debug.SetGCPercent(percent) }, gcPercent)
}
