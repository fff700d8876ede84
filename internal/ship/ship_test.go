package ship

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

func TestPrograms(t *testing.T) {
	for name, program := range programs {
		t.Run(name, func(t *testing.T) {
			msg, err := send(t, program)
			if err != nil {
				t.Fatal(err)
			}
			L, s := process(t)
			values, err := s.Decode(msg)
			if err != nil {
				t.Fatal(err)
			}
			// What has travelled can travel on, before it is used.
			again, err := s.Encode(labelled(values))
			if err != nil {
				t.Fatal("from there:", err)
			}
			for _, hop := range []struct {
				L      *lua.LState
				values []lua.LValue
			}{{L, values}, third(t, again)} {
				if v, err := call(hop.L, hop.values); err != nil || v != lua.LTrue {
					t.Errorf("gives %v, %v in the other process", v, err)
				}
			}
		})
	}
}

func labelled(values []lua.LValue) []Root {
	var roots []Root
	for _, v := range values {
		roots = append(roots, Root{"value", v})
	}
	return roots
}

// third decodes in one more process.
func third(t *testing.T, msg []byte) (hop struct {
	L      *lua.LState
	values []lua.LValue
}) {
	L, s := process(t)
	values, err := s.Decode(msg)
	if err != nil {
		t.Fatal(err)
	}
	hop.L, hop.values = L, values
	return hop
}

func TestUnnamedGlobalsStay(t *testing.T) {
	msg, err := send(t, `a, b = "sent", "kept" return function() return a end`)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(msg, []byte("sent")) || bytes.Contains(msg, []byte("kept")) {
		t.Errorf("message %q", msg)
	}
}

func TestValuesAlone(t *testing.T) {
	L, s := process(t)
	roots := run(t, L, `count = 1 function string.trim() end return function() return count end, {count}`)
	msg, err := s.EncodeValues(roots)
	if err != nil {
		t.Fatal(err)
	}
	L2, s2 := process(t)
	L2.SetGlobal("count", lua.LNumber(7))
	values, err := s2.Decode(msg)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := call(L2, values); v != lua.LNumber(7) {
		t.Errorf("the global of the receiver is %v, %v", v, err)
	}
	if L2.GetField(L2.GetGlobal("string"), "trim") != lua.LNil {
		t.Error("string.trim travelled")
	}
}

func TestRefusals(t *testing.T) {
	const openFile = "cannot send an open file to another process: "
	for script, want := range map[string]string{
		"local log = io.tmpfile()\nreturn function() log:write() end":                                                openFile + "upvalue 'log' of function at lab.lua:2 (send its name and open it there)",
		"local t = {log = {files = {io.tmpfile()}}} return function() return t end":                                  openFile + "upvalue 't' of function at lab.lua:1.log.files[1]",
		"local f = io.tmpfile()\nlocal function g() return f end\nreturn function() return g end":                    openFile + "upvalue 'g' of function at lab.lua:3 -> upvalue 'f' of function at lab.lua:2",
		"local co = coroutine.create(print) return function() return co end":                                         "cannot send a coroutine to another process: upvalue 'co' of function at lab.lua:1 (create it inside",
		"local co = coroutine.wrap(print) return function() return co end":                                           "cannot send a coroutine (of coroutine.wrap) to another process: upvalue 'co'",
		"local f = io.tmpfile() return print, {lines = f:lines()}":                                                   "cannot send an iterator over an open file to another process: argument #1.lines",
		"return print, 1, {1, {x = io.tmpfile()}}":                                                                   openFile + "argument #2[2].x",
		"return print, {['a b'] = {[7.5] = {[true] = io.tmpfile()}}}":                                                openFile + `argument #1["a b"][7.5][true]`,
		"return print, setmetatable({}, {__index = io.tmpfile()})":                                                   openFile + "argument #1 -> its metatable.__index",
		"return print, {[io.tmpfile()] = 1}":                                                                         openFile + "argument #1 -> a key",
		"return print, {[{}] = io.tmpfile()}":                                                                        openFile + "argument #1[a table]",
		"return print, function() return out end, io.tmpfile()":                                                      openFile + "argument #2",
		"return setfenv(function() end, {out = io.tmpfile()})":                                                       openFile + "function -> environment of function at lab.lua:1.out",
		"out = io.tmpfile() return function() out:write() end":                                                       openFile + "global 'out'",
		"f = io.tmpfile() local env = setmetatable({}, {__index = _G}) return setfenv(function() return f end, env)": openFile + "global 'f'",
		"function f() return h end h = {coroutine.create(print)} return function() f() end":                          "cannot send a coroutine to another process: global 'h'[1]",
		"local f = io.tmpfile() return loadstring('local x = ... return function() return x end')(f)":                openFile + "upvalue 'x' of function at <string>:1",
		"return print, newproxy()":                                                                                   "cannot send a userdata of an unknown kind to another process: argument #1",
		"return print, channel.make()":                                                                               "cannot send a channel to another process: argument #1",
		"return print, handle(-1)":                                                                                   "cannot send a handle to another process: argument #1 (it was removed)",
		"return print, {p = part(handle(-1), 2)}":                                                                    "cannot send a handle to another process: argument #1.p.of (it was removed)",
		"return print, part(newproxy(), 2)":                                                                          "cannot send a userdata of an unknown kind to another process: argument #1.of",
	} {
		_, err := send(t, script)
		var own *Error
		if !errors.As(err, &own) || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s\ngives %v\nwant  %s", script, err, want)
		}
	}
}

func TestNativeIteratorOfModule(t *testing.T) {
	L, s := process(t)
	_, err := s.Encode([]Root{{"argument #1", L.NewFunction(func(*lua.LState) int { return 0 })}})
	if err == nil || !strings.Contains(err.Error(), "a function written in Go") {
		t.Error(err)
	}
}

func TestFarIndex(t *testing.T) {
	L, s := process(t)
	far := L.CreateTable(maxPadding+2, 0)
	far.RawSetInt(maxPadding+2, lua.LTrue)
	root := L.NewTable()
	root.RawSetString("x", far)
	_, err := s.Encode([]Root{{"argument #1", root}})
	if err == nil || !strings.HasSuffix(err.Error(), "to another process: argument #1.x (make the index a string)") {
		t.Error(err)
	}
}

func TestStandIns(t *testing.T) {
	for use, want := range map[string]string{
		`log:write("x")`: "`_G.log` (an open file) stayed behind in the parent process: send its name and open it there",
		`1 + log`:        "`_G.log`",
		`log .. "x"`:     "`_G.log`",
		`log()`:          "`_G.log`",
		`t.file.x`:       "`_G.t.file`",
		`co.x`:           "`_G.co` (a coroutine)",
		`removed.id`:     "`_G.removed` (a handle) stayed behind in the parent process: it was removed",
		`string.out.x`:   "`string.out` (an open file)",
		`f().x`:          "`_G.f -> upvalue 'up' of function at lab.lua:2`",
	} {
		msg, err := send(t, `log, removed = io.tmpfile(), handle(-1) t, co, string.out = {file = log}, coroutine.create(print), log
			local up = newproxy() function f() return up end
			t.file = io.tmpfile() string.out = io.tmpfile()
			return function() return assert(loadstring[[return `+use+`]])() end`)
		if err != nil {
			t.Fatal(err)
		}
		L, s := process(t)
		values, err := s.Decode(msg)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := call(L, values); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s gives %v, %v\nwant %s", use, v, err, want)
		}
		log := L.GetGlobal("log")
		if text := L.ToStringMeta(log).String(); !strings.Contains(text, "`_G.log`") {
			t.Errorf("tostring gives %q", text)
		}
		_, err = s.Encode([]Root{{"argument #1", log}})
		if err == nil || !strings.Contains(err.Error(), "cannot send an open file to another process: argument #1") {
			t.Errorf("a stand-in: %v", err)
		}
	}
}

// The tables that Go functions keep for themselves never get a stand-in.
func TestDefaultOutput(t *testing.T) {
	msg, err := send(t, `io.output(io.tmpfile()) local out = io.stdout return function() return io.output() == out end`)
	if err != nil {
		t.Fatal(err)
	}
	L, s := process(t)
	values, err := s.Decode(msg)
	if err != nil {
		t.Fatal(err)
	}
	if v, err := call(L, values); v != lua.LTrue {
		t.Error(v, err)
	}
}

// Two interpreters hold their libraries in different, random orders.
func TestEqualInputGivesEqualBytes(t *testing.T) {
	for name, program := range programs {
		if name == "deep list" {
			continue
		}
		first, err := send(t, program)
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			if again, err := send(t, program); err != nil || !bytes.Equal(first, again) {
				t.Errorf("%s: another message (%v)", name, err)
				break
			}
		}
	}
	many := `print, pairs, next, string.rep, string.gmatch = 1, 2, 3, io.lines, string.gfind return function() return _G end, string.gfind, io.stderr, io.write`
	first, err := send(t, many)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if again, _ := send(t, many); !bytes.Equal(first, again) {
			t.Fatal("another message")
		}
	}
}

func TestLayout(t *testing.T) {
	L, s := process(t)
	f, err := L.LoadString(`x = "a" .. 1 return y.z`)
	if err != nil {
		t.Fatal(err)
	}
	got, want := *f.Proto, *f.Proto
	s.proto.finish(&got)
	a, b := *s.proto.stringConstants(&got), *s.proto.stringConstants(&want)
	if len(b) == 0 || strings.Join(a, "|") != strings.Join(b, "|") {
		t.Errorf("derived %q, compiled %q", a, b)
	}
}
