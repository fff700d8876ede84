//go:build amd64 || arm64

package main

import (
	"os"
	"strings"
	"testing"

	"ipclua/sysv"
)

func TestRmForAnother(t *testing.T) {
	needRoot(t)
	_, end := owner(t, 0, `ipc.segment{ key = 0x6009, size = 100 }`)
	_, endTheirs := owner(t, nobody, `s = ipc.segment{ key = 0x600a, size = 100 }`)
	// One fails, the other goes.
	out, complaints, code := ipclua(t, nobody, "rm", "0x6009", "0x600a", "0x600b")
	if code != 1 || !strings.Contains(out, "key 0x0000600a; it goes when the last process detaches it: exe ") || strings.Contains(out, "0x00006009") ||
		!strings.Contains(complaints, "operation not permitted (EPERM): it belongs to root\n") ||
		!strings.Contains(complaints, "ipclua: rm: no segment, semaphore set or queue has key 0x0000600b\n") {
		t.Error(out, complaints, code)
	}
	end()
	endTheirs()
	if out, complaints, code := ipclua(t, nobody, "rm", "--orphans"); out != "" || complaints != "ipclua: there is nothing to remove\n" || code != 0 {
		t.Error(out, complaints, code)
	}
	// Others' orphans are looked at where that is asked for.
	if out, complaints, code := ipclua(t, nobody, "rm", "--orphans", "--all-users"); out != "" || !strings.Contains(complaints, "EPERM") || code != 1 {
		t.Error(out, complaints, code)
	}
	if out, complaints, code := ipclua(t, 0, "rm", "--orphans"); !strings.HasPrefix(out, "removed segment ") || complaints != "" || code != 0 {
		t.Error(out, complaints, code)
	}
}

func TestRmAsks(t *testing.T) {
	_, end := owner(t, os.Getuid(), `ipc.segment{ key = 0x6009, size = 100 } ipc.queue{ key = 0x6009 }`)
	end()
	exists := func() bool {
		_, err := sysv.NewHost().Msgget(0x6009, 0)
		return err == nil
	}
	term, cmd := onTerminal(t, "rm", "--mine")
	term.reads(`segment +\d+  0x00006009`)
	term.reads(`remove these 2 objects\? \[y/N\] `)
	term.types("\n")
	term.reads(`ipclua: rm: nothing was removed`)
	if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != exitFailed || !exists() {
		t.Error(err)
	}
	term, cmd = onTerminal(t, "rm", "-m", "--mine") // one is not asked about
	term.reads(`removed segment \d+, key 0x00006009`)
	if err := cmd.Wait(); err != nil || !exists() {
		t.Error(err)
	}
	owner(t, os.Getuid(), `ipc.segment{ key = 0x6009, size = 100 }`)
	term, cmd = onTerminal(t, "rm", "-m", "-q", "0x6009")
	term.reads(`remove these 2 objects\? \[y/N\] `)
	term.types("y\n")
	term.reads(`removed segment`)
	term.reads(`removed queue`)
	if err := cmd.Wait(); err != nil || exists() {
		t.Error(err)
	}
}

// Between the look and the removal an object may go, or be wanted again.
func TestRmMeanwhile(t *testing.T) {
	_, end := owner(t, os.Getuid(), `ipc.segment{ key = 0x6009, size = 100 } ipc.queue{ key = 0x6009 }:send(1, "text")`)
	end()
	var out, complaints strings.Builder
	r := removal{stdio: stdio{out: &out, err: &complaints}, options: rmOptions{orphans: true}, kernel: sysv.NewHost()}
	objects, err := r.choose()
	if err != nil || len(objects) != 2 {
		t.Fatal(objects, err)
	}
	owner(t, os.Getuid(), `s = ipc.segment{ key = 0x6009 }`)
	kept, err := r.again(objects)
	if err != nil || len(kept) != 1 || kept[0].Kind != sysv.Queue {
		t.Fatal(kept, err)
	}
	r.remove(&kept[0])
	r.remove(&kept[0])
	name := kept[0].Name()
	if out.String() != "removed "+name+", key 0x00006009\n" || complaints.String() != "ipclua: rm: "+name+" has gone meanwhile\n" || r.failed {
		t.Error(out.String(), complaints.String(), r.failed)
	}
}
