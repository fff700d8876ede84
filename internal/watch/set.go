package watch

import (
	"fmt"
	"strings"
	"time"

	"ipclua/internal/inventory"
)

// setPage is a semaphore set: a line for each semaphore, its value as a bar,
// and who waits.
type setPage struct {
	object  *inventory.Object
	head    facts
	values  changes[int]
	waiters map[int][]string // by semaphore
	most    int              // the largest value so far, for the bars
	top     int
	height  int
}

func (p *setPage) update(o *inventory.Object, m moment) {
	p.object = o
	values := make([]int, len(o.Sems))
	for i, s := range o.Sems {
		values[i] = s.Value
		p.most = max(p.most, s.Value)
	}
	p.values.update(values, m.now)
	p.waiters = map[int][]string{}
	var others []string
	for _, w := range o.Waiting {
		name := fmt.Sprintf("%s %d", inventory.Plain(w.Name), w.PID)
		wait, ok := o.WaitOf(w)
		switch {
		case !ok:
			others = append(others, name)
		case wait.Zero:
			p.waiters[wait.Num] = append(p.waiters[wait.Num], name+" for zero")
		default:
			p.waiters[wait.Num] = append(p.waiters[wait.Num], name)
		}
	}
	hidden := ""
	if o.SemsErr != nil {
		hidden = fmt.Sprintf("%s may not be read: %v", plural(o.Sem.Nsems, "semaphore"), o.SemsErr)
	}
	unseen := ""
	if o.WaitingErr != nil {
		unseen = fmt.Sprintf("who cannot be seen: %v", o.WaitingErr)
	}
	p.head.update(m,
		"last semop", clock(o.Sem.Otime),
		"changed", clock(o.Sem.Ctime),
		"values", hidden,
		"waiting", unseen,
		"also waits", strings.Join(others, ", "))
}

func (p *setPage) press(k key, _ moment) (ok bool) {
	p.top, ok = scroll(k, p.top, p.height, len(p.object.Sems))
	p.top = max(0, min(p.top, len(p.object.Sems)-p.height))
	return ok
}

// setColumns are where a semaphore's number, value, bar, last user and waiters
// are; users.end is users.begin where there is no room for them.
type setColumns struct{ number, value, bars, users, waiting place }

// userWidth is the column of who changed a semaphore last, with the space behind it.
const userWidth = 24

func (p *setPage) columns(width int) (c setColumns) {
	c.number = place{1, 1 + len(fmt.Sprint(len(p.object.Sems)-1))}
	c.value = place{c.number.end + 2, c.number.end + 2 + max(len(fmt.Sprint(p.most)), len("VALUE"))}
	length := max(4, min(width/3, 32, max(2*p.most, 8)))
	c.bars = place{c.value.end + 2, c.value.end + 2 + length}
	c.users = place{c.bars.end + 2, c.bars.end + 2}
	if width >= 80 {
		c.users.end += userWidth
	}
	c.waiting = place{c.users.end, width}
	return c
}

func (p *setPage) draw(c *canvas, from, to int, m moment) {
	from = p.head.draw(c, from, to, m)
	if to-from > 6 {
		from++
	}
	n := len(p.object.Sems)
	p.height = max(to-from-1, 1)
	p.top = max(0, min(p.top, n-p.height))
	if n == 0 || from >= to {
		return
	}
	at := p.columns(c.width)
	c.right(from, at.number.end, "#", faint)
	c.right(from, at.value.end, "VALUE", faint)
	c.write(at.users.begin, from, at.users.end, "CHANGED BY", faint)
	c.write(at.waiting.begin, from, c.width, "WHO WAITS", faint)
	if p.height < n {
		c.right(from, c.width, fmt.Sprintf(" %d–%d of %d ", p.top, min(p.top+p.height, n)-1, n), faint)
	}
	for i := p.top; i < min(p.top+p.height, n) && from+1+i-p.top < to; i++ {
		y, s := from+1+i-p.top, p.object.Sems[i]
		c.right(y, at.number.end, fmt.Sprint(i), faint)
		c.right(y, at.value.end, fmt.Sprint(s.Value), m.mark(p.values.at[i], plain))
		c.write(at.bars.begin, y, at.bars.end, p.bar(s.Value, at.bars.end-at.bars.begin), bar)
		c.write(at.users.begin, y, at.users.end-1, s.Pid.String(), faint)
		c.write(at.waiting.begin, y, c.width, p.waiting(i, s), waits)
	}
}

// bar has two columns for each, where there is room, so that one can count them.
func (p *setPage) bar(value, length int) string {
	if p.most*2 <= length {
		return strings.TrimSuffix(strings.Repeat("■ ", value), " ")
	}
	return gauge(uint64(value), uint64(p.most), length)
}

// waiting tells who waits for a semaphore, and how many more the kernel counts.
func (p *setPage) waiting(num int, s inventory.Sem) string {
	texts := p.waiters[num]
	if rest := s.Ncnt + s.Zcnt - len(texts); rest > 0 {
		texts = append(texts[:len(texts):len(texts)], fmt.Sprintf("%d unseen", rest))
	}
	return strings.Join(texts, ", ")
}

func (p *setPage) hints() []hint { return nil }

func (p *setPage) close() {}

// clock is a time of the kernel's, in seconds since 1970, as people read it.
func clock(at int64) string {
	if at == 0 {
		return "never"
	}
	return time.Unix(at, 0).Format(time.DateTime)
}
