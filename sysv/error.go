package sysv

import "fmt"

// Error says which call failed, on what, and why. Its text has the form
//
//	shmget 0x00006009: file exists (EEXIST)
//
// errors.Is(err, sysv.EEXIST) asks for the reason.
type Error struct {
	Op     string // the C call's name
	Object any    // a Key, an id (int), a path (string), or nil
	Errno  Errno
	Why    string // in place of strerror's words where they would mislead
}

func (e *Error) Error() string {
	text := e.Why
	if text == "" {
		text = e.Errno.Error()
	}
	if e.Object == nil {
		return fmt.Sprintf("%s: %s (%s)", e.Op, text, e.Errno.Name())
	}
	return fmt.Sprintf("%s %v: %s (%s)", e.Op, e.Object, text, e.Errno.Name())
}

// Unwrap gives the Errno.
func (e *Error) Unwrap() error { return e.Errno }
