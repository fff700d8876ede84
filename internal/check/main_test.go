package check

import (
	"os"
	"testing"

	"ipclua/sysv/sysvtest"
)

// The processes of a replay on the real kernel are this test binary again.
func TestMain(m *testing.M) {
	if ProcessMain(os.Exit) {
		return
	}
	// The race detector would let each of them sleep for a second at its end.
	os.Setenv("GORACE", "atexit_sleep_ms=0 "+os.Getenv("GORACE"))
	os.Exit(sysvtest.Main(m))
}
