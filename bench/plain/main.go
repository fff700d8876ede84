// Plain runs a script in gopher-lua as it is: what the language's speed is
// compared with. It does no more than gopher-lua's own command, which would need
// a line editor.
package main

import (
	"fmt"
	"os"

	lua "github.com/yuin/gopher-lua"
)

func main() {
	L := lua.NewState()
	defer L.Close()
	arg := L.NewTable()
	for i, a := range os.Args[2:] {
		arg.RawSetInt(i+1, lua.LString(a))
	}
	L.SetGlobal("arg", arg)
	if err := L.DoFile(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
