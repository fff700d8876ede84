// Bench runs the same work in C, here, and in the other languages that have
// System V IPC, and prints one table of ratios to C:
//
//	go run ./bench [-rounds 5] [-only REGEXP]
//
// All programs of a row run in turn, round after round, so that they share the
// machine's moods; the median of the rounds counts. Where two processes talk
// they are pinned. Languages that are not installed are left out.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

func main() {
	rounds := flag.Int("rounds", 5, "how often each program runs")
	only := flag.String("only", "", "the rows whose name matches")
	flag.Parse()
	if err := bench(*rounds, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(rounds int, only string) error {
	pattern, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	l, err := newLab(dir)
	if err != nil {
		return err
	}
	start := time.Now()
	fmt.Printf("%s/%s, %d CPUs, median of %d rounds; times to C's, in brackets the time of one unit\n\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), rounds)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "work\tC\tipclua\treach\t\t"+strings.Join(peerNames(), "\t"))
	for _, row := range rows() {
		if !pattern.MatchString(row.name) {
			continue
		}
		times := l.measure(row, rounds)
		fmt.Fprintln(w, line(row, times))
		w.Flush()
	}
	if pattern.MatchString("language") {
		if err := l.language(dir, rounds); err != nil {
			return err
		}
	}
	fmt.Printf("\n%.0f s\n", time.Since(start).Seconds())
	return nil
}

// line is one row of the table.
func line(r row, times map[string]float64) string {
	c, ours := times["C"], times["ipclua"]
	base := c
	if r.base != "" {
		base = times[r.base]
	}
	verdict := "ok"
	switch {
	case ours == 0:
		verdict = "failed"
	case r.nanoseconds && ours > r.reach, !r.nanoseconds && ours > r.reach*base:
		verdict = "MISSED"
	}
	reach := fmt.Sprintf("%.4g", r.reach)
	if r.nanoseconds {
		reach = fmt.Sprintf("%.0f ns", r.reach)
	} else if r.base != "" {
		reach += " of " + r.base
	}
	cells := []string{r.name, unit(c), ratio(ours, base), reach, verdict}
	for _, name := range peerNames() {
		cells = append(cells, ratio(times[name], base))
	}
	return strings.Join(cells, "\t")
}

func ratio(t, base float64) string {
	switch {
	case t == 0:
		return "-"
	case base == 0:
		return unit(t)
	}
	return fmt.Sprintf("%.2f (%s)", t/base, unit(t))
}

func unit(ns float64) string {
	switch {
	case ns == 0:
		return "-"
	case ns < 1e3:
		return fmt.Sprintf("%.3g ns", ns)
	case ns < 1e6:
		return fmt.Sprintf("%.3g µs", ns/1e3)
	}
	return fmt.Sprintf("%.3g ms", ns/1e6)
}

func median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// source is where the measured programs are.
func source() (string, error) {
	for _, dir := range []string{"bench/work", "work"} {
		if _, err := os.Stat(filepath.Join(dir, "work.c")); err == nil {
			return filepath.Abs(dir)
		}
	}
	return "", fmt.Errorf("bench/work is not here: run it in the repository")
}
