package lab

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"ipclua/internal/lua51"
	"ipclua/sysv"
)

// confined is the host as a student's program sees it: there are the files of one
// folder, the current one, and no other programs.
type confined struct {
	lua51.Host
	dir string // its absolute path
}

// local gives a path in the folder, or an error for one that leads out of it. There
// are no links in it: Lua cannot make any.
func (c confined) local(path string) (string, error) {
	if inside, ok := strings.CutPrefix(filepath.Clean(path), c.dir+string(filepath.Separator)); ok {
		path = inside
	}
	if !filepath.IsLocal(path) {
		return "", syscall.EACCES
	}
	return filepath.Join(c.dir, path), nil
}

// Open is lua51.System's, as those that follow.
func (c confined) Open(path string, flags int) (lua51.Device, error) {
	path, err := c.local(path)
	if err != nil {
		return nil, err
	}
	return c.Host.Open(path, flags)
}

func (c confined) Source(path string) (io.ReadCloser, error) {
	path, err := c.local(path)
	if err != nil {
		return nil, err
	}
	return c.Host.Source(path)
}

func (c confined) Remove(path string) error {
	path, err := c.local(path)
	if err != nil {
		return err
	}
	return c.Host.Remove(path)
}

func (c confined) Rename(from, to string) error {
	from, err := c.local(from)
	if err == nil {
		to, err = c.local(to)
	}
	if err != nil {
		return err
	}
	return c.Host.Rename(from, to)
}

func (c confined) Temporary() (string, lua51.Device, error) {
	f, err := os.CreateTemp(c.dir, "lua_")
	if err != nil {
		return "", nil, err
	}
	return f.Name(), f, nil
}

func (c confined) Commands() error {
	return errors.New("ipclua lab: no other programs can be run here")
}

// readable is luamod.World's.
func (c confined) readable(path string) error {
	f, err := c.Source(path)
	if err == nil {
		err = f.Close()
	}
	var inPath *os.PathError
	if errors.As(err, &inPath) {
		return inPath.Err
	}
	return err
}

// ftok is ftok(3) in the folder.
func (c confined) ftok(path string, proj int) (sysv.Key, error) {
	inside, err := c.local(path)
	if err != nil {
		return 0, &sysv.Error{Op: "ftok", Object: path, Errno: sysv.EACCES}
	}
	return sysv.Ftok(inside, proj)
}

// frugal is a kernel with a limit of shared memory.
type frugal struct{ *sysv.Host }

// Shmget is shmget(2). The limit is for all segments of the namespace together.
func (k frugal) Shmget(key sysv.Key, size uint64, flags int) (int, error) {
	const pageSize = 4096
	if size > mostSegments {
		return 0, &sysv.Error{Op: "shmget", Object: key, Errno: sysv.EINVAL}
	}
	var usage sysv.ShmUsage
	if _, err := k.Shmctl(0, sysv.SHM_INFO, &usage); err == nil && uint64(usage.ShmTot)*pageSize+size > mostSegments {
		if id, err := k.Host.Shmget(key, size, flags&^sysv.IPC_CREAT); err == nil {
			return id, nil
		}
		return 0, &sysv.Error{Op: "shmget", Object: key, Errno: sysv.ENOSPC}
	}
	return k.Host.Shmget(key, size, flags)
}
