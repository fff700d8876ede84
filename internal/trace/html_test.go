package trace_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"ipclua/internal/trace"
	"ipclua/internal/trace/tracetest"
)

func html(t *testing.T, run *trace.Run, page trace.Page) string {
	t.Helper()
	var b strings.Builder
	if err := trace.HTML(&b, run, page); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// handOver is a run in which P2 waits for the mutex that P1 holds.
func handOver() *tracetest.Builder {
	b := tracetest.New("mutex.lua", "local n = seg:int32()\nmutex:down()\nn[0] = n[0] + 1\nmutex:up()\n")
	seg := b.Segment(1, 1, 4)
	set := b.Set(1, 1, []string{"mutex"}, 1)
	b.Spawn(1, 1, "mutex.lua:2")
	b.Down(1, 2, set, 0) // step 5; P2 waits
	b.Read(1, 3, seg, 0)
	b.Write(1, 3, seg, 0, 1)
	b.Up(1, 4, set, 0)        // step 8; P2 may go on
	b.Read(1, 3, seg, 0)      // step 9
	e := b.Down(2, 2, set, 0) // step 10
	e.Blocked, e.Freed = 5, 8
	b.Read(2, 3, seg, 0)
	b.Write(2, 3, seg, 0, 2)
	b.Exit(2)
	return b
}

// rows are the page's rows of the steps, by the steps' labels.
func rows(t *testing.T, page string) map[string]string {
	t.Helper()
	rows := map[string]string{}
	for _, m := range regexp.MustCompile(`(?s)<tr data-position="\d+".*?</tr>`).FindAllString(page, -1) {
		label := regexp.MustCompile(`<th scope="row"[^>]*>(?:<a [^>]*>)?([^<]*)<`).FindStringSubmatch(m)
		rows[label[1]] += m
	}
	return rows
}

func TestHTMLLanes(t *testing.T) {
	rows := rows(t, html(t, handOver().Run, trace.Page{}))
	const lane = 14 + 22 // the middle of the second
	for step := 1; step <= 13; step++ {
		row := rows[fmt.Sprint(step)]
		has := map[string]bool{}
		for _, class := range []string{"waits", "ready", "arrow", "birth"} {
			has[class] = strings.Contains(row, `<path class="`+class+`" `)
		}
		want := map[string]bool{
			"birth": step == 4,
			"waits": step >= 5 && step <= 8,
			"arrow": step == 8,
			"ready": step >= 8 && step <= 10,
		}
		for class := range want {
			if has[class] != want[class] {
				t.Errorf("step %d: %s = %v", step, class, has[class])
			}
		}
		alive := strings.Contains(row, fmt.Sprintf("M%d ", lane)) || has["waits"]
		if alive != (step >= 4) {
			t.Errorf("step %d: P2 has a lane: %v", step, alive)
		}
	}
	if want := fmt.Sprintf("H%d", lane-2); !strings.Contains(rows["8"], want) {
		t.Errorf("no arrow %s in %s", want, rows["8"])
	}
}

func TestHTMLMarks(t *testing.T) {
	b := handOver()
	b.Write(1, 3, 1, 0, 7)
	pending := b.Pending()
	page := html(t, b.Run, trace.Page{
		Kind: "race", Message: "two at once", Why: "why not", Advice: "take turns", Replay: "ipclua check --replay 1 mutex.lua",
		Marked: []int{12}, Telling: []int{11, 12}, Pending: []trace.Event{pending}, Then: "next",
		Notes: []trace.Note{{File: "mutex.lua", Line: 3, Text: "P2 writes 2 to n[0]"}},
	})
	for _, want := range []string{
		"<title>race in mutex.lua</title>", "two at once", "why not", "take turns",
		`<code id="replay">ipclua check --replay 1 mutex.lua</code>`, `<span class="note">P2 writes 2 to n[0]</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	for step, row := range rows(t, page) {
		class := map[string]string{"11": "telling", "12": "marked", "next": "marked"}[step]
		if got := strings.Contains(row, `class="marked"`); got != (class == "marked") {
			t.Errorf("step %s: marked = %v", step, got)
		}
		if got := strings.Contains(row, `class="telling"`); got != (class == "telling") {
			t.Errorf("step %s: telling = %v", step, got)
		}
	}
	if row := rows(t, page)["next"]; !strings.Contains(row, "writes 7 to n[0]") || !strings.Contains(row, `data-position="14"`) {
		t.Errorf("next is %s", row)
	}
}

// frames are the page's data, as its script reads them.
func frames(t *testing.T, page string) (frames []struct {
	Now []struct {
		Process    int
		State      string
		Text       string
		File, Line int
	}
	Values []struct {
		Cell         int
		Value, Bytes string
	}
}) {
	t.Helper()
	m := regexp.MustCompile(`(?s)<script type="application/json" id="frames">(.*?)</script>`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("no frames")
	}
	if err := json.Unmarshal([]byte(m[1]), &frames); err != nil {
		t.Fatal(err)
	}
	return frames
}

func TestHTMLFrames(t *testing.T) {
	frames := frames(t, html(t, handOver().Run, trace.Page{}))
	if len(frames) != 14 {
		t.Fatalf("%d frames", len(frames))
	}
	values := map[int]string{}
	now := map[int]string{}
	for step, want := range []struct {
		n, mutex string
		second   string // what P2 does, its state before
	}{
		5:  {"0", "0", "waits waits for mutex"},
		7:  {"1", "0", "waits waits for mutex"},
		8:  {"1", "1", "ready may go on"},
		10: {"1", "0", "did down mutex: 1 → 0"},
		12: {"2", "0", "did writes 2 to n[0]"},
		13: {"2", "0", "ended ended: exit 0"},
	} {
		for _, v := range frames[step].Values {
			values[v.Cell] = v.Value
		}
		for _, n := range frames[step].Now {
			now[n.Process] = n.State + " " + n.Text
		}
		if want.n == "" {
			continue
		}
		if values[0] != want.n || values[1] != want.mutex || now[2] != want.second {
			t.Errorf("after step %d: n[0] = %s, mutex = %s, P2: %s; want %v", step, values[0], values[1], now[2], want)
		}
	}
}

// TestHTMLOverlap: a write changes every cell that has some of its bytes.
func TestHTMLOverlap(t *testing.T) {
	b := tracetest.New("bytes.lua", "")
	seg := b.Segment(1, 1, 8)
	b.Read(1, 1, seg, 0)
	e := b.Do(1, 2, "write")
	e.Kind, e.ID, e.Offset, e.Length, e.Bytes = trace.Segment, seg, 0, 8, []byte("abcdefgh")
	b.Read(1, 1, seg, 4)
	last := frames(t, html(t, b.Run, trace.Page{}))[3]
	if len(last.Values) != 3 {
		t.Fatalf("%d values change: %v", len(last.Values), last.Values)
	}
	for i, want := range []string{"61 62 63 64", "61 62 63 64 65 66 67 68", "65 66 67 68"} {
		if got := last.Values[i].Bytes; got != want {
			t.Errorf("cell %d is %s, want %s", i, got, want)
		}
	}
}

// TestHTMLHostile: whatever a run's texts are, they stay texts.
func TestHTMLHostile(t *testing.T) {
	const evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\" onclick=\"alert(3)\"'`${x}<!--]]>\u2028\x00&#34;%s%d"
	b := tracetest.New(evil, "local n = seg:int32()\n"+evil+"\n")
	seg := b.Segment(1, 1, 64)
	set := b.Set(1, 1, []string{evil}, 1)
	b.Spawn(1, 2, evil)
	b.Run.Processes[1].Output = evil
	b.Down(1, 2, set, 0)
	e := b.Do(2, 2, "write")
	e.Kind, e.ID, e.Length, e.Bytes = trace.Segment, seg, 64, []byte(evil)[:64]
	e = b.Do(1, 1, "shmctl")
	e.Detail, e.Result = evil, evil
	b.Run.Processes[1].Ended = evil
	b.Do(2, 2, "error").Detail = evil
	pending := b.Pending()
	for _, timed := range []bool{false, true} {
		b.Run.Timed = timed
		page := html(t, b.Run, trace.Page{
			Kind: evil, Message: evil, Why: evil, Advice: evil, Replay: evil, Then: evil,
			Notes: []trace.Note{{File: evil, Line: 2, Text: evil}}, Pending: []trace.Event{pending},
		})
		scripts := map[bool]int{false: 2, true: 3}[timed]
		for text, want := range map[string]int{"<script": scripts, "</script": scripts, "<img": 0, "<!--": 0, "\x00": 0, "%!": 0} {
			if n := strings.Count(page, text); n != want {
				t.Errorf("timed %v: %d times %s, want %d", timed, n, text, want)
			}
		}
		// Outside of style and scripts each '<' begins a tag of ours.
		body := regexp.MustCompile(`(?s)<(style|script)[ >].*?</(style|script)>`).ReplaceAllString(page, "")
		for _, tag := range regexp.MustCompile(`<[^>]*>?`).FindAllString(body, -1) {
			if !regexp.MustCompile(`^</?[!a-zA-Z0-9]+( [a-zA-Z:-]+(="[^"<]*")?)* ?/?>$`).MatchString(tag) || strings.Contains(tag, "onclick=\"") {
				t.Errorf("timed %v: a tag is %q", timed, tag)
			}
		}
		if got := frames(t, page); !strings.Contains(got[len(got)-1].Now[0].Text, evil) {
			t.Errorf("the text is %q", got[len(got)-1].Now[0].Text)
		}
	}
}

// TestHTMLAlone: the page fetches nothing, and its script is the one that its
// policy lets run.
func TestHTMLAlone(t *testing.T) {
	for _, timed := range []bool{false, true} {
		b := handOver()
		b.Run.Timed = timed
		page := html(t, b.Run, trace.Page{})
		for _, m := range regexp.MustCompile(`(?i)(https?:|url\(|@import|\bsrc=|href=)[^\s>;)]*`).FindAllString(page, -1) {
			if !strings.HasPrefix(m, `href="#step=`) {
				t.Errorf("the page refers to %s", m)
			}
		}
		script := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindStringSubmatch(page)
		hash := sha256.Sum256([]byte(script[1]))
		if want := "script-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) + "'"; !strings.Contains(page, want) {
			t.Errorf("timed %v: the policy does not have %s", timed, want)
		}
	}
}

func TestHTMLTimed(t *testing.T) {
	b := handOver()
	b.Run.Timed = true
	for i := range b.Run.Events {
		b.Run.Events[i].Begin = time.Duration(i) * time.Millisecond
	}
	page := html(t, b.Run, trace.Page{})
	if !strings.Contains(page, ">seconds<") || !strings.Contains(rows(t, page)["8"], ">0.007000<") {
		t.Error("the times are missing")
	}
}

// TestHTMLLarge: ten processes and 500 steps make a page of a size that browsers
// are quick with, the same each time.
func TestHTMLLarge(t *testing.T) {
	b := tracetest.New("large.lua", strings.Repeat("n[i] = n[i] + 1\n", 300))
	seg := b.Segment(1, 1, 4096)
	set := b.Set(1, 2, nil, 1, 8, 0)
	for range 9 {
		b.Spawn(1, 3, "worker large.lua:4")
	}
	since := map[int]int{}
	for up := 0; len(b.Run.Events) < 500; {
		p := len(b.Run.Events)%10 + 1
		e := b.Down(p, p, set, 0)
		e.Blocked, e.Freed = since[p], up
		if since[p] == 0 {
			e.Freed = 0
		}
		for i := range p {
			b.Read(p, 100+p, seg, 4*i)
			b.Write(p, 100+p, seg, 4*i, int32(len(b.Run.Events)))
		}
		up = b.Up(p, 200+p, set, 0).Step
		since[p%10+1] = e.Step
	}
	page := html(t, b.Run, trace.Page{})
	if len(page) > 1<<20 {
		t.Errorf("%d bytes", len(page))
	}
	if n := len(rows(t, page)); n != len(b.Run.Events) {
		t.Errorf("%d rows of %d steps", n, len(b.Run.Events))
	}
	if html(t, b.Run, trace.Page{}) != page {
		t.Error("the second page differs")
	}
}
