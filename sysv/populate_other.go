//go:build !linux

package sysv

func populate(string, int) {}
