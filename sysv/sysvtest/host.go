package sysvtest

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"ipclua/sysv"
)

// serverVariable makes a test binary a process of Host.
const serverVariable = "SYSVTEST_SERVER"

// Host is this machine. Its processes are real ones: this test binary again,
// told over a pipe what to call.
type Host struct{}

type numbered[T any] struct {
	Number uint64
	Value  T
}

// Start begins a process.
func (Host) Start(t testing.TB, user User) Process {
	t.Helper()
	if user != (User{}) && os.Getuid() != 0 {
		t.Skip("another user's process needs root")
	}
	cmd := exec.Command("/proc/self/exe") // also where another user may not look for it
	// The race detector lets each process sleep for a second at its end.
	cmd.Env = append(os.Environ(), serverVariable+"=1", "GORACE=atexit_sleep_ms=0 "+os.Getenv("GORACE"))
	cmd.Stderr = os.Stderr
	runAs(cmd, user)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p := &hostProcess{cmd: cmd, in: in, encoder: json.NewEncoder(in), waiting: map[uint64]chan Response{}, ended: make(chan struct{})}
	go p.receive(out)
	t.Cleanup(p.Kill)
	return p
}

// SetLimit writes /proc/sys/kernel, where the namespace has its own values.
func (Host) SetLimit(t testing.TB, name string, value int) {
	t.Helper()
	text := strconv.Itoa(value)
	place := slices.Index([]string{"semmsl", "semmns", "semopm", "semmni"}, name)
	if place >= 0 {
		name = "sem"
	}
	file := filepath.Join("/proc/sys/kernel", name)
	old, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("no limit %s: %v", name, err)
	}
	if place >= 0 {
		f := strings.Fields(string(old))
		f[place] = text
		text = strings.Join(f, " ")
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Skipf("cannot set %s: %v", name, err)
	}
	t.Cleanup(func() {
		if err := os.WriteFile(file, old, 0o644); err != nil {
			t.Error(err)
		}
	})
}

type hostProcess struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	mu      sync.Mutex
	encoder *json.Encoder
	number  uint64
	waiting map[uint64]chan Response
	ended   chan struct{}
	once    sync.Once
}

func (p *hostProcess) Pid() int { return p.cmd.Process.Pid }

// Sleeps reads in which of the kernel's functions the threads wait. A kernel
// that does not tell says "0" of every thread, as any does of one that runs.
func (p *hostProcess) Sleeps(t testing.TB, call string) bool {
	t.Helper()
	asleep := false
	for _, pid := range [...]int{p.Pid(), os.Getpid()} {
		files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/wchan", pid))
		for _, f := range files {
			text, _ := os.ReadFile(f)
			if pid == p.Pid() && string(text) == "do_"+call {
				return true
			}
			asleep = asleep || len(text) > 0 && string(text) != "0"
		}
	}
	if !asleep {
		t.Skip("cannot see where a process sleeps: /proc/PID/wchan does not tell")
	}
	return false
}

func (p *hostProcess) Do(r Request) Response {
	answer := make(chan Response, 1)
	p.mu.Lock()
	p.number++
	p.waiting[p.number] = answer
	err := p.encoder.Encode(numbered[Request]{p.number, r})
	p.mu.Unlock()
	if err != nil {
		return Response{Errno: Broken, Op: "the process is gone"}
	}
	select {
	case a := <-answer:
		return a
	case <-p.ended:
		return Response{Errno: Broken, Op: "the process is gone"}
	}
}

func (p *hostProcess) receive(out io.Reader) {
	decoder := json.NewDecoder(out)
	for {
		var a numbered[Response]
		if decoder.Decode(&a) != nil {
			close(p.ended)
			return
		}
		p.mu.Lock()
		answer := p.waiting[a.Number]
		delete(p.waiting, a.Number)
		p.mu.Unlock()
		answer <- a.Value
	}
}

// Exit closes the process's standard input, at which it ends.
func (p *hostProcess) Exit() { p.end(func() { p.in.Close() }) }

func (p *hostProcess) Kill() { p.end(func() { p.cmd.Process.Kill() }) }

func (p *hostProcess) end(how func()) {
	p.once.Do(func() {
		how()
		<-p.ended
		p.cmd.Wait()
	})
}

// serve is the other end: it makes the calls until its input ends.
func serve(in io.Reader, out io.Writer) {
	performer := NewPerformer(sysv.NewHost())
	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	var mu sync.Mutex
	for {
		var r numbered[Request]
		if decoder.Decode(&r) != nil {
			return
		}
		go func() {
			a := performer.Perform(r.Value)
			mu.Lock()
			defer mu.Unlock()
			encoder.Encode(numbered[Response]{r.Number, a})
		}()
	}
}
