package check

import (
	"bytes"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// Script is a script that is to be checked. It is compiled once, and may be run
// by several goroutines.
type Script struct {
	Name  string        // as messages call it
	Args  []string      // what the script gets as '...'
	Stdin func() []byte // what its processes read from standard input, which they share; called by the first that reads
	Seed  uint64        // of math.random in its processes
	Stage *Stage        // nil: the script is process 1, on this machine

	before *lua.FunctionProto // LUA_INIT, nil where there is none
	main   *lua.FunctionProto
	text   []byte      // of a script from standard input
	asked  atomic.Bool // a process has read standard input
	slow   atomic.Bool // on a stage: a process had to be stopped
	argv   []string    // arg, from the least index on
	first  int         // which is
	chunks chunks
}

// Load compiles a script; argv is the command line and argv[at] the script, "-"
// for standard input. What LUA_INIT says is run before it.
func Load(argv []string, at int, stdin io.Reader) (*Script, error) {
	s := &Script{Name: argv[at], Args: argv[at+1:], argv: argv, first: -at, Seed: 1}
	L := lua51.NewState()
	defer L.Close()
	if init := os.Getenv("LUA_INIT"); init != "" {
		proto, err := loadInit(L, init)
		if err != nil {
			return nil, err
		}
		s.before = proto
	}
	s.Stdin = sync.OnceValue(func() []byte {
		s.asked.Store(true)
		text, _ := io.ReadAll(stdin) // what came before an error
		return text
	})
	var fn *lua.LFunction
	var err error
	if s.Name == "-" {
		s.Name = "stdin"
		if s.text, err = io.ReadAll(stdin); err == nil {
			fn, err = lua51.LoadReader(L, bytes.NewReader(s.text), s.Name)
		}
	} else {
		fn, err = lua51.LoadFile(L, s.Name)
	}
	if err != nil {
		return nil, err
	}
	s.main = fn.Proto
	return s, nil
}

// given is what was read from standard input, as far as anybody wanted to.
func (s *Script) given() []byte {
	if !s.asked.Load() {
		return nil
	}
	return s.Stdin()
}

// loadInit compiles LUA_INIT: code, or @FILE.
func loadInit(L *lua.LState, init string) (*lua.FunctionProto, error) {
	var fn *lua.LFunction
	var err error
	if file, ok := strings.CutPrefix(init, "@"); ok {
		fn, err = lua51.LoadFile(L, file)
	} else {
		fn, err = lua51.Load(L, strings.NewReader(init), "LUA_INIT")
	}
	if err != nil {
		return nil, err
	}
	return fn.Proto, nil
}

// arguments sets the global arg and gives what the script gets.
func (s *Script) arguments(L *lua.LState) []lua.LValue {
	table := L.NewTable()
	for i, a := range s.argv {
		table.RawSetInt(s.first+i, lua.LString(a))
	}
	L.SetGlobal("arg", table)
	var values []lua.LValue
	for _, a := range s.Args {
		values = append(values, lua.LString(a))
	}
	return values
}
