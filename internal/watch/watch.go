package watch

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"
)

// Why Run is over, other than by the key q.
var (
	ErrInterrupted = errors.New("interrupted") // Ctrl-C was pressed
	ErrHangup      = errors.New("the terminal is gone")
)

var errQuit = errors.New("quit")

// escapeDelay is how long the rest of a key may take that begins with ESC; what
// comes alone is the key Escape.
const escapeDelay = 50 * time.Millisecond

// Run shows the objects on a terminal until somebody quits, and leaves the
// terminal as it was, also when it panics. The error is nil for the key q,
// ErrInterrupted for Ctrl-C, ErrHangup when the terminal is gone, the context's
// cause when that ends, or what is wrong with the terminal.
func Run(ctx context.Context, in, out *os.File, o Options) error {
	t, err := openTerminal(in, out, o.Colours)
	if err != nil {
		return err
	}
	defer t.close()
	s := newScreen(o)
	defer s.close()
	err = loop(ctx, t, s)
	switch {
	case errors.Is(err, errQuit):
		return nil
	case errors.Is(err, syscall.EIO):
		return ErrHangup
	}
	return err
}

// loop is where everything comes together: keys, time, sizes, and the end.
func loop(ctx context.Context, t *terminal, s *screen) error {
	sent := make(chan []byte)
	go read(t.in, sent)
	resized, resumed := make(chan os.Signal, 1), make(chan os.Signal, 1)
	notifySystem(resized, resumed)
	s.refresh(time.Now())
	refresh := time.NewTimer(s.Interval)
	alone := time.NewTimer(0)
	<-alone.C
	var rest []byte
	for {
		if err := t.show(s.draw(t.size())); err != nil {
			return err
		}
		var keys []key
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-refresh.C:
			s.refresh(time.Now())
			// From here on, so that a slow look leaves time for keys.
			refresh.Reset(s.Interval)
		case <-resized:
		case <-resumed:
			// The shell has meanwhile made the terminal its own.
			if err := t.open(); err != nil {
				return err
			}
		case b, ok := <-sent:
			if !ok {
				return ErrHangup
			}
			keys, rest = decode(append(rest, b...))
			if len(rest) > 0 {
				alone.Reset(escapeDelay)
			}
		case <-alone.C:
			if len(rest) > 0 {
				keys, rest = []key{escape}, nil
			}
		}
		for _, k := range keys {
			switch s.press(k); k {
			case suspend:
				if err := t.lend(resumed); err != nil {
					return err
				}
			case repaint:
				t.shown = nil
			}
			if s.done != nil {
				return s.done
			}
		}
	}
}

// read hands over what the terminal sends, until it is gone. It is left behind
// in its last read: nothing ends that.
func read(in *os.File, sent chan<- []byte) {
	defer close(sent)
	for {
		b := make([]byte, 256)
		n, err := in.Read(b)
		if n > 0 {
			sent <- b[:n]
		}
		if err != nil {
			return
		}
	}
}
