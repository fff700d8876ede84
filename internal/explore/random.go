package explore

import (
	"math/rand/v2"

	"ipclua/internal/sim"
)

// random lets each process that can go on be the next with the same probability.
func random(r *rand.Rand, _ estimate) sim.Chooser { return uniform{r} }

type uniform struct{ *rand.Rand }

func (u uniform) Choose(m *sim.Machine) int {
	enabled := m.Enabled()
	if len(enabled) == 1 {
		return enabled[0]
	}
	return enabled[u.IntN(len(enabled))]
}
