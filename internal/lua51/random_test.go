package lua51

import (
	"os"
	"strconv"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"

	"ipclua/internal/luagen"
)

// Random programs do here what they do in lua5.1. The environment variable
// LUAGEN is the range of seeds, as in LUAGEN=5000-105000.
func TestRandomPrograms(t *testing.T) {
	const batch = 500
	first, last := 0, 1000
	if seeds, ok := os.LookupEnv("LUAGEN"); ok {
		from, to, _ := strings.Cut(seeds, "-")
		var errs [2]error
		first, errs[0] = strconv.Atoi(from)
		last, errs[1] = strconv.Atoi(to)
		if errs[0] != nil || errs[1] != nil {
			t.Fatalf("LUAGEN=%s is no range of seeds", seeds)
		}
	}
	for ; first < last; first += batch {
		var programs []luagen.Program
		for seed := first; seed < min(first+batch, last); seed++ {
			programs = append(programs, luagen.New(uint64(seed)))
		}
		for _, i := range differing(t, programs) {
			smallest := shrink(t, programs[i])
			here, there := both(t, []luagen.Program{smallest})
			t.Errorf("seed %d:\n%s\nprints\n%s\nlua5.1 prints\n%s", first+i, smallest, here[0], there[0])
		}
	}
}

// shrink takes statements off a program as long as it differs.
func shrink(t *testing.T, p luagen.Program) luagen.Program {
	t.Helper()
	for {
		smaller := p.Smaller()
		wrong := differing(t, smaller)
		if len(wrong) == 0 {
			return p
		}
		p = smaller[wrong[0]]
	}
}

// differing lists the programs that print something else in lua5.1.
func differing(t *testing.T, programs []luagen.Program) []int {
	t.Helper()
	var wrong []int
	here, there := both(t, programs)
	for i := range programs {
		if here[i] != there[i] {
			wrong = append(wrong, i)
		}
	}
	return wrong
}

// both gives what programs print here and in lua5.1.
func both(t *testing.T, programs []luagen.Program) (here, there []string) {
	t.Helper()
	if len(programs) == 0 {
		return nil, nil
	}
	texts := make([]string, len(programs))
	for i, p := range programs {
		texts[i] = p.String()
	}
	joined := luagen.Join(texts)
	there = luagen.Split(lua51(t, `programs, emit = io.read("*a"), io.write `+luagen.Driver(), joined))
	L := NewState()
	defer L.Close()
	var output strings.Builder
	L.SetGlobal("programs", lua.LString(joined))
	L.SetGlobal("emit", L.NewFunction(func(L *lua.LState) int {
		output.WriteString(L.CheckString(1))
		return 0
	}))
	fn, err := Load(L, strings.NewReader(luagen.Driver()), "driver")
	if err == nil {
		L.Push(fn)
		err = PCall(L, 0, 0, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	here = luagen.Split(output.String())
	if len(here) != len(programs) || len(there) != len(programs) {
		t.Fatalf("%d programs give %d results, and %d in lua5.1", len(programs), len(here), len(there))
	}
	return here, there
}
