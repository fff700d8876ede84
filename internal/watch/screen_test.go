package watch

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"ipclua/internal/inventory"
	"ipclua/sysv"
)

// world is the kernel of a test: objects that it changes, and segments' bytes.
type world struct {
	sysv.Kernel // none
	*testing.T
	objects  []inventory.Object
	err      error
	bytes    []byte
	attached int
	denied   bool
	removed  []string
	now      int
	*screen
}

func newWorld(t *testing.T, objects ...inventory.Object) *world {
	w := &world{T: t, objects: objects, bytes: make([]byte, 4096)}
	w.screen = newScreen(Options{
		Kernel: w,
		Take: func(all bool) (*inventory.Inventory, error) {
			i := &inventory.Inventory{}
			for _, o := range w.objects {
				if all || o.Owner != "other" {
					i.Objects = append(i.Objects, w.withAttachment(o))
				}
			}
			return i, w.err
		},
		Remove: func(o *inventory.Object) string {
			w.removed = append(w.removed, o.Name())
			w.objects = nil
			return "removed " + o.Name()
		},
	})
	w.look()
	return w
}

func (w *world) withAttachment(o inventory.Object) inventory.Object {
	if o.Kind == sysv.Segment && w.attached > 0 {
		shm := *o.Shm
		shm.Nattch += uint64(w.attached)
		o.Shm = &shm
		o.Attached = append(o.Attached[:len(o.Attached):len(o.Attached)], sysv.Process{PID: os.Getpid(), Name: "ipclua", Count: w.attached, ReadOnly: true})
	}
	return o
}

func (w *world) Shmat(id int, _ uintptr, flags int) (*sysv.Memory, error) {
	if w.denied {
		return nil, &sysv.Error{Op: "shmat", Object: id, Errno: sysv.EACCES}
	}
	if flags != sysv.SHM_RDONLY {
		w.Errorf("attached with %o", flags)
	}
	w.attached++
	return sysv.NewMemory(id, 0, w.bytes, true), nil
}

func (w *world) Shmdt(*sysv.Memory) error {
	w.attached--
	return nil
}

// look lets a second pass and looks.
func (w *world) look() {
	w.now++
	w.refresh(second(w.now))
}

func (w *world) types(keys ...key) {
	for _, k := range keys {
		w.press(k)
	}
}

// shows fails unless all texts are seen.
func (w *world) shows(texts ...string) {
	w.Helper()
	seen := w.draw(100, 30).String()
	for _, text := range texts {
		if !strings.Contains(seen, text) {
			w.Errorf("%q is not in\n%s", text, seen)
		}
	}
}

func (w *world) hides(text string) {
	w.Helper()
	if seen := w.draw(100, 30).String(); strings.Contains(seen, text) {
		w.Errorf("%q is in\n%s", text, seen)
	}
}

// marked gives the texts of a style, joined by "|".
func (w *world) marked(s style) string {
	c := w.draw(100, 30)
	text, before := "", false
	for _, each := range c.cells {
		is := each.style == s || each.style == s+selected
		if is && !before && text != "" {
			text += "|"
		}
		if is {
			text += each.text
		}
		before = is
	}
	return text
}

func segment(id int, attached ...string) inventory.Object {
	o := inventory.Object{Object: sysv.Object{Kind: sysv.Segment, ID: id, Shm: &sysv.ShmidDS{Segsz: 4096, Nattch: uint64(len(attached))}}, Owner: "ann", Perm: sysv.Perm{Key: 0x6009, Mode: 0o600}}
	for i, name := range attached {
		o.Attached = append(o.Attached, sysv.Process{PID: 100 + i, Name: name, Count: 1})
	}
	return o
}

func set(id int, values ...int) inventory.Object {
	o := inventory.Object{Object: sysv.Object{Kind: sysv.Semaphore, ID: id, Sem: &sysv.SemidDS{Nsems: uint64(len(values))}}, Owner: "ann"}
	for _, v := range values {
		o.Sems = append(o.Sems, inventory.Sem{Value: v})
	}
	return o
}

func queue(id int, messages, bytes uint64) inventory.Object {
	return inventory.Object{Object: sysv.Object{Kind: sysv.Queue, ID: id, Msg: &sysv.MsqidDS{Qnum: messages, Cbytes: bytes, Qbytes: 100}}, Owner: "ann"}
}

func TestList(t *testing.T) {
	w := newWorld(t, segment(1, "lua", "日本"), set(1, 1, 0, 5), queue(7, 1, 50))
	w.shows("1 segment  1 set  1 queue", "0x00006009  ann", "lua 100, 日本 101", "1 0 5", "1 message, 50 bytes")
	if got := w.marked(fresh) + w.marked(recent) + w.marked(added); got != "" {
		t.Errorf("%q stands out at first", got)
	}
	w.objects[1] = set(1, 1, 2, 5)
	w.objects[2] = queue(7, 1, 60)
	w.look()
	if got := w.marked(fresh); got != "2|60 bytes" {
		t.Errorf("%q stands out", got)
	}
	w.look()
	if got := w.marked(fresh) + w.marked(recent); got != "2|60 bytes" {
		t.Errorf("%q stands out a second later", got)
	}
	w.look()
	w.look()
	if got := w.marked(fresh) + w.marked(recent); got != "" {
		t.Errorf("%q stands out three seconds later", got)
	}
}

func TestComingAndGoing(t *testing.T) {
	w := newWorld(t, segment(1), segment(5))
	w.types(down)
	w.objects = []inventory.Object{segment(1), segment(3), segment(5)}
	w.look()
	if got := w.marked(added); !strings.Contains(got, "3") || w.list.selected.id != 5 {
		t.Errorf("%q is new, %d selected", got, w.list.selected.id)
	}
	w.objects = w.objects[:2]
	w.look()
	w.shows("2 segments")
	if got := w.marked(gone); !strings.Contains(got, "5") {
		t.Errorf("%q has gone", got)
	}
	w.types(enter)
	w.shows("segment 5 has gone")
	for range 3 {
		w.look()
	}
	if got := w.marked(gone) + w.marked(added); got != "" || w.list.selected.id != 3 {
		t.Errorf("%q, %d selected", got, w.list.selected.id)
	}
	// The same id again is another object.
	w.objects = nil
	w.look()
	w.objects = []inventory.Object{segment(3)}
	w.look()
	if got := w.marked(added); !strings.Contains(got, "3") {
		t.Errorf("%q is new", got)
	}
}

func TestNothing(t *testing.T) {
	w := newWorld(t)
	w.shows("nothing of yours", "a shows", "ipclua -e")
	w.types(up, down, pageDown, end, enter, "d", "x", escape)
	other := segment(1)
	other.Owner = "other"
	w.objects = append(w.objects, other)
	w.look()
	w.shows("nothing of yours")
	w.types("a")
	w.shows("1 segment", "other")
	w.types("a")
	w.shows("nothing of yours")
	w.err = errors.New("broken")
	w.look()
	w.shows("broken")
}

func TestFilter(t *testing.T) {
	w := newWorld(t, segment(1, "perl"), set(2, 1), queue(3, 1, 1))
	w.types("/", "P", "x", backspace, "E", "R", enter)
	w.shows("perl 100", "with per")
	w.hides("1 message,")
	w.types("/", "!", enter)
	w.shows("Nothing contains 'per!'")
	w.types(escape)
	w.shows("perl 100", "1 message,")
}

func TestScrolling(t *testing.T) {
	w := newWorld(t)
	for id := range 1000 {
		w.objects = append(w.objects, set(id, 0))
	}
	w.look()
	w.types(end)
	w.shows("semaphore  999", "of 1000")
	w.types(pageUp)
	if w.list.selected.id >= 999 || w.list.selected.id < 960 {
		t.Error(w.list.selected)
	}
	w.types(home, "j", "j", "k")
	if w.list.selected.id != 1 {
		t.Error(w.list.selected)
	}
}

func TestSegmentPage(t *testing.T) {
	w := newWorld(t, segment(1, "lua"))
	copy(w.bytes[16:], "Once upon")
	w.types(enter)
	w.shows("4f 6e 63 65 20 75 70 6f  6e 00", "Once upon.", "00000010", "lua 100")
	if w.attached != 1 {
		t.Fatalf("attached %d times", w.attached)
	}
	// Our own attachment is no change, nor told among the others.
	w.look()
	w.hides(fmt.Sprint(os.Getpid()))
	w.shows("and this watch")
	if got := w.marked(fresh) + w.marked(recent); got != "" {
		t.Errorf("%q stands out", got)
	}
	w.bytes[16] = 'X'
	w.look()
	if got := w.marked(fresh); got != "58|X" {
		t.Errorf("%q stands out", got)
	}
	// A byte that changed still stands out where it is seen elsewhere.
	w.types(down)
	if got := w.marked(fresh); got != "58|X" {
		t.Errorf("%q stands out", got)
	}
	w.types("t")
	w.shows("as text", fmt.Sprint(int32(0x65636e58)))
	w.types("t")
	w.shows("Xnce upon......", "as hex")
	w.types("o", "0", "x", "f", "0", "0", enter)
	w.shows(" 00000f00 ")
	w.types("o", "9", "9", "9", "9", enter)
	w.shows("the segment has 4096 bytes")
	w.types("o", "?", enter)
	w.shows("'?' is not a number")
	w.types("t", end)
	w.shows(" 00000ff0 ")
	w.types(down, pageDown, "G")
	w.shows(" 00000ff0 ")
	w.types(home, up, pageUp)
	w.shows(" 00000000 ")
	w.types(escape)
	w.shows("KIND")
	if w.attached != 0 {
		t.Error("it is still attached")
	}
}

func TestSegmentThatGoes(t *testing.T) {
	w := newWorld(t, segment(1, "lua"))
	w.types(enter)
	o := segment(1, "lua")
	o.Perm.Mode |= sysv.SHM_DEST
	w.objects[0] = o
	w.look()
	w.shows("removed; it goes when")
	// Only our attachment keeps it.
	o = segment(1)
	o.Perm.Mode |= sysv.SHM_DEST
	w.objects[0] = o
	w.look()
	w.shows("segment 1 has gone", "KIND")
	if w.attached != 0 {
		t.Error("it is still attached")
	}
}

func TestSegmentNotPermitted(t *testing.T) {
	w := newWorld(t, segment(1))
	w.denied = true
	w.types(enter)
	w.shows("shmat 1: permission denied (EACCES)")
	w.types("t", down, end, "o", "1", enter)
	w.shows("permission denied")
	w.types("h")
	w.shows("KIND")
}

func TestSetPage(t *testing.T) {
	o := set(1, 0, 3, 200, 100)
	o.Sems[0].Ncnt, o.Sems[2].Zcnt = 2, 1
	o.Waiting = []sysv.Waiter{
		{PID: 4711, Name: "lua", Call: "semop", Ops: []sysv.SemOp{{Num: 0, Op: -1}}},
		{PID: 4712, Name: "perl", Call: "semop", Ops: []sysv.SemOp{{Num: 2}}},
		{PID: 4713, Name: "late", Call: "semop", Ops: []sysv.SemOp{{Num: 1, Op: -1}}},
	}
	w := newWorld(t, o)
	w.types(enter)
	w.shows("lua 4711, 1 unseen", "perl 4712 for zero", "also waits late 4713", "200  "+strings.Repeat("█", 32), "100  "+strings.Repeat("█", 16)+" ")
	o.Sems = append([]inventory.Sem(nil), o.Sems...)
	o.Sems[1].Value = 4
	w.objects[0] = o
	w.look()
	if got := w.marked(fresh); got != "4" {
		t.Errorf("%q stands out", got)
	}
	w.types("d")
	w.shows("remove semaphore 1? [y/N]")
	w.types("n")
	w.shows("nothing was removed")
	w.types("d", "y")
	w.shows("removed semaphore 1")
	if len(w.removed) != 1 || w.page != nil {
		t.Error(w.removed)
	}
}

func TestLargeSet(t *testing.T) {
	o := set(1, make([]int, 32000)...)
	o.Sems[31999].Value = 3
	w := newWorld(t, o)
	w.types(enter)
	w.shows("of 32000", "last semop")
	w.types(end)
	w.shows("31999", "■ ■ ■ ")
	w.types(up)
	w.hides("31999 ")
	o.Sems, o.SemsErr = nil, sysv.EACCES
	w.objects[0] = o
	w.look()
	w.shows("32000 semaphores may not be read: permission denied")
}

func TestQueuePage(t *testing.T) {
	w := newWorld(t, queue(1, 3, 50))
	w.types("l")
	w.shows("50 of 100", strings.Repeat("█", 43), "·")
	w.objects[0] = queue(1, 4, 60)
	w.look()
	if got := w.marked(fresh); got != "4|60 of 100" {
		t.Errorf("%q stands out", got)
	}
	w.objects = nil
	w.look()
	w.shows("queue 1 has gone")
}

func TestRemove(t *testing.T) {
	w := newWorld(t, segment(3, "lua"))
	for _, keys := range [][]key{{"d", "n"}, {"x", enter}, {remove, escape}, {"d", "Y", "n"}} {
		w.types(keys[:1]...)
		w.shows("remove segment 3? [y/N]  key 0x00006009, attached: lua 100")
		w.types(keys[1:]...)
	}
	if fmt.Sprint(w.removed) != "[segment 3]" {
		t.Error(w.removed)
	}
}

func TestQuitting(t *testing.T) {
	for k, want := range map[key]error{"q": errQuit, interrupt: ErrInterrupted} {
		w := newWorld(t, segment(1))
		w.types(enter, k)
		w.close()
		if !errors.Is(w.done, want) || w.attached != 0 {
			t.Errorf("%s: %v, attached %d times", k, w.done, w.attached)
		}
	}
	w := newWorld(t)
	w.types("/", "q")
	if w.done != nil {
		t.Error("a q that is typed quits")
	}
	w.types(interrupt)
	if w.done == nil {
		t.Error("Ctrl-C does not quit where something is typed")
	}
}

// Any size can be drawn, and nothing is drawn over the last line.
func TestSizes(t *testing.T) {
	w := newWorld(t, segment(1, "lua", "日本"), set(2, 1, 2, 300), queue(3, 1, 1))
	for _, keys := range [][]key{{home}, {enter}, {"t"}, {"t"}, {escape, down, enter}, {escape, down, enter}, {escape, "?"}, {"x", "d"}, {"n", "/"}} {
		w.types(keys...)
		for width := 1; width < 130; width += 1 + width/20 {
			for height := 1; height < 40; height += 1 + height/10 {
				w.draw(width, height)
			}
		}
		if got := strings.Count(w.draw(40, 10).String(), "\n"); got != 10 {
			t.Errorf("%d lines", got)
		}
	}
	w.types(escape)
	if got := w.draw(12, 3).String(); !strings.HasSuffix(got, "\n q quit\n") {
		t.Errorf("%q", got)
	}
}
