package lua51

import (
	"bytes"
	"errors"
	"io"
	"os"
	"sync"
	"syscall"
)

// bufferSize is that of C's streams on Linux.
const bufferSize = 4096

// maxRead bounds what one read gives: an endless file is an error and not the
// end of the memory.
const maxRead = 1 << 30

var errTooLong = errors.New("not enough memory")

// A stream is C's FILE: a device, with what was read ahead or waits to be
// written. Each operation locks it, because the end of the process may flush it
// from another goroutine.
type stream struct {
	mu            sync.Mutex
	device        Device // nil: closed
	reads, writes bool
	buffering     string // of writes, by setvbuf's names
	before        func() // if any, done before reading from the device

	buffer  []byte // what ahead lies in
	ahead   []byte // read from the device and not yet taken
	pending []byte // not yet written to the device
	eof     bool   // until the next call: a terminal goes on after its end
}

// writeString writes into the buffer, and what it has no room for to the device.
// Without buffering a call's text stays together.
func (s *stream) writeString(text string) error {
	if text == "" {
		return nil
	}
	if !s.writes {
		return syscall.EBADF
	}
	s.unread()
	if free := bufferSize - len(s.pending); len(text) > free && s.buffering != "no" {
		s.pending = append(s.pending, text[:free]...)
		if err := s.put(len(s.pending)); err != nil {
			return err
		}
		text = text[free:]
		if whole := len(text) / bufferSize * bufferSize; whole > 0 {
			if _, err := io.WriteString(s.device, text[:whole]); err != nil {
				return err
			}
			text = text[whole:]
		}
	}
	s.pending = append(s.pending, text...)
	return nil
}

// written ends a call that wrote.
func (s *stream) written() error {
	switch s.buffering {
	case "no":
		return s.put(len(s.pending))
	case "line":
		return s.put(bytes.LastIndexByte(s.pending, '\n') + 1)
	}
	return nil
}

// put writes the first n bytes that wait. What cannot be written is lost.
func (s *stream) put(n int) error {
	if n == 0 {
		return nil
	}
	_, err := s.device.Write(s.pending[:n])
	if err != nil {
		n = len(s.pending)
	}
	s.pending = append(s.pending[:0], s.pending[n:]...)
	return err
}

// unread gives back what was read ahead: the device is where the script is. What
// has no position, such as a pipe, keeps it.
func (s *stream) unread() {
	s.eof = false
	if len(s.ahead) > 0 {
		if _, err := s.device.Seek(-int64(len(s.ahead)), io.SeekCurrent); err == nil {
			s.ahead = nil
		}
	}
}

// flush is fflush.
func (s *stream) flush() error {
	if s.device == nil {
		return nil
	}
	s.unread()
	err := s.put(len(s.pending))
	if f, ok := s.device.(interface{ Flush() error }); ok && err == nil {
		err = f.Flush()
	}
	return err
}

// seek is fseek and ftell.
func (s *stream) seek(offset int64, whence int) (int64, error) {
	if err := s.flush(); err != nil {
		return 0, err
	}
	at, err := s.device.Seek(offset, whence)
	if err == nil {
		s.ahead = nil
	}
	return at, err
}

// reset forgets what was read and written.
func (s *stream) reset(buffering string) {
	s.ahead, s.pending, s.eof, s.buffering = nil, nil, false, buffering
}

// close is fclose.
func (s *stream) close() error {
	if s.device == nil {
		return nil
	}
	err := s.flush()
	if e := s.device.Close(); err == nil {
		err = e
	}
	s.device, s.buffer, s.ahead, s.pending = nil, nil, nil, nil
	return err
}

// ready prepares for reading from the device.
func (s *stream) ready() error {
	if !s.reads {
		return syscall.EBADF
	}
	if s.eof {
		return io.EOF
	}
	if s.before != nil {
		s.before()
	}
	return s.put(len(s.pending))
}

// readDevice reads, past the buffer.
func (s *stream) readDevice(p []byte) (int, error) {
	n, err := s.device.Read(p)
	if err == nil && n == 0 || err == io.EOF {
		s.eof = true
		return 0, io.EOF
	}
	return n, err
}

// fill reads ahead when there is nothing ahead. At the end it gives io.EOF.
func (s *stream) fill() error {
	if len(s.ahead) > 0 {
		return nil
	}
	if err := s.ready(); err != nil {
		return err
	}
	if s.buffer == nil {
		s.buffer = make([]byte, bufferSize)
	}
	size := bufferSize
	if s.buffering == "no" {
		size = 1
	}
	n, err := s.readDevice(s.buffer[:size])
	s.ahead = s.buffer[:n]
	return err
}

// take gives the next n bytes that are ahead.
func (s *stream) take(n int) []byte {
	p := s.ahead[:n]
	s.ahead = s.ahead[n:]
	return p
}

// openStream is fopen.
func openStream(system System, path, mode string) (*stream, error) {
	s, flags, err := parseMode(mode)
	if err != nil {
		return nil, err
	}
	f, err := system.Open(path, flags)
	if err != nil {
		return nil, err
	}
	if flags&os.O_APPEND != 0 && !s.reads {
		f.Seek(0, io.SeekEnd) // as fopen does: a pipe has no end
	}
	s.device = f
	return s, nil
}

// parseMode is what fopen of the GNU library makes of a mode. What it does not
// know it passes over.
func parseMode(mode string) (*stream, int, error) {
	const maxMode = 7
	if mode == "" {
		return nil, 0, syscall.EINVAL
	}
	s, flags := &stream{buffering: "full"}, 0
	switch mode[0] {
	case 'r':
		s.reads = true
	case 'w':
		s.writes, flags = true, os.O_CREATE|os.O_TRUNC
	case 'a':
		s.writes, flags = true, os.O_CREATE|os.O_APPEND
	default:
		return nil, 0, syscall.EINVAL
	}
	for _, c := range mode[1:min(len(mode), maxMode)] {
		switch c {
		case '+':
			s.reads, s.writes = true, true
		case 'x':
			flags |= os.O_EXCL
		}
	}
	switch {
	case s.reads && s.writes:
		flags |= os.O_RDWR
	case s.writes:
		flags |= os.O_WRONLY
	}
	return s, flags, nil
}
