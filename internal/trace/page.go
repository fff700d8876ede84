package trace

import (
	"bufio"
	"encoding/json"
	"fmt"
	"html"
	"strings"
)

// pageWriter writes the page of a diagram. html/template would take fewer lines, but
// prepares itself, for 0.2 ms with what it imports, whenever a process starts. Here,
// too, nothing of a run comes in unescaped: it is a value of put, never a part of a
// format.
type pageWriter struct {
	*diagram
	style, script markup
	scriptHash    string // "sha256-…"

	out *bufio.Writer
	err error // of data
}

// markup is what may stand in a page as it is. A constant is one, a text of a run is not:
// the compiler refuses it where a format is wanted, alone and as a part of one.
type markup string

// put writes markup. The format is a constant, whose attributes are in quotes; the
// values are texts, which are escaped, and integers.
func (p *pageWriter) put(format markup, values ...any) {
	for i, v := range values {
		switch v := v.(type) {
		case string:
			values[i] = strings.ReplaceAll(html.EscapeString(v), "\x00", "\ufffd")
		case int:
		default:
			panic(fmt.Sprintf("trace: a page with a value of type %T", v))
		}
	}
	fmt.Fprintf(p.out, string(format), values...)
}

// raw writes markup, a style or a script that this package has made.
func (p *pageWriter) raw(text markup) { p.out.WriteString(string(text)) }

// data writes a value for the script. In Go's JSON there is no '<' that could end the
// element.
func (p *pageWriter) data(id string, value any) {
	text, err := json.Marshal(value)
	if err != nil && p.err == nil {
		p.err = err
	}
	p.put(`<script type="application/json" id="%s">`, id)
	p.out.Write(text)
	p.raw("</script>\n")
}

// when writes markup about a text that there may not be.
func (p *pageWriter) when(text string, format markup) {
	if text != "" {
		p.put(format, text)
	}
}

// classes are a first one and those behind the conditions that hold.
func classes(first string, more ...any) string {
	for i := 0; i < len(more); i += 2 {
		if more[i].(bool) {
			first += " " + more[i+1].(string)
		}
	}
	return first
}

// write writes the whole page.
func (p *pageWriter) write() error {
	p.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	p.put(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src '%s'">`+"\n", p.scriptHash)
	p.raw(`<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
`)
	p.put("<title>%s</title>\n<style>", p.Title())
	p.raw(p.style)
	p.raw("</style>\n</head>\n<body>\n")
	p.header()
	p.navigation()
	if p.Chart != nil {
		p.timelineBox()
	}
	p.raw("<main>\n")
	p.steps()
	p.raw("<div class=\"side\">\n")
	p.sources()
	p.sharedBox()
	p.processes()
	p.raw("</div>\n</main>\n\n")
	p.data("frames", p.Frames)
	if p.Chart != nil {
		p.data("calls", p.Chart)
	}
	p.raw("<script>")
	p.raw(p.script)
	p.raw("</script>\n</body>\n</html>\n")
	if p.err != nil {
		return p.err
	}
	return p.out.Flush()
}

// header says what was found, or which run it is.
func (p *pageWriter) header() {
	p.raw("<header>\n")
	if p.Page.Kind != "" {
		p.put("<h1><span class=\"kind\">%s</span> %s</h1>\n", p.Page.Kind, p.Page.Message)
	} else {
		p.put("<h1>%s</h1>\n", p.Run.Script)
	}
	p.when(p.About(), "<p>%s</p>\n")
	p.when(p.Page.Why, "<p>%s</p>\n")
	p.when(p.Page.Advice, "<p><b>Advice:</b> %s</p>\n")
	p.when(p.Page.Replay, `<p class="replay"><code id="replay">%s</code> <button type="button" id="copy" hidden>Copy</button></p>`+"\n")
	p.raw("</header>\n\n")
}

// navigation has the buttons that the script shows.
func (p *pageWriter) navigation() {
	p.raw(`<nav aria-label="Steps" hidden>
<button type="button" id="first" title="Before the first step (Home)" aria-label="Before the first step">Start</button>
<button type="button" id="back" title="A step back (←)" aria-label="A step back">◀</button>
`)
	p.put(`<input type="range" id="slider" min="0" max="%d" value="%d" aria-label="Step">`+"\n", p.Last, p.Last)
	p.raw(`<button type="button" id="forward" title="A step forward (→)" aria-label="A step forward">▶</button>
<button type="button" id="last" title="The end (End)" aria-label="The end">End</button>
<output id="said" for="slider"></output>
</nav>

`)
}

// timelineBox has the chart, and its picture for where no script draws it and for
// paper.
func (p *pageWriter) timelineBox() {
	p.raw(`<section id="timeline" class="box" aria-label="Timeline" hidden>
<div class="tools">
<button type="button" id="in" title="Closer (+)" aria-label="Closer">+</button>
<button type="button" id="out" title="Farther (−)" aria-label="Farther">−</button>
<button type="button" id="fit" title="All of it (0)">All</button>
<label>only <select id="only">
<option value="">everything</option>
`)
	for i, name := range p.Chart.Objects {
		p.put("<option value=\"%d\">%s</option>\n", i, name)
	}
	p.raw(`</select></label>
<small>wheel: closer, farther · drag: along · click: that step</small>
</div>
<canvas id="chart" tabindex="0" role="img" aria-label="What each process did when; the list below has it in words"></canvas>
</section>
<figure id="picture">
`)
	p.out.Write(newSheet(p.timeline).draw())
	p.raw(`
</figure>
<div id="details" role="tooltip" hidden></div>

`)
}
