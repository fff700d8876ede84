//go:build amd64 || arm64

package sysv

import "os"

func (h *Host) procList(kind Kind) ([]Object, error) { return procList(kind) }

// procList reads /proc/sysvipc, which tells of every object whatever its mode.
func procList(kind Kind) ([]Object, error) {
	path := map[Kind]string{Segment: "/proc/sysvipc/shm", Semaphore: "/proc/sysvipc/sem", Queue: "/proc/sysvipc/msg"}[kind]
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, &Error{Op: "list", Object: path, Errno: statErrno(err)}
	}
	list, err := parseProc(kind, string(text))
	if err != nil {
		return nil, &Error{Op: "list", Object: path, Errno: EIO, Why: err.Error()}
	}
	return list, nil
}
