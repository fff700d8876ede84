package luamod

import (
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/lua51"
)

// The reference and the module have the same names.
func TestReferenceNames(t *testing.T) {
	r := readReference(definitions)
	_, m := newState(t, newWorld(t))

	var documented []string
	for _, p := range r.pages {
		if p.sort == functionPage || p.sort == constantPage {
			documented = append(documented, p.name)
		}
	}
	compareNames(t, "ipc", documented, keys(m.table))

	for _, c := range m.classes.all() {
		name := shortName(c.name)
		page := r.class(name)
		if page == nil {
			t.Errorf("class %s has no page", name)
			continue
		}
		compareNames(t, name, r.allMembers(page), keys(c.methods))
	}
	for _, p := range r.pages {
		class, _, _ := strings.Cut(p.name, ".")
		if p.sort == methodPage && r.class(class) == nil {
			t.Errorf("%s is a method of no class", p.name)
		}
	}
}

// allMembers are a class's methods, inherited ones too.
func (r *reference) allMembers(p *page) []string {
	list := r.members(p.name)
	for _, parent := range p.parents {
		list = append(list, r.allMembers(r.class(parent))...)
	}
	return list
}

func keys(t *lua.LTable) []string {
	var list []string
	for k, _ := t.Next(lua.LNil); k != lua.LNil; k, _ = t.Next(k) {
		list = append(list, k.String())
	}
	return list
}

func compareNames(t *testing.T, where string, documented, actual []string) {
	t.Helper()
	count := map[string]int{}
	for _, name := range documented {
		count[name]++
	}
	for _, name := range slices.Sorted(maps.Keys(count)) {
		if count[name] > 1 {
			t.Errorf("%s: %s is documented %d times", where, name, count[name])
		}
		if !slices.Contains(actual, name) {
			t.Errorf("%s: %s is documented, but is not there", where, name)
		}
	}
	for _, name := range actual {
		if count[name] == 0 {
			t.Errorf("%s: %s is there, but is not documented", where, name)
		}
	}
}

func TestReferenceConstants(t *testing.T) {
	r := readReference(definitions)
	_, m := newState(t, newWorld(t))
	for _, p := range r.pages {
		if p.sort == constantPage && p.value != m.table.RawGetString(p.name).String() {
			t.Errorf("%s is documented as %s, and is %v", p.name, p.value, m.table.RawGetString(p.name))
		}
	}
}

// Every page says what its name is for; a function's has an example in Lua,
// and its parameters are those of the declaration.
func TestReferencePages(t *testing.T) {
	L := lua51.NewState()
	defer L.Close()
	r := readReference(definitions)
	for _, p := range r.pages {
		switch p.sort {
		case sectionPage:
			continue
		case classPage:
			if !p.isObject && len(p.fields) > 0 {
				continue // its fields say it
			}
		case functionPage, methodPage:
			if _, err := lua51.Load(L, strings.NewReader(p.example), "example"); p.example == "" || err != nil {
				t.Errorf("%s: example %q: %v", p.name, p.example, err)
			}
			short := p.name[strings.Index(p.name, ".")+1:]
			if !strings.Contains(p.example, short) && short != "up" {
				t.Errorf("%s: the example does not use it: %q", p.name, p.example)
			}
			if declared := p.declared(definitions); declared != p.parameterList() {
				t.Errorf("%s: declared with (%s), described with (%s)", p.name, declared, p.parameterList())
			}
		}
		if p.summary() == "" {
			t.Errorf("%s: nothing is said", p.name)
		}
	}
}

func (p *page) parameterList() string {
	var names []string
	for _, v := range p.params {
		names = append(names, v.name)
	}
	return strings.Join(names, ", ")
}

// declared are the parameters in the declaration of a function.
func (p *page) declared(text string) string {
	name := "ipc." + p.name
	if p.sort == methodPage {
		name = strings.Replace(p.name, ".", ":", 1)
	}
	_, rest, _ := strings.Cut(text, "function "+name+"(")
	args, _, _ := strings.Cut(rest, ")")
	return args
}

// Every type that is named is described.
func TestReferenceTypes(t *testing.T) {
	r := readReference(definitions)
	for _, p := range r.pages {
		for _, v := range slices.Concat(p.params, p.returns, p.fields) {
			for kind := range strings.SplitSeq(v.kind, "|") {
				name, ours := strings.CutPrefix(strings.TrimRight(kind, "[]?"), "ipc.")
				if ours && name != "flagset" && r.class(name) == nil {
					t.Errorf("%s: %s: there is no class %s", p.name, v.name, kind)
				}
			}
		}
		for _, parent := range p.parents {
			if r.class(parent) == nil {
				t.Errorf("%s: there is no class %s", p.name, parent)
			}
		}
	}
}

// What has fields has those that are described: an object all but the optional
// ones, a table just these.
func TestReferenceFields(t *testing.T) {
	r := readReference(definitions)
	L, _ := newState(t, newWorld(t))
	run(t, L, `
		local seg, set, q = ipc.segment{size = 8, temporary = true}, ipc.semaphore{value = 1, temporary = true}, ipc.queue{temporary = true}
		local _, e = pcall(ipc.queue, {id = -1})
		samples = {segment = seg, semaphore = set, queue = q, memory = seg, object = q, layout = ipc.struct "int a;", error = e}
		tables = {
			shmid_ds = ipc.shmctl(seg.id, "IPC_STAT"), semid_ds = ipc.semctl(set.id, 0, "IPC_STAT"), msqid_ds = ipc.msgctl(q.id, "IPC_STAT"),
			ipc_perm = ipc.msgctl(q.id, "IPC_STAT").msg_perm, stat = {},
		}
		for _, name in ipairs{"shmid_ds", "semid_ds", "msqid_ds"} do tables[name].id = 1 end
		for _, o in ipairs(ipc.list()) do
			for name, value in pairs(o) do tables.stat[name] = value end
		end`)
	samples := L.GetGlobal("samples").(*lua.LTable)
	for _, name := range keys(samples) {
		for _, v := range r.class(name).fields {
			if L.GetField(samples.RawGetString(name), v.name) == lua.LNil && !v.optional {
				t.Errorf("%s has no field %s", name, v.name)
			}
		}
	}
	tables := L.GetGlobal("tables").(*lua.LTable)
	for _, name := range keys(tables) {
		var documented []string
		for _, v := range r.class(name).fields {
			documented = append(documented, v.name)
		}
		compareNames(t, name, documented, keys(tables.RawGetString(name).(*lua.LTable)))
	}
}

// The reference is Lua: editors' tools parse it.
func TestReferenceIsLua(t *testing.T) {
	L := lua51.NewState()
	defer L.Close()
	if _, err := lua51.Load(L, strings.NewReader(definitions), "ipc.lua"); err != nil {
		t.Error(err)
	}
	luac, err := exec.LookPath("luac5.1")
	if err != nil {
		t.Skip("luac5.1 is not installed")
	}
	if out, err := exec.Command(luac, "-p", "ipc.lua").CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestHelp(t *testing.T) {
	cases := []struct{ call, want string }{
		{`ipc.help()`, "ipc.semop(id, sops)  "},
		{`ipc.help(ipc)`, "Message queues"},
		{`ipc.help("ipc")`, "IPC_CREAT"},
		{`ipc.help("semop")`, "ipc.semop(id, sops)\n  Do operations on a set"},
		{`ipc.help("ipc.semop")`, "Errors: E2BIG"},
		{`ipc.help(ipc.semop)`, "Example: assert(ipc.semop("},
		{`ipc.help("semaphore.down")`, "semaphore:down([num [, opts]])\n  P: wait"},
		{`ipc.help("semaphore:down()")`, "  timeout  number?"},
		{`ipc.help("down")`, "semaphore:down("},
		{`ipc.help("segment")`, "\nsegment\n  A segment, attached."},
		{`ipc.help("segment")`, "temporary"},
		{`ipc.help("segment.stat")`, "object:stat()"},
		{`ipc.help("segment.read")`, "memory:read([offset [, length]])"},
		{`local q = ipc.queue{temporary = true} ipc.help(q)`, "queue:receive("},
		{`local q = ipc.queue{temporary = true} ipc.help(q.receive)`, "queue:receive("},
		{`local q = ipc.queue{temporary = true} ipc.help(q.stat)`, "object:stat("},
		{`ipc.help(select(2, pcall(ipc.queue, {id = -1})))`, "What the object layer raises."},
		{`ipc.help("IPC_CREAT")`, "ipc.IPC_CREAT = 512\n  create it"},
		{`ipc.help("ENOENT")`, "no such file or directory"},
		{`ipc.help("segment.options")`, "readonly"},
	}
	for _, c := range cases {
		w := newWorld(t)
		var out strings.Builder
		w.Stdout = &out
		L, _ := newState(t, w)
		run(t, L, c.call)
		if !strings.Contains(out.String(), c.want) {
			t.Errorf("%s: want %q in:\n%s", c.call, c.want, out.String())
		}
	}
}

func TestHelpRaises(t *testing.T) {
	w := newWorld(t)
	w.Stdout = io.Discard
	L, _ := newState(t, w)
	for call, want := range map[string]string{
		`ipc.help("semopp")`:        "bad argument #1 to 'help' (nothing here is called 'semopp'; did you mean 'semop'?)",
		`ipc.help("semaphore.dwn")`: "did you mean 'semaphore.down'?",
		`ipc.help("queue.down")`:    "nothing here is called 'queue.down'",
		`ipc.help(print)`:           "this function is not of module ipc",
		`ipc.help(1)`:               "a name, or a function or an object of module ipc expected, got number",
		`ipc.help({})`:              "expected, got table",
		`ipc.help(true)`:            "expected, got boolean",
	} {
		t.Run(call, func(t *testing.T) { checkRaises(t, L, call, want) })
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
	writer.Close()
	w.Stdout = writer
	checkRaises(t, L, `ipc.help()`, "file already closed")
}
