package lab

import (
	_ "embed"
	"maps"
	"slices"
)

// Reference is what a check.lua may say: definitions for the Lua language server.
//
//go:embed check.lua
var Reference string

// definer reads what a check says about itself, and gives its judge and what is
// expected, in words.
type definer func(f *fields) (judge, string)

// vocabulary are the checks that there are.
func vocabulary() map[string]definer {
	return map[string]definer{
		"ends":             defineEnds,
		"output":           defineOutput,
		"final":            defineFinal,
		"no_deadlock":      defineNoDeadlock,
		"no_race":          defineNoRace,
		"no_leaks":         defineNoLeaks,
		"no_busy_wait":     defineNoBusyWait,
		"mutual_exclusion": defineExclusion,
		"must_reach":       defineReach,
		"survives_kill":    defineSurvival,
		"max_semaphores":   defineMaxSemaphores,
		"must_call":        defineMustCall,
		"must_not_call":    defineMustNotCall,
	}
}

// Names are the names of all checks.
func Names() []string { return slices.Sorted(maps.Keys(vocabulary())) }
