package lab

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/luamod"
	"ipclua/sysv"
)

// The files of a run's folder, which its programs cannot reach: only scratch.
const (
	briefingFile = "briefing"
	outputFile   = "output"  // of all programs
	spawnedFile  = "spawned" // a byte for each process
	scratchDir   = "scratch"
)

// briefing is what the programs of a run have to know.
type briefing struct {
	Provide []byte
	Seconds float64
}

// runProgram is the main of a program on the real kernel, or of a process that it has
// spawned: in a folder, with a number among the programs.
func runProgram(text string, exit func(code int)) {
	dir, number, ok := cutLast(text, " ")
	p := &realProgram{dir: dir, number: number}
	err := errors.New("there is no folder")
	if ok {
		err = p.prepare()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		exit(1)
		return
	}
	if luamod.ChildMain(func() (*lua.LState, *luamod.Module) {
		if err := p.open(exit); err != nil {
			fmt.Fprintln(os.Stderr, err)
			exit(1)
		}
		return p.L, p.module
	}, exit) {
		return
	}
	exit(p.run(exit))
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// realProgram is this process.
type realProgram struct {
	dir, number string
	briefing    briefing
	L           *lua.LState
	module      *luamod.Module
	output      *lua51.Output
}

// prepare gives up what a program must not have.
func (p *realProgram) prepare() error {
	text, err := os.ReadFile(filepath.Join(p.dir, briefingFile))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, &p.briefing); err != nil {
		return err
	}
	ignoreFileLimit()
	return sysv.Rlimits{Data: programMemory, CPU: uint64(p.briefing.Seconds) + 1, File: mostFile}.Set()
}

// open opens the state, as the simulator opens its own.
func (p *realProgram) open(exit func(code int)) error {
	all, err := appending(filepath.Join(p.dir, outputFile))
	if err != nil {
		return err
	}
	own, err := appending(filepath.Join(p.dir, p.number+".out"))
	if err != nil {
		return err
	}
	printer := &printer{files: []*os.File{own, all}, tooMuch: func() {
		fmt.Fprintln(os.Stderr, "more output than 1 MB")
		exit(1)
	}}
	p.output = lua51.NewOutput(printer, discard{})
	p.L, p.module = openReal(filepath.Join(p.dir, scratchDir), p.output, p.Mark, func(w *luamod.World) {
		w.Spawner = &counted{luamod.Exec{}, filepath.Join(p.dir, spawnedFile)}
		w.Complain = func(err error) { fmt.Fprintln(os.Stderr, err) }
		w.Exit = exit
	})
	if p.briefing.Provide != nil {
		return provide(p.L, p.module, p.briefing.Provide)
	}
	return nil
}

// Mark does nothing: nobody knows who else is where.
func (p *realProgram) Mark(_, _ string) {}

// run runs the script of the command line and gives the exit code.
func (p *realProgram) run(exit func(code int)) int {
	if err := p.open(exit); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	L := p.L
	table := L.NewTable()
	for i, a := range os.Args[1:] {
		table.RawSetInt(i, lua.LString(a))
	}
	L.SetGlobal("arg", table)
	fn, err := lua51.LoadFile(L, os.Args[1])
	if err == nil {
		L.Push(fn)
		for _, a := range os.Args[2:] {
			L.Push(lua.LString(a))
		}
		err = lua51.PCall(L, len(os.Args)-2, 0, nil)
	}
	p.output.Flush()
	if err != nil {
		fmt.Fprintln(os.Stderr, lua51.Message(L, lua51.ErrorValue(err)))
	}
	if clean := p.module.Close(err == nil); err != nil || !clean {
		return 1
	}
	return 0
}

// openReal opens a state of a process on the real kernel, confined to a folder.
func openReal(dir string, output *lua51.Output, mark func(call, what string), change func(*luamod.World)) (*lua.LState, *luamod.Module) {
	host := confined{dir: dir}
	L := lua51.NewStateOn(host)
	output.Install(L)
	openNatives(realActor{L, mark})
	w := luamod.NewWorld()
	w.Kernel = frugal{sysv.NewHost()}
	w.Stdout = output
	w.Ftok, w.Readable = host.ftok, host.readable
	change(w)
	return L, luamod.Open(L, w)
}

// realActor is a state whose marks go elsewhere.
type realActor struct {
	L    *lua.LState
	mark func(call, what string)
}

func (a realActor) State() *lua.LState     { return a.L }
func (a realActor) Mark(call, what string) { a.mark(call, what) }

// counted is a spawner that starts so many processes of a run at most.
type counted struct {
	luamod.Exec
	file string
}

// Spawn starts a process.
func (c *counted) Spawn(job luamod.Job) (luamod.Process, error) {
	if err := c.count(); err != nil {
		return nil, err
	}
	return c.Exec.Spawn(job)
}

// count counts a process of the run, which are those that have added a byte to the
// file.
func (c *counted) count() error {
	f, err := appending(c.file)
	if err == nil {
		defer f.Close()
		_, err = f.WriteString(".")
	}
	if err != nil {
		return &sysv.Error{Op: "spawn", Errno: sysv.EAGAIN, Why: err.Error()}
	}
	if info, err := f.Stat(); err == nil && info.Size() > mostProcesses {
		return &sysv.Error{Op: "spawn", Errno: sysv.EAGAIN, Why: "there have been " + strconv.Itoa(mostProcesses) + " processes, which is the limit"}
	}
	return nil
}

// printer writes what a process prints to files, up to a limit.
type printer struct {
	files   []*os.File
	written int
	tooMuch func()
}

func (p *printer) Write(b []byte) (int, error) {
	if p.written += len(b); p.written > mostOutput {
		p.tooMuch()
	}
	for _, f := range p.files {
		if n, err := f.Write(b); err != nil {
			return n, err
		}
	}
	return len(b), nil
}

// discard is where io.stderr goes.
type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }

func appending(path string) (*os.File, error) {
	return os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
}
