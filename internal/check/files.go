package check

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"syscall"

	"ipclua/sysv"
)

// files are what the processes of a run have written, for them alone: the host's
// files stay what they are.
type files struct {
	disk    Disk             // what there is besides; nil: the host's
	most    int              // bytes of a file; 0: as many as like
	written map[string]*text // by path; nil: removed
	made    int              // of temporary names
}

// text is the contents of a file.
type text struct{ bytes []byte }

// has tells whether the run has written or removed a file.
func (f *files) has(path string) bool {
	_, ours := f.written[filepath.Clean(path)]
	return ours
}

// open is os.OpenFile.
func (f *files) open(path string, flags int) (*handle, error) {
	t, ours := f.written[filepath.Clean(path)]
	switch {
	case ours && t == nil && flags&os.O_CREATE == 0:
		return nil, syscall.ENOENT
	case !ours || t == nil:
		var err error
		if t, err = f.adopt(path, flags, ours); err != nil {
			return nil, err
		}
	case flags&os.O_EXCL != 0:
		return nil, syscall.EEXIST
	}
	if flags&os.O_TRUNC != 0 {
		t.bytes = nil
	}
	return &handle{text: t, appends: flags&os.O_APPEND != 0, most: f.most}, nil
}

// adopt makes a file of the run out of one of the host, or a new one.
func (f *files) adopt(path string, flags int, removed bool) (*text, error) {
	t := &text{}
	bytes, err := f.read(path)
	switch {
	case removed:
	case err == nil && flags&os.O_EXCL != 0:
		return nil, syscall.EEXIST
	case err == nil:
		t.bytes = bytes
	case !errors.Is(err, os.ErrNotExist) || flags&os.O_CREATE == 0:
		return nil, err
	default:
		if err := f.folder(path); err != nil {
			return nil, err
		}
	}
	f.set(path, t)
	return t, nil
}

func (f *files) set(path string, t *text) {
	if f.written == nil {
		f.written = map[string]*text{}
	}
	f.written[filepath.Clean(path)] = t
}

// ftok is ftok(3). A file of the run has no inode, and nor has any on some hosts:
// its path stands for it.
func (f *files) ftok(path string, proj int) (sysv.Key, error) {
	if f.disk != nil {
		if _, err := f.open(path, os.O_RDONLY); err != nil {
			return 0, &sysv.Error{Op: "ftok", Object: path, Errno: sysv.ENOENT}
		}
	} else if !f.has(path) {
		key, err := sysv.Ftok(path, proj)
		if !errors.Is(err, sysv.ENOSYS) {
			return key, err
		}
		if _, err := os.Stat(path); err != nil {
			return 0, &sysv.Error{Op: "ftok", Object: path, Errno: sysv.ENOENT}
		}
	} else if f.written[filepath.Clean(path)] == nil {
		return 0, &sysv.Error{Op: "ftok", Object: path, Errno: sysv.ENOENT}
	}
	hash := fnv.New32a()
	io.WriteString(hash, filepath.Clean(path))
	return sysv.Key(hash.Sum32()&0xffffff | uint32(proj&0xff)<<24), nil
}

// remove is os.Remove, for files.
func (f *files) remove(path string) error {
	if t, ours := f.written[filepath.Clean(path)]; ours {
		if t == nil {
			return syscall.ENOENT
		}
	} else if f.disk != nil {
		if _, err := f.disk.read(path); err != nil {
			return err
		}
	} else if info, err := os.Lstat(path); err != nil {
		return err
	} else if info.IsDir() {
		return fmt.Errorf("%w: a script that is checked cannot remove directories", syscall.EPERM)
	}
	f.set(path, nil)
	return nil
}

// rename is os.Rename, for files.
func (f *files) rename(from, to string) error {
	h, err := f.open(from, os.O_RDWR)
	if err != nil {
		return err
	}
	f.set(from, nil)
	f.set(to, h.text)
	return nil
}

// temporary makes a new file.
func (f *files) temporary() (string, *handle, error) {
	f.made++
	path := fmt.Sprintf("lua_%06d", f.made)
	if f.disk == nil {
		path = filepath.Join(os.TempDir(), path)
	}
	h, err := f.open(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC)
	return path, h, err
}

// handle is an open file of a run.
type handle struct {
	*text
	at      int
	appends bool
	most    int // bytes; 0: as many as like
}

func (h *handle) Read(p []byte) (int, error) {
	if h.at >= len(h.bytes) {
		return 0, io.EOF
	}
	n := copy(p, h.bytes[h.at:])
	h.at += n
	return n, nil
}

func (h *handle) Write(p []byte) (int, error) {
	if h.appends {
		h.at = len(h.bytes)
	}
	if h.at+len(p) > h.most && h.most > 0 {
		return 0, syscall.EFBIG
	}
	if n := h.at + len(p) - len(h.bytes); n > 0 {
		h.bytes = append(h.bytes, make([]byte, n)...)
	}
	h.at += copy(h.bytes[h.at:], p)
	return len(p), nil
}

func (h *handle) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += int64(h.at)
	case io.SeekEnd:
		offset += int64(len(h.bytes))
	}
	if offset < 0 {
		return 0, syscall.EINVAL
	}
	h.at = int(offset)
	return offset, nil
}

func (h *handle) Close() error { return nil }
