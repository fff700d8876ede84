package sysv

import (
	"os"
	"strconv"
	"strings"
)

// CommandLine gives the words of a process's command line, from
// /proc/PID/cmdline (proc(5)); nil where it has ended or is the kernel's.
func CommandLine(pid int) []string {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	if err != nil || len(text) == 0 {
		return nil
	}
	return strings.Split(strings.TrimSuffix(string(text), "\x00"), "\x00")
}
