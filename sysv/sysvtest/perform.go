package sysvtest

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"ipclua/sysv"
)

// Performer makes the calls of one process on its kernel. A System whose
// processes are in memory needs nothing else.
type Performer struct {
	kernel   sysv.Kernel
	mu       sync.Mutex
	memories []*sysv.Memory
	ctx      context.Context
	cancel   context.CancelFunc
}

// NewPerformer gives a kernel, as a process has it.
func NewPerformer(k sysv.Kernel) *Performer {
	p := &Performer{kernel: k}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	return p
}

// Perform makes a call. Several may be made at once.
func (p *Performer) Perform(r Request) Response {
	p.mu.Lock()
	ctx := p.ctx
	if r.Call == "cancel" {
		p.cancel()
		p.ctx, p.cancel = context.WithCancel(context.Background())
	}
	p.mu.Unlock()
	if r.Call == "cancel" {
		return Response{}
	}
	if r.Ended {
		over, end := context.WithCancel(ctx)
		end()
		ctx = over
	}
	var a Response
	err := p.perform(ctx, r, &a)
	var e *sysv.Error
	switch {
	case errors.As(err, &e):
		a.Errno, a.Op, a.Object = e.Errno, e.Op, fmt.Sprint(e.Object)
	case err != nil:
		a.Errno, a.Op = Broken, err.Error()
	}
	return a
}

func (p *Performer) perform(ctx context.Context, r Request, a *Response) (err error) {
	timeout := sysv.Forever
	if r.Timeout != nil {
		timeout = *r.Timeout
	}
	k := p.kernel
	switch r.Call {
	case "shmget":
		a.N, err = k.Shmget(r.Key, uint64(r.Size), r.Flags)
	case "shmat":
		var m *sysv.Memory
		if m, err = k.Shmat(r.ID, r.Addr, r.Flags); err == nil {
			p.mu.Lock()
			a.N, a.Addr = len(p.memories), m.Address()
			p.memories = append(p.memories, m)
			p.mu.Unlock()
		}
	case "shmdt":
		err = k.Shmdt(p.memory(r))
	case "shmctl":
		a.N, err = k.Shmctl(r.ID, r.Cmd, r.Buf.argument())
		a.Buf = r.Buf
	case "semget":
		a.N, err = k.Semget(r.Key, r.Size, r.Flags)
	case "semop":
		err = k.Semop(ctx, r.ID, r.Ops, timeout)
	case "semctl":
		arg := r.Buf.argument()
		a.N, err = k.Semctl(r.ID, r.Num, r.Cmd, arg)
		a.Buf = r.Buf
		if all, ok := arg.(*[]uint16); ok {
			a.Buf.Values = *all
		}
	case "msgget":
		a.N, err = k.Msgget(r.Key, r.Flags)
	case "msgsnd":
		err = k.Msgsnd(ctx, r.ID, r.Type, r.Text, r.Flags, timeout)
	case "msgrcv":
		buf := make([]byte, r.Size)
		a.N, a.Type, err = k.Msgrcv(ctx, r.ID, buf, r.Type, r.Flags, timeout)
		a.Text = buf[:a.N]
	case "msgctl":
		a.N, err = k.Msgctl(r.ID, r.Cmd, r.Buf.argument())
		a.Buf = r.Buf
	case "read":
		var b []byte
		b, err = p.memory(r).Readable(r.Offset, r.Size)
		a.Text = append([]byte(nil), b...)
	case "write":
		var b []byte
		b, err = p.memory(r).Writable(r.Offset, len(r.Text))
		copy(b, r.Text)
	case "add":
		var old uint64
		old, err = p.memory(r).Add64(r.Offset, uint64(r.Size))
		a.N = int(old)
	case "size":
		a.N = p.memory(r).Size()
	default:
		err = errors.New("sysvtest: no call " + r.Call)
	}
	return err
}

func (p *Performer) memory(r Request) *sysv.Memory {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.memories[r.Memory]
}

// argument is what a control call takes.
func (b Buffers) argument() any {
	switch {
	case b.Shm != nil:
		return b.Shm
	case b.ShmLimits != nil:
		return b.ShmLimits
	case b.ShmUsage != nil:
		return b.ShmUsage
	case b.Sem != nil:
		return b.Sem
	case b.SemLimits != nil:
		return b.SemLimits
	case b.Msg != nil:
		return b.Msg
	case b.MsgLimits != nil:
		return b.MsgLimits
	case b.Val != nil:
		return *b.Val
	case b.All:
		return new([]uint16)
	case b.Values != nil:
		return b.Values
	}
	return nil
}
