package lab

import (
	"os"
	"testing"

	"ipclua/sysv/sysvtest"
)

// The submissions run in this test binary again.
func TestMain(m *testing.M) {
	if WorkerMain(os.Exit) {
		return
	}
	os.Exit(sysvtest.Main(m))
}
