package main

// row is one kind of work.
type row struct {
	name string
	work string   // the workload's name in the programs
	args []string // and its arguments
	cpus []int    // for one process of work, or for each of two that talk; nil: anywhere
	talk bool     // two processes, roles 0 and 1, over a set of two semaphores

	reach       float64 // at most this times the base's time, or this many ns
	nanoseconds bool
	base        string // "C" if empty; another program of the row
	last        string // an argument for ipclua alone
	alone       bool   // without the other languages
}

// rows are the project's goals.
func rows() []row {
	return []row{
		{name: "start, empty script", work: "start", reach: 2.5},
		{name: "start, against lua5.1", work: "start", reach: 1.4, base: "lua5.1"},
		{name: "semaphore down + up", work: "semaphore", args: []string{"200000"}, reach: 1.25},
		{name: "ping-pong, one CPU", work: "pingpong", args: []string{"20000"}, talk: true, cpus: []int{0, 0}, reach: 1.2},
		{name: "ping-pong, a CPU each", work: "pingpong", args: []string{"5000"}, talk: true, cpus: []int{0, 1}, reach: 1.15},
		{name: "ping-pong, a CPU each, spin", work: "pingpong", args: []string{"20000"}, talk: true, cpus: []int{0, 1}, reach: 0.1, last: "spin"},
		{name: "v[i] = v[i] + 1", work: "index", args: []string{"2000000"}, reach: 300, nanoseconds: true, alone: true},
		{name: "v:set(i, v:get(i) + 1)", work: "getset", args: []string{"2000000"}, reach: 200, nanoseconds: true, alone: true},
		{name: "cells, one after the other", work: "access", args: []string{"50000"}, reach: 600, nanoseconds: true},
		{name: "64 MiB in", work: "in", reach: 0.7},
		{name: "64 MiB out", work: "out", reach: 1},
		{name: "get, attach, detach, remove", work: "lifecycle", args: []string{"10000"}, reach: 1.15},
		{name: "counter, 4 × 25,000, one CPU", work: "counter", args: []string{"25000"}, cpus: []int{0}, reach: 1.2},
		{name: "spawn + wait", work: "spawn", args: []string{"100"}, reach: 4},
		{name: "v:sum(), 16 Mi", work: "sum", reach: 1.5},
		{name: "v:fill(), 16 Mi", work: "fill", reach: 1.5},
	}
}
