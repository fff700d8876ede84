//go:build !unix

package edit

import "os"

// There are no such signals and no such locks here.

func onResize(func()) (stop func()) { return func() {} }

func stop() {}

func lock(*os.File) bool { return true }
