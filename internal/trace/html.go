package trace

import (
	"bufio"
	_ "embed" // for the page's parts
	"io"
)

// The page's style and script, and what a timeline adds to them.
var (
	//go:embed page.css
	pageStyle markup
	//go:embed page.js
	pageScript markup
	//go:embed chart.css
	chartStyle markup
	//go:embed chart.js
	chartScript markup
	//go:embed chart-draw.js
	chartDraw markup
	//go:embed chart-move.js
	chartMove markup
	//go:embed chart-list.js
	chartList markup
)

// What the page's policy calls the script, without and with a timeline: a test tells
// what stands here after a change. Nothing is hashed when the program runs, because
// package crypto would prepare itself at the start of every process.
const (
	pageScriptHash  = "sha256-FJtQaI7bPSn8KobGqHFTeGPgzodM1wM2hLr2q8ssYa0="
	chartScriptHash = "sha256-86uQLQ9J04QqvXSZSQFjRz3Db2TvLagRhqtRVlCNVsc="
)

// Page is what an HTML page says around a run. The zero Page says nothing: the
// run alone is shown.
type Page struct {
	Kind    string  // what was found, in a word or two: "race"
	Message string  // a line
	Why     string  // a sentence
	Advice  string  // a sentence
	Replay  string  // the command that shows the run again
	Notes   []Note  // on lines of the sources
	Marked  []int   // the steps that conflict
	Telling []int   // the steps that led to it
	Pending []Event // what comes after the last step
	Then    string  // what to call that: "next", "stuck"
}

// Note is a remark on a line of a source.
type Note struct {
	File string
	Line int
	Text string // "P2 waits for mutex"
}

// HTML writes a run as one page that needs nothing else: a lane for each process,
// the shared memory and the semaphores after each step, the sources. It can be
// looked at step by step where scripts may run, and read and printed where not;
// #step=12 after its address is a step. A run that is timed, or long, has a timeline
// instead of the lanes. The same run gives the same page.
//
// The page's own policy forbids every script but the one that is embedded here,
// whatever the run's texts are.
func HTML(w io.Writer, run *Run, page Page) error {
	p := &pageWriter{diagram: newDiagram(run, page), out: bufio.NewWriter(w)}
	p.style, p.script, p.scriptHash = pageStyle, pageScript, pageScriptHash
	if p.Chart != nil {
		p.style, p.script, p.scriptHash = pageStyle+chartStyle, pageScript+chartScript+chartDraw+chartMove+chartList, chartScriptHash
	}
	return p.write()
}
