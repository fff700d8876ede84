package trace

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"html/template"
	"io"
)

//go:embed page.html page.css page.js chart.css chart.js
var pageFiles embed.FS

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
	files := map[string]string{}
	for _, name := range []string{"page.html", "page.css", "page.js", "chart.js", "chart.css"} {
		text, err := pageFiles.ReadFile(name)
		if err != nil {
			return err
		}
		files[name] = string(text)
	}
	t, err := template.New("page").Parse(files["page.html"])
	if err != nil {
		return err
	}
	d := newDiagram(run, page)
	style, script, picture := files["page.css"], files["page.js"], []byte(nil)
	if d.Chart != nil {
		picture = newSheet(d.timeline).draw()
		style += files["chart.css"]
		script += files["chart.js"]
	}
	hash := sha256.Sum256([]byte(script))
	return t.Execute(w, struct {
		*diagram
		Style      template.CSS
		Script     template.JS
		ScriptHash string
		Picture    template.HTML // the timeline where no script draws it, and on paper
	}{
		diagram:    d,
		Style:      template.CSS(style),
		Script:     template.JS(script),
		ScriptHash: "sha256-" + base64.StdEncoding.EncodeToString(hash[:]),
		Picture:    template.HTML(picture),
	})
}
