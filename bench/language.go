package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"text/tabwriter"
	"time"
)

// language compares the language alone with gopher-lua as it is, and says what
// other interpreters take.
func (l *lab) language(dir string, rounds int) error {
	plain := filepath.Join(dir, "plain")
	if err := install("ipclua/bench/plain", l.source, plain); err != nil {
		return err
	}
	programs := [...]struct{ name, program string }{
		{"gopher-lua", plain}, {"ipclua", l.ipclua}, {"lua5.1", "lua5.1"}, {"LuaJIT", "luajit"},
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	defer w.Flush()
	fmt.Fprintln(w, "\nlanguage\tgopher-lua\tipclua\treach\t\tlua5.1\tLuaJIT")
	for _, r := range [...]struct {
		work  string
		reach float64
	}{{"fib", 1.03}, {"strings", 1.03}, {"tables", 1.03}, {"pcall", 1.4}} {
		all := map[string][]float64{}
		for range rounds {
			for _, p := range programs {
				cmd := exec.Command(p.program, filepath.Join(l.source, "language.lua"), r.work)
				start := time.Now()
				if err := cmd.Run(); err == nil {
					all[p.name] = append(all[p.name], float64(time.Since(start)))
				}
			}
		}
		base, ours := median(all["gopher-lua"]), median(all["ipclua"])
		verdict := "ok"
		if ours == 0 || ours > r.reach*base {
			verdict = "MISSED"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%.4g\t%s\t%s\t%s\n", r.work, unit(base), ratio(ours, base), r.reach, verdict,
			ratio(median(all["lua5.1"]), base), ratio(median(all["LuaJIT"]), base))
	}
	return nil
}
