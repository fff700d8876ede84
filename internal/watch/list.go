package watch

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// list is the table of all objects. Those that have gone stay for a while.
type list struct {
	rows     []*row // by kind and id
	filter   string // only rows with this text, in small letters
	selected identity
	top      int // the first row that is shown
	height   int // how many rows there is room for
	looked   bool
	widest   [columnCount]int // only grows, so that columns stay where they are
}

// update takes what exists now.
func (l *list) update(i *inventory.Inventory, m moment) {
	known := make(map[identity]*row, len(l.rows))
	for _, r := range l.rows {
		known[r.identity] = r
	}
	var rows []*row
	for _, o := range i.Objects {
		id := identity{o.Kind, o.ID}
		r := known[id]
		if r == nil || !r.went.IsZero() {
			r = &row{identity: id}
			if l.looked {
				r.came = m.now
			}
		}
		delete(known, id)
		r.update(o, m.now)
		rows = append(rows, r)
	}
	for _, r := range l.rows {
		if known[r.identity] != r {
			continue
		}
		if r.went.IsZero() {
			r.went = m.now
		}
		if m.recently(r.went) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b *row) int {
		return cmp.Or(cmp.Compare(rank(a.kind), rank(b.kind)), cmp.Compare(a.id, b.id))
	})
	// Where the selected object stood, its successor is selected.
	position := l.position()
	l.rows, l.looked = rows, true
	if shown := l.shown(); len(shown) > 0 && l.position() < 0 {
		l.selected = shown[min(max(position, 0), len(shown)-1)].identity
	}
	for _, r := range rows {
		for n, w := range r.widths() {
			l.widest[n] = max(l.widest[n], w)
		}
	}
}

// rank is a kind's place in the list.
func rank(kind sysv.Kind) int { return slices.Index(sysv.Kinds(), kind) }

// shown are the rows that the filter lets through.
func (l *list) shown() []*row {
	if l.filter == "" {
		return l.rows
	}
	var rows []*row
	for _, r := range l.rows {
		if r.matches(l.filter) {
			rows = append(rows, r)
		}
	}
	return rows
}

// position is the selected row's among those shown, or -1.
func (l *list) position() int {
	return slices.IndexFunc(l.shown(), func(r *row) bool { return r.identity == l.selected })
}

// chosen is the selected row, or nil.
func (l *list) chosen() *row {
	if at := l.position(); at >= 0 {
		return l.shown()[at]
	}
	return nil
}

// count tells how many objects of a kind exist.
func (l *list) count(kind sysv.Kind) (n uint64) {
	for _, r := range l.rows {
		if r.kind == kind && r.went.IsZero() {
			n++
		}
	}
	return n
}

// setFilter shows only rows with a text.
func (l *list) setFilter(text string) {
	l.filter = strings.ToLower(text)
	if shown := l.shown(); len(shown) > 0 && l.position() < 0 {
		l.selected = shown[0].identity
	}
}

// press moves the selection and tells whether the key is one for that.
func (l *list) press(k key) bool {
	shown := l.shown()
	position, ok := scroll(k, max(l.position(), 0), l.height, len(shown))
	if ok && len(shown) > 0 {
		l.selected = shown[position].identity
	}
	return ok
}

// scroll gives where a key leads among so many lines of which a page is seen,
// and whether it leads anywhere: arrows, vi's keys, less's.
func scroll(k key, at, page, lines int) (int, bool) {
	switch k {
	case up, "k":
		at--
	case down, "j":
		at++
	case pageUp, "b":
		at -= max(page-1, 1)
	case pageDown, " ":
		at += max(page-1, 1)
	case home, "g":
		at = 0
	case end, "G":
		at = lines - 1
	default:
		return at, false
	}
	return max(0, min(at, lines-1)), true
}

// place is where a column is: begin included, end not.
type place struct{ begin, end int }

// whoWidth is what the last column should have before others are left out.
const whoWidth = 24

// places lays the columns out. The least needed are left out where it is narrow.
func (l *list) places(width int) (places [columnCount]place) {
	titles := headings()
	widths := l.widest
	for i := range widths {
		widths[i] = max(widths[i], columns(titles[i]))
	}
	widths[contentColumn] = min(widths[contentColumn], max(20, width/4))
	widths[whoColumn] = min(widths[whoColumn], whoWidth)
	total := 1
	for _, w := range widths {
		total += w + 2
	}
	for _, i := range []column{modeColumn, ownerColumn, keyColumn, whoColumn} {
		if total-2 > width {
			total -= widths[i] + 2
			widths[i] = 0
		}
	}
	x := 1
	for i, w := range widths {
		if w == 0 {
			continue
		}
		places[i] = place{x, min(x+w, width)}
		if column(i) == whoColumn {
			places[i].end = width
		}
		x += w + 2
	}
	return places
}

// draw fills the lines [from, to) of a canvas.
func (l *list) draw(c *canvas, from, to int, m moment) {
	l.height = max(to-from-1, 1)
	shown := l.shown()
	position := l.position()
	l.top = min(l.top, max(0, len(shown)-l.height))
	if position >= 0 {
		l.top = min(max(l.top, position-l.height+1), position)
	}
	places := l.places(c.width)
	titles := headings()
	for i, p := range places {
		switch {
		case p.end <= p.begin:
		case column(i) == idColumn:
			c.right(from, p.end, titles[i], faint)
		default:
			c.write(p.begin, from, p.end, titles[i], faint)
		}
	}
	if l.top > 0 || l.top+l.height < len(shown) {
		c.right(from, c.width, fmt.Sprintf(" %d–%d of %d ", l.top+1, min(l.top+l.height, len(shown)), len(shown)), faint)
	}
	for n, r := range shown[l.top:min(l.top+l.height, len(shown))] {
		y := from + 1 + n
		if y >= to {
			break
		}
		r.draw(c, y, places, m)
		if l.top+n == position {
			c.selectRow(y)
		}
	}
}

// find gives an object that exists.
func (l *list) find(id identity) (*inventory.Object, bool) {
	for _, r := range l.rows {
		if r.identity == id && r.went.IsZero() {
			return &r.object, true
		}
	}
	return nil, false
}
