package lab

import (
	"errors"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/check"
	"ipclua/internal/lua51"
	"ipclua/luamod"
)

// What a run is where its lab says nothing else.
const (
	usualSchedules = 400
	usualSeconds   = 5
)

// definition is what a check.lua says, as it is read.
type definition struct {
	lab     *Lab
	process *check.Process
	points  int // as the lab says, -1: it does not
	err     error
}

// define carries a check.lua out, on a machine of its own.
func define(l *Lab, text string) error {
	d := &definition{lab: l, points: -1, err: errors.New(l.chunk() + ": it does not come to its end")}
	stage := &check.Stage{
		Open:     func(p *check.Process) { openNatives(p) },
		Patience: patience,
		Own:      l.owns,
		Drive:    func(p *check.Process) int { d.process = p; d.err = d.load(text); return 0 },
	}
	check.NewStage(CheckFile, stage, "").Perform()
	return d.err
}

// load runs the text, and looks whether what it says is whole.
func (d *definition) load(text string) error {
	L := d.process.State()
	L.SetGlobal("lab", L.NewFunction(d.defineLab))
	L.SetGlobal("run", L.NewFunction(d.defineRun))
	fn, err := lua51.LoadReader(L, strings.NewReader(text), d.lab.chunk())
	if err == nil {
		L.Push(fn)
		err = lua51.PCall(L, 0, 0, nil)
	}
	if err != nil {
		return errors.New(lua51.Message(L, lua51.ErrorValue(err)))
	}
	return d.finish()
}

// finish looks whether the whole fits together.
func (d *definition) finish() error {
	l := d.lab
	if l.Title == "" {
		return l.mistake(1, "there is no lab{ \"title\", points = … }")
	}
	if len(l.runs) == 0 {
		return l.mistake(1, "there is no run{ … }")
	}
	for _, r := range l.runs {
		asked := false
		for _, c := range r.checks {
			l.Points += c.points
			asked = asked || c.name == "ends"
		}
		if len(r.checks) == 0 {
			return l.mistake(r.line, "nothing is checked of the run '%s'", r.title)
		}
		if !asked {
			d.demandEnd(r)
		}
	}
	if d.points >= 0 && d.points != l.Points {
		return l.mistake(1, "the lab has %d points, but those of its checks are %d together", d.points, l.Points)
	}
	if l.Points == 0 {
		return l.mistake(1, "there are no points to get")
	}
	return nil
}

// demandEnd adds the check that every run has.
func (d *definition) demandEnd(r *run) {
	c := &rule{name: "ends", expected: endsWords, run: r, judge: ends{}, implied: true}
	for i, other := range d.lab.checks {
		if other.run == r {
			d.lab.checks = append(d.lab.checks[:i:i], append([]*rule{c}, d.lab.checks[i:]...)...)
			break
		}
	}
	c.index = len(r.checks)
	r.checks = append(r.checks, c)
}

// defineLab is lab{ "title", points = 10 }.
func (d *definition) defineLab(L *lua.LState) int {
	f := d.fields(L, "lab", 1)
	if d.lab.Title != "" {
		f.fail("there is a lab already: '%s'", d.lab.Title)
	}
	d.lab.Title = f.text(1, "")
	if d.lab.Title == "" {
		f.fail("the title is missing: lab{ \"title\", points = … }")
	}
	d.points = f.integer("points", -1, 1, 1000)
	f.finish()
	return 0
}

// defineRun is run{ "title", … }.
func (d *definition) defineRun(L *lua.LState) int {
	f := d.fields(L, "run", 1)
	r := &run{line: f.line}
	if r.title = f.text(1, ""); r.title == "" {
		f.fail("what the run is called is missing: run{ \"…\" }")
	}
	for _, other := range d.lab.runs {
		if other.title == r.title {
			f.fail("there is a run '%s' already", r.title)
		}
	}
	r.args = f.texts("args")
	r.input = f.text("input", "")
	r.schedules = f.integer("schedules", usualSchedules, 1, 100_000)
	r.seconds = f.number("time", usualSeconds, 0.1, 60)
	r.real = f.flag("real", true)
	r.provide = f.function("provide")
	r.programs = f.function("programs")
	if r.programs != nil && r.args != nil {
		f.fail("'args' is for a run without 'programs'")
	}
	f.finish()
	d.lab.runs = append(d.lab.runs, r)
	L.Push(d.handle(L, r))
	return 1
}

// handle is a run as check.lua has it: its checks are its methods.
func (d *definition) handle(L *lua.LState, r *run) lua.LValue {
	meta := L.NewTable()
	meta.RawSetString("__index", L.NewFunction(func(L *lua.LState) int {
		name := L.Get(2).String()
		define, ok := vocabulary()[name]
		if !ok {
			L.RaiseError("no check is called '%s'%s", name, luamod.Suggest(name, Names()))
		}
		L.Push(L.NewFunction(func(L *lua.LState) int {
			d.defineCheck(L, r, name, define)
			return 0
		}))
		return 1
	}))
	t := L.NewTable()
	t.Metatable = meta
	return t
}

// defineCheck is run:NAME{ … }.
func (d *definition) defineCheck(L *lua.LState, r *run, name string, define definer) {
	f := d.fields(L, name, 2)
	c := &rule{name: name, run: r, index: len(r.checks)}
	c.points = f.integer("points", 1, 0, 1000)
	c.hint = f.text("hint", "")
	c.judge, c.expected = define(f)
	c.expected = f.text("expected", c.expected)
	if !f.used[lua.LNumber(1)] {
		c.expected = f.text(1, c.expected)
	}
	f.finish()
	r.checks = append(r.checks, c)
	d.lab.checks = append(d.lab.checks, c)
}

// fields reads argument n of a native as a table of fields.
func (d *definition) fields(L *lua.LState, what string, n int) *fields {
	t, ok := L.Get(n).(*lua.LTable)
	if !ok {
		if n == 2 && L.Get(1).Type() == lua.LTTable {
			L.RaiseError("%s{ … } needs a table, and a colon before its name", what)
		}
		L.RaiseError("%s{ … } needs a table", what)
	}
	_, line := lua51.Position(L)
	return &fields{L: L, table: t, what: what, line: line, used: map[lua.LValue]bool{}, pack: d.process.Module().Pack}
}
