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
	os.Exit(sysvtest.Main(m))
}
