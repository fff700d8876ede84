package record

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"ipclua/internal/trace"
	"ipclua/luamod"
	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// killedVariable makes the test a process that is killed in a call.
const killedVariable = "RECORD_KILLED"

func TestMain(m *testing.M) {
	if dir, ok := os.LookupEnv(killedVariable); ok {
		beKilled(dir)
	}
	os.Exit(sysvtest.Main(m))
}

func at() (string, int) { return "a.lua", 7 }

// beKilled makes three calls, the last of which waits, and is killed in it.
func beKilled(dir string) {
	l, err := Create(dir, at)
	if err != nil {
		panic(err)
	}
	host := sysv.NewHost()
	k := Wrap(host, l)
	waits := host.Waits
	host.Waits = func() {
		waits()
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	}
	id, err := k.Semget(sysv.IPC_PRIVATE, 1, sysv.IPC_CREAT|0o600)
	if err != nil {
		panic(err)
	}
	os.Stdout.WriteString("ready\n")
	k.Semop(context.Background(), id, []sysv.SemOp{{Op: 1}}, sysv.Forever)
	k.Semop(context.Background(), id, []sysv.SemOp{{Op: -2}}, sysv.Forever)
}

// A process that is killed keeps its record, also of the call in which it was.
func TestKilled(t *testing.T) {
	sysvtest.Need(t)
	dir := t.TempDir()
	begin := sysv.Nanotime()
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), killedVariable+"="+dir)
	if out, err := cmd.Output(); err == nil || string(out) != "ready\n" {
		t.Fatal(err, string(out))
	}
	run, err := Merge(dir, Outcome{Script: "a.lua", Begin: begin, End: sysv.Nanotime(), Status: status(cmd)})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	if err := trace.Text(&text, run); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"semget(IPC_PRIVATE, 1, IPC_CREAT|0600) = ", "1) = 0", "initialises the semaphore: 1", "1 <unfinished ...>", "semop resumed>) = ?", "+++ killed by signal 9 +++"} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("no %q in\n%s", want, text.String())
		}
	}
	if _, err := sysv.NewHost().Semctl(run.Objects[0].ID, 0, sysv.IPC_RMID, nil); err != nil {
		t.Error(err)
	}
}

func TestLogGrows(t *testing.T) {
	dir := t.TempDir()
	l, err := Create(dir, at)
	if err != nil {
		t.Fatal(err)
	}
	const n = 40_000 // several chunks
	for i := range n {
		l.begin(semctl, i, int64(i), 0).end(i, nil)
		l.beginText(spawn, i, 0, 0, strings.Repeat("x", i%200))
	}
	all, err := readFolder(dir)
	if err != nil || len(all) != 1 {
		t.Fatal(err, len(all))
	}
	items := all[0].items
	if len(items) != 2*n {
		t.Fatalf("%d items", len(items))
	}
	for i := range n {
		a, b := items[2*i], items[2*i+1]
		if a.id != i || a.result != int64(i) || a.file != "a.lua" || a.line != 7 || a.end < a.begin || a.begin == 0 {
			t.Fatalf("item %d: %+v", i, a)
		}
		if b.end != 0 || len(b.text) != i%200 {
			t.Fatalf("item %d: %+v", i, b)
		}
	}
}

// What has no room is counted.
func TestLogIsFull(t *testing.T) {
	dir := t.TempDir()
	l, err := Create(dir, at)
	if err != nil {
		t.Fatal(err)
	}
	l.size = mostBytes
	made := 0
	for range firstChunk / slotSize * 2 {
		if e := l.begin(shmdt, 1, 0, 0); e != nil {
			made++
		} else {
			e.end(0, nil)
			e.waits()
		}
	}
	all, err := readFolder(dir)
	if err != nil || len(all) != 1 || len(all[0].items) != made || all[0].lost != firstChunk/slotSize*2-made || made == 0 {
		t.Fatal(err, made, all[0].lost, len(all[0].items))
	}
}

// recordingAll is the host's kernel with a record of all that is done, and its folder.
func recordingAll(t *testing.T) (k sysv.Kernel, dir string) {
	t.Helper()
	sysvtest.Need(t)
	dir = t.TempDir()
	l, err := Create(dir, at)
	if err != nil {
		t.Fatal(err)
	}
	l.Memory = true
	return Wrap(sysv.NewHost(), l), dir
}

// The bytes of an access are kept up to a length, once they have been written.
func TestBytesAreRecorded(t *testing.T) {
	k, dir := recordingAll(t)
	seg, err := k.Shmget(sysv.IPC_PRIVATE, 256, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Shmctl(seg, sysv.IPC_RMID, nil)
	mem, err := k.Shmat(seg, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Shmdt(mem)
	pattern := []byte(strings.Repeat("0123456789abcdef", 8))
	lengths := []int{0, 1, 3, 8, 9, 63, mostAccess, mostAccess + 1, 128}
	for _, n := range lengths {
		b, err := mem.Writable(n, n)
		if err != nil {
			t.Fatal(err)
		}
		copy(b, pattern)
		mem.Wrote(n, b)
		if _, err := mem.Readable(n, n); err != nil {
			t.Fatal(err)
		}
		mem.Writable(n, n) // and is not written to
	}
	run, err := Merge(dir, Outcome{End: sysv.Nanotime()})
	if err != nil {
		t.Fatal(err)
	}
	var accesses []trace.Event
	for _, e := range run.Events {
		if e.Call == "read" || e.Call == "write" {
			accesses = append(accesses, e)
		}
	}
	if len(accesses) != 3*len(lengths) {
		t.Fatalf("%d accesses", len(accesses))
	}
	for i, n := range lengths {
		want := string(pattern[:n])
		if n > mostAccess {
			want = ""
		}
		wrote, got, unwritten := accesses[3*i], accesses[3*i+1], accesses[3*i+2]
		if string(wrote.Bytes) != want || string(got.Bytes) != want || wrote.Length != n || len(unwritten.Bytes) != 0 {
			t.Errorf("%d bytes: %q, %q, %q", n, wrote.Bytes, got.Bytes, unwritten.Bytes)
		}
	}
}

func TestCallsAreRecorded(t *testing.T) {
	k, dir := recordingAll(t)
	ctx := context.Background()
	must := func(n int, err error) int {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	seg := must(k.Shmget(sysv.IPC_PRIVATE, 64, 0o600))
	mem, err := k.Shmat(seg, 0, 0)
	must(0, err)
	b, err := mem.Writable(8, 4)
	must(0, err)
	copy(b, []byte{5, 0, 0, 0})
	_, err = mem.Readable(8, 4)
	must(0, err)
	must(0, k.Shmdt(mem))
	must(k.Shmctl(seg, sysv.IPC_RMID, nil))
	sem := must(k.Semget(sysv.IPC_PRIVATE, 2, 0o600))
	must(k.Semctl(sem, 0, sysv.SETALL, []uint16{3, 1}))
	must(0, k.Semop(ctx, sem, []sysv.SemOp{{Op: -1, Flg: sysv.SEM_UNDO}, {Num: 1, Op: -1}}, sysv.Forever))
	if err := k.Semop(ctx, sem, []sysv.SemOp{{Num: 1, Op: -1}}, time.Millisecond); !errors.Is(err, sysv.EAGAIN) {
		t.Error(err)
	}
	var values []uint16
	must(k.Semctl(sem, 0, sysv.GETALL, &values))
	must(k.Semctl(sem, 0, sysv.IPC_RMID, nil))
	q := must(k.Msgget(sysv.IPC_PRIVATE, 0o600))
	must(0, k.Msgsnd(ctx, q, 4, []byte("abc"), 0, sysv.Forever))
	_, _, err = k.Msgrcv(ctx, q, make([]byte, 10), 0, 0, sysv.Forever)
	must(0, err)
	must(k.Msgctl(q, sysv.IPC_RMID, nil))

	run, err := Merge(dir, Outcome{Script: "a.lua", End: sysv.Nanotime()})
	must(0, err)
	var got []string
	for _, e := range run.Events {
		got = append(got, strings.Join([]string{e.Call, e.Args, e.Result, e.Detail}, " | "))
	}
	for i, want := range []string{
		"shmget | IPC_PRIVATE, 64, 0600 | ", "shmat | ", "write |  |  | ", "read |  |  | ", "shmdt | 0x", "shmctl | ",
		"semget | IPC_PRIVATE, 2, 0600 | ", "semctl | ", "semop | ", "semtimedop | ", "semctl | ", "semctl | ",
		"msgget | IPC_PRIVATE, 0600 | ", "msgsnd | ", "msgrcv | ", "msgctl | ", "exit | ",
	} {
		if i >= len(got) || !strings.HasPrefix(got[i], want) {
			t.Fatalf("%d: no %q in\n%s", i, want, strings.Join(got, "\n"))
		}
	}
	e := run.Events
	if !reflect.DeepEqual(e[3].Bytes, []byte{5, 0, 0, 0}) || e[2].Bytes != nil || e[2].Offset != 8 {
		t.Error(e[2], e[3])
	}
	if !reflect.DeepEqual(e[8].Before, trace.Values{3, 1}) || !reflect.DeepEqual(e[8].After, trace.Values{2, 0}) {
		t.Error(e[8].Before, e[8].After)
	}
	if e[9].Result != "EAGAIN" || e[9].Since == 0 || e[8].Since != 0 {
		t.Error(e[8], e[9])
	}
	if !strings.HasSuffix(e[10].Args, "GETALL, [2, 0]") || e[14].Detail != "type 4" || e[14].Result != "3" {
		t.Error(e[10].Args, e[14])
	}
}

// Recording takes no memory and little time.
func TestNoAllocation(t *testing.T) {
	sysvtest.Need(t)
	k, id := recording(t)
	up, down := []sysv.SemOp{{Op: 1}}, []sysv.SemOp{{Op: -1}}
	ctx := context.Background()
	if n := testing.AllocsPerRun(1000, func() {
		k.Semop(ctx, id, up, sysv.Forever)
		k.Semop(ctx, id, down, sysv.Forever)
	}); n > 0.1 { // a new chunk now and then
		t.Errorf("%v allocations", n)
	}
}

func recording(t testing.TB) (sysv.Kernel, int) {
	l, err := Create(t.TempDir(), at)
	if err != nil {
		t.Fatal(err)
	}
	k := Wrap(sysv.NewHost(), l)
	id, err := k.Semget(sysv.IPC_PRIVATE, 1, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Semctl(id, 0, sysv.IPC_RMID, nil) })
	return k, id
}

// What a call costs with the record and without.
func BenchmarkSemop(b *testing.B) {
	sysvtest.Need(b)
	k, id := recording(b)
	up, down := []sysv.SemOp{{Op: 1}}, []sysv.SemOp{{Op: -1}}
	ctx := context.Background()
	for name, kernel := range map[string]sysv.Kernel{"plain": sysv.NewHost(), "recorded": k} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				kernel.Semop(ctx, id, up, sysv.Forever)
				kernel.Semop(ctx, id, down, sysv.Forever)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/2, "ns/call")
		})
	}
}

// Whatever is in a file, reading it comes to an end.
func FuzzParse(f *testing.F) {
	dir := f.TempDir()
	l, err := Create(dir, at)
	if err != nil {
		f.Fatal(err)
	}
	l.beginText(spawn, 1, 0, 0, "a.lua").end(5, nil)
	l.semop(1, []sysv.SemOp{{Op: 1}, {Op: -1}}, time.Second).end(0, io.EOF)
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	text, err := os.ReadFile(files[0])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text[:1024])
	f.Fuzz(func(t *testing.T, text []byte) {
		if r, err := parse(text); err == nil && len(r.items) > len(text)/slotSize {
			t.Error(len(r.items))
		}
	})
}

func status(cmd *exec.Cmd) luamod.Status {
	return luamod.Status{Signal: int(cmd.ProcessState.Sys().(syscall.WaitStatus).Signal())}
}
