package watch

import (
	"bytes"
	"context"
	"os"
	"syscall"
	"testing"
	"time"

	"ipclua/internal/inventory"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// However Run ends, the terminal is as it was.
func TestTerminalIsGivenBack(t *testing.T) {
	for name, end := range map[string]func(master *os.File, cancel func(error)){
		"q":      func(master *os.File, _ func(error)) { master.WriteString("q") },
		"Ctrl-C": func(master *os.File, _ func(error)) { master.WriteString("\x03") },
		"end":    func(_ *os.File, cancel func(error)) { cancel(syscall.ENOENT) },
		"panic":  func(master *os.File, _ func(error)) { master.WriteString("a") },
	} {
		t.Run(name, func(t *testing.T) {
			term := sysvtest.OpenTerminal(t)
			master, slave := term.Master, term.Slave
			before, err := term.Settings()
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancelCause(context.Background())
			defer cancel(nil)
			outcome := make(chan any, 1)
			go func() {
				var err error
				defer func() {
					if r := recover(); r != nil {
						outcome <- r
						return
					}
					outcome <- err
				}()
				err = Run(ctx, slave, slave, Options{
					Interval: time.Hour,
					Take: func(all bool) (*inventory.Inventory, error) {
						if all {
							panic("oh")
						}
						return &inventory.Inventory{}, nil
					},
				})
			}()
			var seen []byte
			for began := false; !bytes.HasSuffix(seen, []byte(giveBack)); {
				var b [4096]byte
				master.SetReadDeadline(time.Now().Add(20 * time.Second))
				n, err := master.Read(b[:])
				if err != nil {
					t.Fatalf("%v after %q", err, seen)
				}
				seen = append(seen, b[:n]...)
				if !began && bytes.Contains(seen, []byte("nothing of yours")) {
					began = true
					end(master, cancel)
				}
			}
			got := <-outcome
			want := map[string]any{"q": error(nil), "Ctrl-C": ErrInterrupted, "end": syscall.ENOENT, "panic": "oh"}[name]
			if got != want {
				t.Errorf("it ends with %v, not %v", got, want)
			}
			if after, err := term.Settings(); err != nil || after != before {
				t.Errorf("the settings are %+v, not %+v, %v", after, before, err)
			}
		})
	}
}

func TestNoTerminal(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if err := Run(context.Background(), r, w, Options{}); err == nil {
		t.Error("a pipe is taken for a terminal")
	}
}

// thousand makes 1,000 objects, a third of each kind, half of the segments attached.
func thousand(t testing.TB) *sysv.Host {
	t.Helper()
	sysvtest.Need(t)
	k := sysv.NewHost()
	for n := range 1000 {
		var id int
		var err error
		switch n % 3 {
		case 0:
			if id, err = k.Shmget(sysv.IPC_PRIVATE, 4096, 0o600); err == nil {
				t.Cleanup(func() { k.Shmctl(id, sysv.IPC_RMID, nil) })
			}
			if err == nil && n%2 == 0 {
				m, e := k.Shmat(id, 0, 0)
				if err = e; err == nil {
					t.Cleanup(func() { k.Shmdt(m) })
				}
			}
		case 1:
			if id, err = k.Semget(sysv.IPC_PRIVATE, 4, 0o600); err == nil {
				t.Cleanup(func() { k.Semctl(id, 0, sysv.IPC_RMID, nil) })
			}
		case 2:
			if id, err = k.Msgget(sysv.IPC_PRIVATE, 0o600); err == nil {
				t.Cleanup(func() { k.Msgctl(id, sysv.IPC_RMID, nil) })
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return k
}

// refresher does what Run does at each refresh.
func refresher(k sysv.Kernel) func() *canvas {
	accounts := new(inventory.Accounts)
	s := newScreen(Options{Take: func(bool) (*inventory.Inventory, error) {
		return inventory.Take(k, inventory.Options{Accounts: accounts})
	}})
	var shown *canvas
	looks := newLooks(true)
	return func() *canvas {
		s.refresh(time.Now())
		c := s.draw(200, 60)
		frame(nil, shown, c, looks)
		shown = c
		return c
	}
}

// A refresh with 1,000 objects takes less than 100 ms of CPU time.
func TestCost(t *testing.T) {
	refresh := refresher(thousand(t))
	least := time.Hour
	for range 3 {
		before := processorTime(t)
		c := refresh()
		least = min(least, processorTime(t)-before)
		if text := c.String(); !bytes.Contains([]byte(text), []byte("of 1000")) {
			t.Fatal(text)
		}
	}
	if least > 100*time.Millisecond {
		t.Errorf("a refresh takes %v", least)
	}
}

func processorTime(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func BenchmarkRefresh(b *testing.B) {
	refresh := refresher(thousand(b))
	for b.Loop() {
		refresh()
	}
}
