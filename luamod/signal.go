package luamod

import "fmt"

// Signals by Linux's numbers on every platform, as with errors.
const (
	sigint  = 2
	sigkill = 9
	sigterm = 15
)

// signals are those of signal(7), by number from 1.
var signals = [...]string{
	"SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "SIGBUS", "SIGFPE",
	"SIGKILL", "SIGUSR1", "SIGSEGV", "SIGUSR2", "SIGPIPE", "SIGALRM", "SIGTERM", "SIGSTKFLT",
	"SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGURG", "SIGXCPU",
	"SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO", "SIGPWR", "SIGSYS",
}

func signalNames() []string { return signals[:] }

// signalNumber takes a name with or without "SIG".
func signalNumber(name string) (int, bool) {
	for i, s := range signals {
		if s == name || s == "SIG"+name {
			return i + 1, true
		}
	}
	return 0, false
}

// signalText is a number with its name: "9 (SIGKILL)".
func signalText(n int) string {
	if n >= 1 && n <= len(signals) {
		return fmt.Sprintf("%d (%s)", n, signals[n-1])
	}
	return fmt.Sprint(n)
}
