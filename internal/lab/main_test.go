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

// needWorkers skips a test whose submissions run in workers, where these cannot be
// as they are.
func needWorkers(t *testing.T) {
	t.Helper()
	if raceDetector {
		t.Skip("the race detector needs more memory than a worker may have")
	}
}
