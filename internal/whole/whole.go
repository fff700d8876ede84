// Package whole writes files whole or not at all.
package whole

import (
	"fmt"
	"os"
)

// WriteFile writes a file, in the place of what there was, or leaves that as it is.
// What is no file, as /dev/stdout, is written to.
func WriteFile(path string, text []byte) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(path, text, 0o666)
	}
	part := fmt.Sprintf("%s.%d.part", path, os.Getpid()) // others may write the same
	err := os.WriteFile(part, text, 0o666)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		os.Remove(part)
	}
	return err
}
