package watch

import (
	"os"
	"testing"

	"ipclua/sysv/sysvtest"
)

func TestMain(m *testing.M) { os.Exit(sysvtest.Main(m)) }
