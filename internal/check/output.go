package check

import (
	"io"

	"ipclua/internal/sim"
)

// output is what the processes of a run print: the whole, and each one's.
type output struct {
	all []byte
	by  map[int][]byte
}

// mostOutput is how much of it is kept.
const mostOutput = 1 << 20

// of gives what a process writes to.
func (o *output) of(p *sim.Process) io.Writer { return &writer{o, p.Number} }

type writer struct {
	to     *output
	number int
}

func (w *writer) Write(b []byte) (int, error) {
	o := w.to
	if len(o.all)+len(b) <= mostOutput {
		o.all = append(o.all, b...)
		if o.by == nil {
			o.by = map[int][]byte{}
		}
		o.by[w.number] = append(o.by[w.number], b...)
	}
	return len(b), nil
}
