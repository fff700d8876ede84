package sim_test

import (
	"fmt"
	"os"
	"time"

	"ipclua/sysv"
	"ipclua/sysv/sysvtest"
)

// compare waits for Linux's answer, which is to be want.
func (p *pair) compare(want sysvtest.Response) error {
	select {
	case got := <-p.answer:
		if got.Errno == 0 && want.Errno == 0 && want.Buf.Msg != nil {
			forgiveThread(got.Buf.Msg, want.Buf.Msg.Lrpid)
		}
		switch {
		case got.Errno == sysv.ENOSYS && p.request.Flags&sysv.MSG_COPY != 0: // without CONFIG_CHECKPOINT_RESTORE
		case text(got) != text(want):
			return fmt.Errorf("%w: %v gives %s, on Linux %s", errDiffers, p.request, text(want), text(got))
		}
		return nil
	case <-time.After(patience):
		return fmt.Errorf("%w: %v gives %s, on Linux goes on", errDiffers, p.request, text(want))
	}
}

// forgiveThread puts the pid for the id of a thread: Linux notes the thread that
// slept in msgrcv, and Go's processes have several.
func forgiveThread(ds *sysv.MsqidDS, pid int) {
	_, none := os.Stat(fmt.Sprintf("/proc/%d", pid))
	_, other := os.Stat(fmt.Sprintf("/proc/%d/task/%d", pid, ds.Lrpid))
	if pid != 0 && ds.Lrpid != 0 && (none != nil || other == nil) {
		ds.Lrpid = pid
	}
}

// text prints what is to be the same: all but addresses, times, of which only
// counts whether there is one, and pages in memory, since what was never read
// nor written has none.
func text(a sysvtest.Response) string {
	switch a.Errno {
	case 0:
	case sysvtest.Broken:
		return a.Op
	default:
		return fmt.Sprintf("%s of %s %s", a.Errno.Name(), a.Op, a.Object)
	}
	b := a.Buf
	switch {
	case b.Shm != nil:
		ds := *b.Shm
		ds.Atime, ds.Dtime, ds.Ctime = min(ds.Atime, 1), min(ds.Dtime, 1), min(ds.Ctime, 1)
		b.Shm = &ds
	case b.Sem != nil:
		ds := *b.Sem
		ds.Otime, ds.Ctime = min(ds.Otime, 1), min(ds.Ctime, 1)
		b.Sem = &ds
	case b.Msg != nil:
		ds := *b.Msg
		ds.Stime, ds.Rtime, ds.Ctime = min(ds.Stime, 1), min(ds.Rtime, 1), min(ds.Ctime, 1)
		b.Msg = &ds
	case b.ShmUsage != nil:
		b.ShmUsage = &sysv.ShmUsage{UsedIDs: b.ShmUsage.UsedIDs, ShmTot: b.ShmUsage.ShmTot}
	}
	return fmt.Sprintf("%d, type %d, text %q%s", a.N, a.Type, a.Text, bufferText(b))
}

// bufferText prints the buffer that is set.
func bufferText(b sysvtest.Buffers) string {
	switch {
	case b.Shm != nil:
		return fmt.Sprintf(", %+v", *b.Shm)
	case b.ShmLimits != nil:
		return fmt.Sprintf(", %+v", *b.ShmLimits)
	case b.ShmUsage != nil:
		return fmt.Sprintf(", %+v", *b.ShmUsage)
	case b.Sem != nil:
		return fmt.Sprintf(", %+v", *b.Sem)
	case b.SemLimits != nil:
		return fmt.Sprintf(", %+v", *b.SemLimits)
	case b.Msg != nil:
		return fmt.Sprintf(", %+v", *b.Msg)
	case b.MsgLimits != nil:
		return fmt.Sprintf(", %+v", *b.MsgLimits)
	case b.Val != nil:
		return fmt.Sprintf(", %d", *b.Val)
	case b.Values != nil:
		return fmt.Sprintf(", %d", b.Values)
	}
	return ""
}
