package watch

import (
	"fmt"
	"strings"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// page is one object, opened.
type page interface {
	// update takes the object as it is now.
	update(o *inventory.Object, m moment)
	// press tells whether the key is one of the page's.
	press(k key, m moment) bool
	// draw fills the lines [from, to) of a canvas.
	draw(c *canvas, from, to int, m moment)
	// hints are the page's own keys.
	hints() []hint
	// close gives back what the page has taken.
	close()
}

// open makes the page of an object.
func open(k sysv.Kernel, o *inventory.Object, m moment) page {
	var p page
	switch o.Kind {
	case sysv.Segment:
		p = newSegmentPage(k, o.ID)
	case sysv.Semaphore:
		p = new(setPage)
	default:
		p = new(queuePage)
	}
	p.update(o, m)
	return p
}

// facts are lines of a label and a text, of which a change stands out.
type facts struct {
	loud   int // of how many, from the first on, a change stands out at once
	labels []string
	texts  changes[string]
}

// update takes labels and texts in turn; those without a text are left out. The
// labels need to be the same each time.
func (f *facts) update(m moment, pairs ...string) {
	f.labels = f.labels[:0]
	var texts []string
	for i := 0; i < len(pairs); i += 2 {
		f.labels, texts = append(f.labels, pairs[i]), append(texts, pairs[i+1])
	}
	f.texts.update(texts, m.now)
}

// draw writes the facts that there are, and gives the line behind them.
func (f *facts) draw(c *canvas, from, to int, m moment) int {
	for i, text := range f.texts.values {
		if text == "" || from >= to {
			continue
		}
		c.write(1, from, c.width, f.labels[i], faint)
		look := m.mark(f.texts.at[i], plain)
		if look == fresh && i >= f.loud {
			look = recent
		}
		c.write(1+labelWidth, from, c.width, text, look)
		from++
	}
	return from
}

// labelWidth is the column of the labels, with the space behind it.
const labelWidth = 11

// title names an object, its key, and whose it is.
func title(o *inventory.Object) string {
	return fmt.Sprintf("%s  key %v  %s %s", o.Name(), o.Key(), o.Owner, o.Octal())
}

// listed is names as a text.
func listed(texts []string) string {
	if len(texts) == 0 {
		return "nobody"
	}
	return strings.Join(texts, ", ")
}

// gauge is a bar for value out of most, width columns long. What is not zero
// has at least a sliver.
func gauge(value, most uint64, width int) string {
	const eighths = "▏▎▍▌▋▊▉█"
	if most == 0 || value == 0 {
		return ""
	}
	parts := max(1, int(float64(value)/float64(most)*float64(8*width)))
	text := strings.Repeat("█", parts/8)
	if rest := parts % 8; rest > 0 {
		text += string([]rune(eighths)[rest-1])
	}
	return text
}
