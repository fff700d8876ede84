package check

import (
	"fmt"
	"path/filepath"

	"ipclua/internal/detect"
)

// use is the last that a process did to a file.
type use struct {
	process int
	writes  bool
}

// note notes that a process uses a file. That is no step, so a search does not
// try it in every order: it matters where another process, while there are
// several, uses the same file and one of the two writes.
func (s *state) note(path string, writes bool) {
	r := s.run
	if r.shared != "" || r.living() < 2 {
		return
	}
	path = filepath.Clean(path)
	last, known := r.uses[path]
	if known && last.process != s.process.Number && (last.writes || writes) {
		r.shared = fmt.Sprintf("P%d and P%d both use %s", last.process, s.process.Number, path)
		return
	}
	if r.uses == nil {
		r.uses = map[string]use{}
	}
	r.uses[path] = use{s.process.Number, writes || last.writes && last.process == s.process.Number}
}

// living is how many processes have not ended.
func (r *run) living() int {
	n := 0
	for i := 1; i <= r.machine.Processes(); i++ {
		if _, ended := r.machine.Process(i).Ended(); !ended {
			n++
		}
	}
	return n
}

// sharedFile warns of a file that processes share.
func sharedFile(who string) detect.Finding {
	return detect.Finding{
		Message: who + ": a search does not try every order of what is done to files",
		Advice:  "share through a segment or a queue, or guard the file with a semaphore",
	}
}
