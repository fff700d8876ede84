package check

// output is what the processes of a run print: the whole, and each one's. On a
// stage each one's is that of a program with all that it has spawned, and the
// driver's is not among it.
type output struct {
	all []byte
	by  map[int][]byte
}

// mostOutput is how much of it is kept.
const mostOutput = 1 << 20

// writer is what the process of a state writes to.
type writer struct{ *state }

func (w writer) Write(b []byte) (int, error) {
	o, number := &w.run.output, w.process.Number
	if w.run.script.Stage != nil {
		if number == 1 {
			return len(b), nil
		}
		number = w.program
	}
	if len(o.all)+len(b) <= mostOutput {
		o.all = append(o.all, b...)
		if o.by == nil {
			o.by = map[int][]byte{}
		}
		o.by[number] = append(o.by[number], b...)
	} else if w.run.script.Stage != nil {
		w.breakOff("more output than 1 MB")
	}
	return len(b), nil
}
