package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"time"

	"ipclua/internal/trace"
)

// traceOptions is the command line of ipclua trace.
type traceOptions struct {
	memory  bool
	timeout time.Duration // 0: none
	private bool
	from    string // a file to show instead of running a script
	output  string // a file; "": standard error, or standard output with from
	json    bool
	summary bool
	script  int // its index in the arguments

	pictures []picture
}

// render writes a run in one of the forms.
type render func(io.Writer, *trace.Run) error

// picture is a file that shows the run.
type picture struct {
	file   string
	render render
}

// files are those that will be written.
func (o *traceOptions) files() []string {
	files := []string{o.output}
	for _, p := range o.pictures {
		files = append(files, p.file)
	}
	return files
}

// form is what the trace itself is written in; nil: pictures are all that was asked
// for.
func (o *traceOptions) form() render {
	switch {
	case o.pictures != nil && o.output == "" && !o.json && !o.summary:
		return nil
	case o.json:
		return trace.Write
	case o.summary:
		return func(w io.Writer, run *trace.Run) error { return trace.Summarise(run).Text(w) }
	}
	return trace.Text
}

// parseTraceOptions reads a command line; args[0] is the program, args[1] "trace".
func parseTraceOptions(args []string) (traceOptions, error) {
	o := traceOptions{}
	seconds := 0.0
	flags := flag.NewFlagSet("trace", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&o.memory, "memory", false, "")
	flags.Float64Var(&seconds, "timeout", 0, "")
	flags.BoolVar(&o.private, "private", false, "")
	flags.StringVar(&o.from, "from", "", "")
	flags.StringVar(&o.output, "o", "", "")
	flags.BoolVar(&o.json, "json", false, "")
	flags.BoolVar(&o.summary, "summary", false, "")
	draw := func(name string, r render) {
		flags.Func(name, "", func(file string) error {
			o.pictures = append(o.pictures, picture{file, r})
			return nil
		})
	}
	draw("html", func(w io.Writer, run *trace.Run) error { return trace.HTML(w, run, trace.Page{}) })
	draw("svg", trace.SVG)
	draw("chrome", trace.Chrome)
	draw("mermaid", trace.Mermaid)
	if err := flags.Parse(args[2:]); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return o, err
		}
		return o, plainFlagError(err)
	}
	o.script = len(args) - flags.NArg()
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	const longest = float64(1 << 30)
	switch {
	case given["timeout"] && !(seconds > 0 && seconds < longest):
		return o, fmt.Errorf("--timeout takes seconds, more than 0")
	case o.json && o.summary:
		return o, errors.New("--json and --summary are two forms: give one")
	case given["from"] && flags.NArg() > 0:
		return o, errors.New("--from shows a trace that there is: it takes no script")
	case given["from"] && (o.memory || o.private || given["timeout"]):
		return o, errors.New("--memory, --private and --timeout are for running a script, not for --from")
	case !given["from"] && flags.NArg() == 0:
		return o, errors.New("there is no script to trace")
	}
	o.timeout = time.Duration(seconds * float64(time.Second))
	return o, nil
}

const traceUsage = `usage: ipclua trace [OPTIONS] SCRIPT [ARGS…]
       ipclua trace [OPTIONS] --from FILE

Runs the script on the real kernel, with all processes that it spawns, and shows
who did what, when. The script's output is its own; the trace comes on standard
error when the run is over.

  --memory         accesses to shared memory too
  --timeout S      stop after S seconds, and say who waits for what
  --private        run in an IPC namespace of its own
  -o FILE          write the trace to FILE
  --summary        show what it amounts to: calls, waits, hand-offs
  --json           show lines of JSON, which --from reads
  --html FILE      write a page with a time axis, to look at in a browser
  --svg FILE       write a picture for a report
  --chrome FILE    write what ui.perfetto.dev opens
  --mermaid FILE   write a sequence diagram for a README
  --from FILE      show a trace that was written with --json, on standard output;
                   - is standard input
  -h, --help       show this page

A line is a call: its number, the process, when it began in seconds, where, the
call as C writes it with its result, and what it means. A call that had to wait
is two lines, 'unfinished' when it began to and 'resumed', with how long it
waited. Lines stand in an order that the calls' times and results allow. A
semaphore's values are what the calls of the traced processes add up to, shown
where each such order gives the same.
What happened once in this order may happen in another: ipclua check tries them.

Exit codes: the script's; 1 after --timeout; 2 the command line was wrong; 130
interrupted.
`
