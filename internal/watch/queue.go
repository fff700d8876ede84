package watch

import (
	"fmt"

	"ipclua/internal/inventory"
)

// queuePage is a message queue: how full it is, who used it and who waits.
// Looking into messages would take them off (MSG_COPY is rarely configured).
type queuePage struct {
	object *inventory.Object
	facts  facts
}

func (p *queuePage) update(o *inventory.Object, m moment) {
	p.object = o
	waiting := listed(o.WaitingTexts())
	if o.WaitingErr != nil {
		waiting = fmt.Sprintf("who cannot be seen: %v", o.WaitingErr)
	}
	p.facts.loud = 2
	p.facts.update(m,
		"messages", fmt.Sprint(o.Msg.Qnum),
		"bytes", fmt.Sprintf("%d of %d", o.Msg.Cbytes, o.Msg.Qbytes),
		"waiting", waiting,
		"sent", used(o.Lspid, o.Msg.Stime),
		"received", used(o.Lrpid, o.Msg.Rtime),
		"changed", clock(o.Msg.Ctime))
}

// used tells who did something last, and when.
func used(by inventory.User, at int64) string {
	if at == 0 {
		return "never"
	}
	return fmt.Sprintf("%s by %v", clock(at), by)
}

func (p *queuePage) press(key, moment) bool { return false }

func (p *queuePage) draw(c *canvas, from, to int, m moment) {
	from = p.facts.draw(c, from, to, m)
	length := max(1, c.width-2-labelWidth)
	if from+1 < to {
		c.write(1, from+1, c.width, "full", faint)
		end := c.write(1+labelWidth, from+1, c.width, gauge(p.object.Msg.Cbytes, max(p.object.Msg.Qbytes, p.object.Msg.Cbytes), length), bar)
		for x := end; x < c.width-1; x++ {
			c.write(x, from+1, c.width, "·", faint)
		}
	}
}

func (p *queuePage) hints() []hint { return nil }

func (p *queuePage) close() {}
