package trace

// sources shows the scripts, with what there is to say of their lines.
func (p *pageWriter) sources() {
	p.raw("<section id=\"source\" class=\"box\" tabindex=\"0\" aria-label=\"Source\">\n")
	for _, f := range p.Files {
		p.put("<div class=\"file\" data-file=\"%d\">\n<h2>%s</h2>\n<ol>\n", f.Number, f.Name)
		for _, l := range f.Lines {
			p.put(`<li data-line="%d"`, l.Number)
			if len(l.Notes) > 0 {
				p.raw(` class="noted"`)
			}
			p.put(`><span class="number">%d</span><code>%s</code><span class="at"></span>`, l.Number, l.Text)
			for _, note := range l.Notes {
				p.put(`<span class="note">%s</span>`, note)
			}
			p.raw("</li>\n")
		}
		p.raw("</ol>\n</div>\n")
	}
	p.raw("</section>\n")
}

// sharedBox shows what the processes share, at the end of the run.
func (p *pageWriter) sharedBox() {
	if len(p.Cells) == 0 {
		return
	}
	bytes := ""
	if p.HaveBytes() {
		bytes = "bytes"
	}
	p.raw("<section id=\"shared\" class=\"box\" tabindex=\"0\" aria-label=\"What the processes share\">\n<table>\n")
	p.put(`<thead><tr><th scope="col">shared</th><th scope="col">value</th><th scope="col">%s</th><th scope="col"></th></tr></thead>`+"\n<tbody>\n", bytes)
	for _, c := range p.Cells {
		p.put(`<tr data-cell="%d"`, c.Number)
		if c.Marked() {
			p.raw(` class="marked"`)
		}
		p.put(">\n<th scope=\"row\">%s", c.Name)
		p.when(c.Where, " <small>%s</small>")
		p.put("</th>\n<td class=\"value\">%s</td>\n<td class=\"bytes\">%s</td>\n<td class=\"note\">", c.Value, c.Bytes)
		for _, note := range c.Notes {
			p.put("<div>%s</div>", note)
		}
		p.raw("</td>\n</tr>\n")
	}
	p.raw("</tbody>\n</table>\n")
	if p.OtherCells > 0 {
		p.put("<p class=\"skipped\">%d more, which are used less.</p>\n", p.OtherCells)
	}
	p.raw("</section>\n")
}

// processes shows who there was, how it ended and what it wrote.
func (p *pageWriter) processes() {
	p.raw(`<section id="processes" class="box" tabindex="0" aria-label="Processes">
<table>
<thead><tr><th scope="col">process</th><th scope="col">runs</th><th scope="col">now</th></tr></thead>
<tbody>
`)
	for _, l := range p.Lanes {
		p.put(`<tr data-number="%d"><th scope="row" class="p%d">P%d</th><td>%s</td><td class="now">%s</td></tr>`+"\n", l.Number, l.Color, l.Number, l.Name, l.Ended)
		if l.Output != "" {
			p.put(`<tr class="output"><td></td><td colspan="2"><pre aria-label="output of P%d">%s</pre></td></tr>`+"\n", l.Number, l.Output)
		}
	}
	p.raw("</tbody>\n</table>\n</section>\n")
}
