//go:build linux && (amd64 || arm64)

package sysv_test

import (
	"os"
	"testing"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

func TestMain(m *testing.M) {
	if code, ok := sysv.RunRole(); ok {
		os.Exit(code)
	}
	os.Exit(sysvtest.Main(m))
}

func TestHostIsAKernel(t *testing.T) {
	sysvtest.Need(t)
	sysvtest.Run(t, sysvtest.Host{})
}
