package trace_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"ipclua/internal/trace"
	"ipclua/internal/trace/tracetest"
)

// calls are the timeline's data, as the page's script reads them.
func calls(t *testing.T, page string) (calls struct {
	Length                    int
	Texts, Objects            []string
	Rows                      int
	Lane, Begin, Since, End   []int
	Object, Waker, Does, Call []int
	Counters                  []struct {
		Name      string
		At, Value []int
	}
}) {
	t.Helper()
	m := regexp.MustCompile(`(?s)<script type="application/json" id="calls">(.*?)</script>`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("no timeline")
	}
	if err := json.Unmarshal([]byte(m[1]), &calls); err != nil {
		t.Fatal(err)
	}
	return calls
}

// timed gives a run times: a step is a millisecond, and who waits begins to after
// the step that it says.
func timed(run *trace.Run) *trace.Run {
	run.Timed = true
	for i := range run.Events {
		e := &run.Events[i]
		e.Begin, e.End = time.Duration(i)*time.Millisecond, time.Duration(i+1)*time.Millisecond
		if e.Blocked > 0 {
			e.Begin = time.Duration(e.Blocked) * time.Millisecond
			e.Since = e.Begin + time.Microsecond
		}
	}
	run.Length = time.Duration(len(run.Events)) * time.Millisecond
	return run
}

func TestHTMLTimeline(t *testing.T) {
	page := html(t, timed(handOver().Run), trace.Page{})
	c := calls(t, page)
	down := 9 // the index of P2's
	if c.Texts[c.Does[down]] != "down mutex: 1 → 0" || c.Lane[down] != 1 || c.Waker[down] != 7 {
		t.Errorf("step 10 is %q in lane %d, let through by %d", c.Texts[c.Does[down]], c.Lane[down], c.Waker[down])
	}
	if got, want := fmt.Sprint(c.Begin[down], c.Since[down], c.End[down]), "5000000 5001000 10000000"; got != want {
		t.Errorf("step 10 is at %s, want %s", got, want)
	}
	if got := fmt.Sprintln(c.Objects[c.Object[down]], c.Counters); got != "mutex [{mutex [3000000 5000000 8000000 10000000] [1 0 1 0]}]\n" {
		t.Errorf("the semaphore is %s", got)
	}
	if c.Rows != 13 || len(rows(t, page)) != 13 {
		t.Errorf("%d of %d rows", len(rows(t, page)), c.Rows)
	}
	// Without a script, and on paper, there is a picture.
	if !strings.Contains(page, "<figure id=\"picture\">\n<svg ") || strings.Contains(page, "http://") {
		t.Error("there is no picture, or it refers to something")
	}
}

// TestHTMLLong: a page lists the first thousand steps of a long run, or the last
// where that is what it is about, and its script has all.
func TestHTMLLong(t *testing.T) {
	b := tracetest.New("long.lua", "")
	set := b.Set(1, 1, []string{"mutex"}, 1)
	for range 2000 {
		b.Down(1, 2, set, 0)
		b.Up(1, 3, set, 0)
	}
	n := len(b.Run.Events)
	for _, test := range []struct {
		kind        string
		first, last int
	}{{"", 1, 1000}, {"race", n - 999, n}} {
		page := html(t, b.Run, trace.Page{Kind: test.kind})
		rows := rows(t, page)
		if len(rows) != 1000 || rows[fmt.Sprint(test.first)] == "" || rows[fmt.Sprint(test.last)] == "" {
			t.Errorf("%q: %d rows, not %d to %d", test.kind, len(rows), test.first, test.last)
		}
		if !strings.Contains(page, fmt.Sprintf("%d more steps", n-1000)) || calls(t, page).Rows != n || len(frames(t, page)) != n+1 {
			t.Errorf("%q: the page does not say what it leaves out, or its script lacks steps", test.kind)
		}
	}
}

func TestHTMLOdd(t *testing.T) {
	oddRuns(t, func(t *testing.T, run *trace.Run) {
		page := html(t, run, trace.Page{})
		scripts := 2
		if strings.Contains(page, `id="calls"`) {
			scripts = 3
			if strings.Contains(page, ":null") {
				t.Error("the script finds no list where it looks for one")
			}
			c := calls(t, page)
			for i := range c.Lane {
				if c.Begin[i] > c.Since[i] || c.Since[i] > c.End[i] || c.End[i] > c.Length || c.Waker[i] >= len(c.Lane) {
					t.Fatalf("call %d is at %d, %d, %d of %d", i, c.Begin[i], c.Since[i], c.End[i], c.Length)
				}
			}
		}
		for text, want := range map[string]int{"<script": scripts, "</script": scripts, "<img": 0, "<!--": 0, "<iframe": 0} {
			if n := strings.Count(page, text); n != want {
				t.Errorf("%d times %s, want %d", n, text, want)
			}
		}
		frames(t, page)
	})
}

// TestHTMLBrowser: the page's script goes through in a browser, and the list is then
// a window on the steps.
func TestHTMLBrowser(t *testing.T) {
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("there is no chromium")
	}
	b := handOver()
	for len(b.Run.Events) < 3000 {
		b.Down(2, 2, 2, 0)
		b.Up(2, 4, 2, 0)
	}
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte(html(t, timed(b.Run), trace.Page{})), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	out, err := exec.CommandContext(ctx, chromium, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+t.TempDir(),
		"--dump-dom", "file://"+file+"#step=2000").Output()
	if err != nil {
		t.Skipf("chromium does not run: %v", err)
	}
	dom := string(out)
	rows := rows(t, dom)
	if len(rows) != 100 || rows["2000"] == "" || !strings.Contains(rows["2000"], "current") {
		t.Errorf("%d rows; that of step 2000 is %q", len(rows), rows["2000"])
	}
	if !strings.Contains(dom, "Step 2000 of 3001: P2 ") && !strings.Contains(dom, "Step 2000 of 3000: P2 ") {
		t.Error("the page does not say where it is")
	}
}
