package luamod

import (
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
	"ipclua/sysv/sysvtest"
)

// scriptVariable makes the test binary run a script instead of the tests: a
// process of its own.
const scriptVariable = "LUAMOD_TEST_SCRIPT"

// nothingVariable makes it do nothing, to see what that costs.
const nothingVariable = "LUAMOD_TEST_NOTHING"

func TestMain(m *testing.M) {
	if os.Getenv(nothingVariable) != "" {
		return
	}
	if ChildMain(openTest, os.Exit) {
		return
	}
	if len(os.Args) > 1 && strings.HasSuffix(os.Args[1], ".lua") {
		os.Exit(runFile(os.Args[1], os.Args[2:]))
	}
	if script := os.Getenv(scriptVariable); script != "" {
		os.Exit(runScript(script))
	}
	os.Exit(sysvtest.Main(m))
}

// openTest opens a state as the processes that are spawned do.
func openTest() (*lua.LState, *Module) {
	L := lua51.NewState()
	return L, Open(L, NewWorld())
}

// runFile runs a script as the command does.
func runFile(name string, args []string) int {
	text, err := os.ReadFile(name)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	list := make([]string, len(args))
	for i, a := range args {
		list[i] = strconv.Quote(a)
	}
	return runScript("arg = {" + strings.Join(list, ", ") + "}\n" + string(text))
}

func runScript(script string) int {
	L, m := openTest()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGTERM)
	go func() {
		<-signals
		m.Close(false)
		os.Exit(143)
	}()
	err := L.DoString(script)
	m.Close(err == nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}
