package sysv

import "golang.org/x/sys/unix"

// Set sets the limits. They cannot be raised again. There are no core dumps then.
func (r Rlimits) Set() error {
	set := func(resource int, soft, hard uint64) error {
		var old unix.Rlimit
		if err := unix.Getrlimit(resource, &old); err != nil {
			return err
		}
		hard = min(hard, old.Max)
		return unix.Setrlimit(resource, &unix.Rlimit{Cur: min(soft, hard), Max: hard})
	}
	if err := set(unix.RLIMIT_CORE, 0, 0); err != nil {
		return err
	}
	for _, l := range []struct {
		resource   int
		soft, hard uint64
	}{
		{unix.RLIMIT_DATA, r.Data, r.Data},
		{unix.RLIMIT_CPU, r.CPU, r.CPU + 1},
		{unix.RLIMIT_FSIZE, r.File, r.File},
	} {
		if l.soft == 0 {
			continue
		}
		if err := set(l.resource, l.soft, l.hard); err != nil {
			return err
		}
	}
	return nil
}
