//go:build !linux

package sysv

import "fmt"

func hostStrerror(e Errno) string { return fmt.Sprintf("unknown error %d", int(e)) }
func hostErrname(Errno) string    { return "" }
