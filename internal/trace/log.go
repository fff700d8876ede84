package trace

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// A run as lines of JSON: each is an object with one of these fields. The first is
// the log, and after the events that happened come those that had yet to.
type logLine struct {
	Log     *logHead `json:"ipclua_trace,omitempty"`
	Process *Process `json:"process,omitempty"`
	Object  *Object  `json:"object,omitempty"`
	Source  *source  `json:"source,omitempty"`
	Event   *Event   `json:"event,omitempty"`
	Blocked *Event   `json:"blocked,omitempty"`
}

// logHead says what the log is, and all of the run that has no line of its own.
type logHead struct {
	Version int `json:"version"`
	Run
}

type source struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// logVersion is that of the form.
const logVersion = 1

// longestLine is how long a line of a log may be.
const longestLine = 4 << 20

// Write writes a run as lines of JSON, the native form.
func Write(w io.Writer, run *Run) error {
	out := bufio.NewWriter(w)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	head := logHead{logVersion, *run}
	head.Processes, head.Objects, head.Events, head.Sources, head.Blocked = nil, nil, nil, nil, nil
	lines := func(yield func(logLine) bool) {
		ok := yield(logLine{Log: &head})
		for i := range run.Processes {
			ok = ok && yield(logLine{Process: &run.Processes[i]})
		}
		for i := range run.Objects {
			ok = ok && yield(logLine{Object: &run.Objects[i]})
		}
		for _, name := range slices.Sorted(maps.Keys(run.Sources)) {
			ok = ok && yield(logLine{Source: &source{name, run.Sources[name]}})
		}
		for i := range run.Events {
			ok = ok && yield(logLine{Event: &run.Events[i]})
		}
		for i := range run.Blocked {
			ok = ok && yield(logLine{Blocked: &run.Blocked[i]})
		}
	}
	for l := range lines {
		if err := e.Encode(l); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Read reads what Write writes. An error names the line; a run that it gives is one
// that every renderer can show.
func Read(r io.Reader) (*Run, error) {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 0, 64<<10), longestLine)
	var run *Run
	number := 0
	for in.Scan() {
		number++
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(in.Bytes()))
		d.DisallowUnknownFields()
		var l logLine
		err := d.Decode(&l)
		if err == nil && d.More() {
			err = errors.New("there is more after the object")
		}
		if err == nil {
			if run, err = l.addTo(run); err == nil {
				continue
			}
		}
		return nil, fmt.Errorf("line %d: %w", number, err)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", number+1, err)
	}
	if run == nil {
		return nil, errNoLog
	}
	return run, run.validate()
}

var errNoLog = errors.New("this is no trace: the first line of one begins with {\"ipclua_trace\":")

// addTo adds a line to what has been read before.
func (l *logLine) addTo(run *Run) (*Run, error) {
	if run == nil {
		switch {
		case l.Log == nil:
			return nil, errNoLog
		case l.Log.Version != logVersion:
			return nil, fmt.Errorf("this trace has version %d, not %d", l.Log.Version, logVersion)
		}
		run = &l.Log.Run
		run.Processes, run.Objects, run.Events, run.Sources, run.Blocked = nil, nil, nil, map[string]string{}, nil
		return run, nil
	}
	switch {
	case l.Process != nil:
		run.Processes = append(run.Processes, *l.Process)
	case l.Object != nil:
		run.Objects = append(run.Objects, *l.Object)
	case l.Source != nil:
		run.Sources[l.Source.Name] = l.Source.Text
	case l.Event != nil:
		run.Events = append(run.Events, *l.Event)
	case l.Blocked != nil:
		run.Blocked = append(run.Blocked, *l.Blocked)
	default:
		return nil, errors.New("it is nothing that a trace has")
	}
	return run, nil
}
