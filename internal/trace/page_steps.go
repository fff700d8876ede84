package trace

// steps lists them: who does what, where, with the lanes and the values beside it.
func (p *pageWriter) steps() {
	p.put("<section id=\"steps\" class=\"box\" tabindex=\"0\" aria-label=\"Steps\" data-count=\"%d\" data-then=\"%s\">\n", len(p.Run.Events), p.Page.Then)
	p.raw("<table>\n<thead>\n<tr>\n<th scope=\"col\" class=\"number\">step</th>\n")
	if p.Run.Timed {
		p.raw("<th scope=\"col\" class=\"number\">seconds</th>\n")
	}
	if p.Chart == nil {
		p.put(`<th scope="col" class="lanes"><svg width="%d" height="%d" role="img" aria-label="a lane for each process">`, p.LanesWidth(), p.RowHeight())
		for _, l := range p.Lanes {
			p.put(`<text x="%d" y="16" class="p%d"><title>%s</title>P%d</text>`, l.X, l.Color, l.Name, l.Number)
		}
		p.raw("</svg></th>\n")
	}
	p.raw("<th scope=\"col\" class=\"does\">who does what</th>\n<th scope=\"col\">where</th>\n")
	for _, c := range p.Columns {
		p.put(`<th scope="col" class="%s" data-column="%d" title="%s"><span>%s</span></th>`+"\n",
			classes("value", c.Marked(), "marked"), c.Number, joined(c.Name, ", ", c.Where, ""), c.Name)
	}
	p.raw("</tr>\n</thead>\n<tbody>\n")
	for i := range p.Rows {
		p.row(&p.Rows[i])
	}
	p.raw("</tbody>\n</table>\n")
	if p.Chart == nil {
		p.raw(`<p class="legend"><span>○ reads</span> <span>● writes</span> <span>◆ atomic</span> <span>▼ takes</span> <span>▲ gives</span> <span>▤ waits</span> <span>→ lets through</span></p>` + "\n")
	} else if p.Skipped() > 0 {
		p.put("<p class=\"skipped\">%d more steps are not listed here.</p>\n", p.Skipped())
	} else {
		p.raw("<p class=\"skipped\"></p>\n")
	}
	p.raw("</section>\n\n")
}

// row is that of a step, or of what is still to come.
func (p *pageWriter) row(r *row) {
	p.put(`<tr data-position="%d" data-process="%d"`, r.Position, r.Process)
	p.when(r.Class, ` class="%s"`)
	p.raw(">\n<th scope=\"row\" class=\"number\">")
	if r.Pending {
		p.put("%s", r.Label)
	} else {
		p.put(`<a href="#step=%s">%s</a>`, r.Label, r.Label)
	}
	p.raw("</th>\n")
	if p.Run.Timed {
		p.put("<td class=\"number\">%s</td>\n", r.Time)
	}
	if p.Chart == nil {
		p.lanes(r)
	}
	p.put(`<td class="does" title="%s"><b class="p%d">P%d</b> <span>%s</span></td>`+"\n", joined(r.Text, " (", r.More, ")"), r.Color, r.Process, r.Text)
	p.put("<td class=\"where\">%s</td>\n", r.Place)
	for _, v := range r.Values {
		p.put(`<td class="%s" title="%s"><span>%s</span></td>`+"\n", classes("value", v.Changed, "changed", v.Marked, "marked"), v.Text, v.Text)
	}
	p.raw("</tr>\n")
}

// lanes draws a row's part of them.
func (p *pageWriter) lanes(r *row) {
	d := &r.Drawing
	p.put(`<td class="lanes"><svg width="%d" height="%d" aria-hidden="true">`, p.LanesWidth(), p.RowHeight())
	p.when(d.Lines, `<path class="runs" d="%s"/>`)
	p.when(d.Waits, `<path class="waits" d="%s"/>`)
	p.when(d.Ready, `<path class="ready" d="%s"/>`)
	p.when(d.Births, `<path class="birth" d="%s"/>`)
	p.when(d.Arrows, `<path class="arrow" d="%s"/>`)
	p.put(`<path class="dot %s p%d" d="%s"/></svg></td>`+"\n", classes(d.Shape, r.Pending, "pending"), r.Color, d.Dot)
}

// joined puts a second text behind the first, if there is one.
func joined(first, before, second, behind string) string {
	if second == "" {
		return first
	}
	return first + before + second + behind
}
