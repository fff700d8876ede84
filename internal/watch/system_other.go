//go:build !unix

package watch

import "os"

// notifyResized tells nothing: the size is asked for at each refresh.
func notifyResized(chan<- os.Signal) {}

// stop needs job control.
func stop() {}
