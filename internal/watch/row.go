package watch

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// column is one of the list's.
type column int

const (
	kindColumn column = iota
	idColumn
	keyColumn
	ownerColumn
	modeColumn
	contentColumn
	whoColumn
	columnCount
)

// headings of the columns.
func headings() [columnCount]string {
	return [columnCount]string{"KIND", "ID", "KEY", "OWNER", "MODE", "CONTENT", "WHO"}
}

// identity is what tells objects apart.
type identity struct {
	kind sysv.Kind
	id   int
}

// row is an object in the list, and what has changed of it. What an object holds
// are several texts: a set's values change one by one.
type row struct {
	identity
	object  inventory.Object
	texts   changes[string] // by column; content is not there
	content changes[string]
	came    time.Time // zero: it was there at the first look
	went    time.Time // zero: it is there
}

// valuesShown is how many of a set's values the list has at most.
const valuesShown = 32

func (r *row) update(o inventory.Object, now time.Time) {
	r.object = o
	r.content.update(content(&o), now)
	texts := make([]string, columnCount)
	texts[kindColumn], texts[idColumn] = string(o.Kind), strconv.Itoa(o.ID)
	texts[keyColumn], texts[ownerColumn], texts[modeColumn] = o.Key().String(), o.Owner, o.Octal()
	texts[whoColumn] = o.Who()
	r.texts.update(texts, now)
}

// content says what an object holds.
func content(o *inventory.Object) []string {
	switch o.Kind {
	case sysv.Segment:
		return []string{strconv.FormatUint(o.Shm.Segsz, 10) + " bytes"}
	case sysv.Queue:
		return []string{plural(o.Msg.Qnum, "message"), strconv.FormatUint(o.Msg.Cbytes, 10) + " bytes"}
	}
	if o.SemsErr != nil {
		return []string{o.Values(0)}
	}
	texts := make([]string, min(len(o.Sems), valuesShown))
	for i := range texts {
		texts[i] = strconv.Itoa(o.Sems[i].Value)
	}
	return texts
}

// separator stands between the texts of a content.
func (r *row) separator() string {
	if r.kind == sysv.Queue {
		return ", "
	}
	return " "
}

// widths gives how wide each column's text is.
func (r *row) widths() (w [columnCount]int) {
	for i, text := range r.texts.values {
		w[i] = columns(text)
	}
	w[contentColumn] = columns(strings.Join(r.content.values, r.separator()))
	return w
}

// matches tells whether a text, in small letters, is in what the list shows.
func (r *row) matches(text string) bool {
	all := strings.Join(r.texts.values, " ") + " " + strings.Join(r.content.values, r.separator())
	return strings.Contains(strings.ToLower(all), text)
}

// draw writes the row's columns, each from its place to its end.
func (r *row) draw(c *canvas, y int, places [columnCount]place, m moment) {
	usual := plain
	switch {
	case !r.went.IsZero():
		usual = gone
	case !r.came.IsZero() && m.recently(r.came):
		usual = added
	}
	for i, p := range places {
		if p.end <= p.begin {
			continue
		}
		switch column(i) {
		case contentColumn:
			r.drawContent(c, p.begin, y, p.end, usual, m)
		case idColumn:
			c.right(y, p.end, r.texts.values[i], usual)
		case whoColumn:
			look := r.mark(m, r.texts.at[i], usual)
			if look == fresh {
				look = recent // who waits changes all the time, and the text is long
			}
			c.write(p.begin, y, p.end, r.texts.values[i], look)
		default:
			c.write(p.begin, y, p.end, r.texts.values[i], r.mark(m, r.texts.at[i], usual))
		}
	}
}

// drawContent writes what the object holds; of a set as many values as there is
// room for, and how many there are.
func (r *row) drawContent(c *canvas, x, y, end int, usual style, m moment) {
	texts := r.content.values
	rest := ""
	if r.kind == sysv.Semaphore && len(r.object.Sems) > 1 {
		rest = fmt.Sprintf(" … (%d)", len(r.object.Sems))
	}
	for n, text := range texts {
		needed := columns(text)
		if n > 0 {
			needed += columns(r.separator())
		}
		if isLast := n == len(r.object.Sems)-1; rest != "" && (!isLast && x+needed+columns(rest) > end || isLast && x+needed > end) {
			c.write(x, y, end, rest, usual)
			return
		}
		if n > 0 {
			x = c.write(x, y, end, r.separator(), usual)
		}
		x = c.write(x, y, end, text, r.mark(m, r.content.at[n], usual))
	}
	if len(texts) < len(r.object.Sems) {
		c.write(x, y, end, rest, usual)
	}
}

// mark is moment.mark for an object that is still there.
func (r *row) mark(m moment, at time.Time, usual style) style {
	if usual == gone {
		return gone
	}
	return m.mark(at, usual)
}

// plural is "1 message" or "2 messages".
func plural(n uint64, word string) string {
	if n != 1 {
		word += "s"
	}
	return strconv.FormatUint(n, 10) + " " + word
}
