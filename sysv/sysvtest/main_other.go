//go:build !linux

package sysvtest

import "os/exec"

func endWithParent(*exec.Cmd) {}

func runAs(*exec.Cmd, User) {}
