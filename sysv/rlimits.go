package sysv

// Rlimits bound what this process may use, and each of those that it starts
// (setrlimit(2)). 0 leaves a limit as it is.
type Rlimits struct {
	Data uint64 // bytes of private memory that can be written, reserved address space aside
	CPU  uint64 // seconds; then SIGXCPU, and a second later SIGKILL
	File uint64 // bytes of a file that is written
}
