package lua51

import (
	"testing"

	"ipclua/internal/luagen"
)

// Library functions do with random arguments what they do in lua5.1, error
// messages included. The environment variable LUACALLS is the range of seeds.
func TestLibraryCalls(t *testing.T) {
	const batch = 5000
	first, last := seeds(t, "LUACALLS", 10000)
	for ; first < last; first += batch {
		var calls []string
		for seed := first; seed < min(first+batch, last); seed++ {
			calls = append(calls, luagen.Call(uint64(seed)))
		}
		here, there := drive(t, luagen.CallDriver(), calls)
		for i := range calls {
			if here[i] != there[i] {
				t.Errorf("seed %d: %s\ngives\n%s\nlua5.1 gives\n%s", first+i, calls[i], here[i], there[i])
			}
		}
	}
}
