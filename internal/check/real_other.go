//go:build !linux || !(amd64 || arm64)

package check

import "os/exec"

// real tells whether this machine has System V IPC that we can use.
const real = false

func detach(*exec.Cmd) {}
