// Package scripts is what the command brings along: the labs, without their
// answers and mutants.
package scripts

import (
	"embed"
	"io/fs"
)

//go:embed labs/*/README.md labs/*/start.lua labs/*/check.lua labs/*/*.c
var files embed.FS

// Labs is the folder of labs.
func Labs() fs.FS {
	labs, err := fs.Sub(files, "labs")
	if err != nil {
		panic(err) // the name is a constant
	}
	return labs
}
