package trace_test

import (
	"encoding/xml"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"ipclua/internal/trace"
	"ipclua/internal/trace/tracetest"
)

// drawing is what a picture has.
type drawing struct {
	width, height float64 // millimetres
	texts         []string
	titles        []string // of calls
	arrows        int
}

// readSVG reads a picture, which must be well-formed, of known elements and fetch nothing.
func readSVG(t *testing.T, text string) drawing {
	t.Helper()
	var d drawing
	decoder := xml.NewDecoder(strings.NewReader(text))
	element := ""
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return d
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			element = token.Name.Local
			if !strings.Contains(" svg rect path g title text ", " "+element+" ") {
				t.Fatalf("an element %s", element)
			}
			for _, a := range token.Attr {
				switch a.Name.Local {
				case "href", "style", "onload":
					t.Fatalf("%s has %s", element, a.Name.Local)
				case "width", "height":
					if mm, ok := strings.CutSuffix(a.Value, "mm"); ok {
						n, err := strconv.ParseFloat(mm, 64)
						if err != nil {
							t.Fatal(err)
						}
						*map[string]*float64{"width": &d.width, "height": &d.height}[a.Name.Local] = n
					}
				case "d":
					if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
						t.Fatalf("a path is %s", a.Value)
					}
					if strings.HasSuffix(a.Value, "z") {
						d.arrows++
					}
				}
			}
		case xml.EndElement:
			element = ""
		case xml.CharData:
			switch element {
			case "text":
				d.texts = append(d.texts, string(token))
			case "title":
				d.titles = append(d.titles, string(token))
			}
		}
	}
}

func TestSVG(t *testing.T) {
	d := readSVG(t, render(t, trace.SVG, handOver().Run))
	text := strings.Join(d.texts, "\n")
	for _, want := range []string{"mutex.lua", "2 processes, 13 steps", "P1 mutex.lua", "P2 mutex.lua:2", "down mutex: 1 → 0"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in %q", want, text)
		}
	}
	if len(d.titles) != 13 || d.arrows != 1 {
		t.Errorf("%d calls, %d arrows", len(d.titles), d.arrows)
	}
}

// TestSVGTimed: time in which nothing happens takes no paper, and a long run is
// shown as a whole and in part.
func TestSVGTimed(t *testing.T) {
	b := tracetest.New("long.lua", "")
	set := b.Set(1, 1, []string{"mutex"}, 1)
	for i := range 5000 {
		b.Down(1, 2, set, 0)
		b.Up(1, 3, set, 0)
		if i == 2 {
			b.Do(1, 4, "sleep").Detail = "3 s"
		}
	}
	b.Run.Timed, b.Run.Length = true, 4*time.Second
	var at time.Duration
	for i := range b.Run.Events {
		e := &b.Run.Events[i]
		e.Begin, e.End = at, at+2*time.Microsecond
		if e.Call == "sleep" {
			e.End = at + 3*time.Second
		}
		at = e.End + time.Microsecond
	}
	d := readSVG(t, render(t, trace.SVG, b.Run))
	text := strings.Join(d.texts, "\n")
	m := regexp.MustCompile(`closer: steps 1–(\d+), (\d+) are not`).FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("it does not say what it leaves out: %q", text)
	}
	shown, _ := strconv.Atoi(m[1])
	left, _ := strconv.Atoi(m[2])
	if shown < 100 || shown+left != len(b.Run.Events) || len(d.titles) < shown || len(d.titles) > shown*11/10 { // one may be on two staves
		t.Errorf("%d calls; it says %q", len(d.titles), m[0])
	}
	if !strings.Contains(text, "// time left out") || !strings.Contains(text, "3.000") {
		t.Errorf("the time of the sleep: %q", text)
	}
}

func TestSVGOdd(t *testing.T) {
	oddRuns(t, func(t *testing.T, run *trace.Run) {
		d := readSVG(t, render(t, trace.SVG, run))
		if math.Abs(d.width-180) > 1 || d.height < 10 || d.height > 265 {
			t.Errorf("it measures %g × %g mm", d.width, d.height)
		}
		if len(d.titles) == 0 && len(run.Events) > 0 {
			t.Error("no calls")
		}
	})
}
