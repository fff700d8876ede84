//go:build !linux

package sysv

import "time"

// LifeOf looks a process up; it needs Linux.
func LifeOf(pid int) Life { return Life{} }

// Booted is when the machine was; it needs Linux.
func Booted() time.Time { return time.Time{} }
