package watch

import (
	"fmt"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// segmentPage is a segment's bytes. It is attached, read-only, for as long as
// the page is open; only the bytes that are seen are read.
type segmentPage struct {
	kernel sysv.Kernel
	object *inventory.Object
	head   facts
	memory *sysv.Memory // nil: err says why
	err    error
	form   form
	top    int // offset of the first byte seen
	width  int // of the canvas, as last drawn
	lines  int // of bytes, as last drawn
	begin  int // offset of the first byte of seen
	seen   changes[byte]
}

func newSegmentPage(k sysv.Kernel, id int) *segmentPage {
	p := &segmentPage{kernel: k, width: 80, lines: 24}
	p.memory, p.err = k.Shmat(id, 0, sysv.SHM_RDONLY)
	return p
}

func (p *segmentPage) close() {
	if p.memory != nil {
		p.kernel.Shmdt(p.memory)
		p.memory = nil
	}
}

func (p *segmentPage) update(o *inventory.Object, m moment) {
	p.object = o
	attached := listed(o.AttachedTexts())
	if o.AttachedErr != nil {
		attached = fmt.Sprintf("%d, who cannot be seen: %v", o.Shm.Nattch, o.AttachedErr)
	}
	ours := ""
	if p.memory != nil {
		ours = "and this watch, read-only, until you go back"
	}
	problem := ""
	if p.err != nil {
		problem = p.err.Error()
	}
	status := ""
	if o.Removed() {
		status = "removed; it goes when the last process detaches it"
	}
	p.head.update(m,
		"size", fmt.Sprintf("%d bytes", o.Shm.Segsz),
		"attached", attached,
		"", ours,
		"creator", o.Cpid.String(),
		"status", status,
		"content", problem)
	p.read(m)
}

// read looks at the bytes that are seen.
func (p *segmentPage) read(m moment) {
	if p.memory == nil {
		return
	}
	p.top = max(0, min(p.top, p.lastTop()))
	length := min(p.lines*p.form.perLine(p.width), p.memory.Size()-p.top)
	b, err := p.memory.Readable(p.top, length)
	if err != nil {
		p.err = err
		return
	}
	now := append([]byte(nil), b...)
	if p.seen.values != nil {
		p.seen.move(p.top-p.begin, now)
	}
	p.seen.update(now, m.now)
	p.begin = p.top
}

// lastTop is the offset from which on the end is seen.
func (p *segmentPage) lastTop() int {
	per := p.form.perLine(p.width)
	lines := (p.memory.Size() + per - 1) / per
	return max(0, lines-p.lines) * per
}

func (p *segmentPage) press(k key, m moment) bool {
	if p.memory == nil {
		return false
	}
	per := p.form.perLine(p.width)
	switch k {
	case "t":
		p.form = (p.form + 1) % forms
		p.top -= p.top % p.form.perLine(p.width)
	case end, "G":
		p.top = p.lastTop()
	default:
		line, ok := scroll(k, p.top/per, p.lines, p.memory.Size()/per+1)
		if !ok {
			return false
		}
		p.top = line * per
	}
	p.read(m)
	return true
}

// goTo shows the byte at an offset.
func (p *segmentPage) goTo(offset int, m moment) error {
	if p.memory == nil {
		return p.err
	}
	if offset < 0 || offset >= p.memory.Size() {
		return fmt.Errorf("the segment has %d bytes", p.memory.Size())
	}
	p.top = offset - offset%p.form.perLine(p.width)
	p.read(m)
	return nil
}

func (p *segmentPage) hints() []hint {
	return []hint{{"t", "as " + (p.form + 1).String()}, {"o", "offset"}}
}

func (p *segmentPage) draw(c *canvas, from, to int, m moment) {
	from = p.head.draw(c, from, to, m)
	if to-from > 6 {
		from++
	}
	if p.memory == nil {
		return
	}
	if lines := max(to-from, 1); lines != p.lines || c.width != p.width {
		p.lines, p.width = lines, c.width
		p.top -= p.top % p.form.perLine(p.width)
		p.read(m)
	}
	per := p.form.perLine(p.width)
	for i := 0; i < len(p.seen.values) && from < to; i += per {
		n := min(per, len(p.seen.values)-i)
		x := c.write(1, from, c.width, fmt.Sprintf("%08x", p.begin+i), faint)
		p.form.draw(c, x+2, from, &p.seen, i, n, per, m)
		from++
	}
}
