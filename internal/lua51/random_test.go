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
	first, last := seeds(t, "LUAGEN", 1000)
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

// seeds is the range that an environment variable tells, or the first n.
func seeds(t *testing.T, variable string, n int) (first, last int) {
	t.Helper()
	value, ok := os.LookupEnv(variable)
	if !ok && raceDetector {
		return 0, n / 5 // each takes five times as long
	}
	if !ok {
		return 0, n
	}
	from, to, _ := strings.Cut(value, "-")
	first, e1 := strconv.Atoi(from)
	last, e2 := strconv.Atoi(to)
	if e1 != nil || e2 != nil {
		t.Fatalf("%s=%s is no range of seeds", variable, value)
	}
	return first, last
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
	texts := make([]string, len(programs))
	for i, p := range programs {
		texts[i] = p.String()
	}
	return drive(t, luagen.Driver(), texts)
}

// drive gives what a driver of luagen tells of texts, here and in lua5.1.
func drive(t *testing.T, driver string, texts []string) (here, there []string) {
	t.Helper()
	if len(texts) == 0 {
		return nil, nil
	}
	joined := luagen.Join(texts)
	there = luagen.Split(lua51(t, `programs, emit = io.read("*a"), io.write `+driver, joined))
	L := NewState()
	defer L.Close()
	var output strings.Builder
	L.SetGlobal("programs", lua.LString(joined))
	L.SetGlobal("emit", L.NewFunction(func(L *lua.LState) int {
		output.WriteString(L.CheckString(1))
		return 0
	}))
	fn, err := Load(L, strings.NewReader(driver), "(command line)") // as lua5.1 calls it
	if err == nil {
		L.Push(fn)
		err = PCall(L, 0, 0, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	here = luagen.Split(output.String())
	if len(here) != len(texts) || len(there) != len(texts) {
		t.Fatalf("%d texts give %d results, and %d in lua5.1", len(texts), len(here), len(there))
	}
	return here, there
}
