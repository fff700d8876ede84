package sysvtest

import (
	"fmt"
	"time"

	"ipclua/sysv"
)

// Requests of the calls, in Kernel's order.

func shmget(k sysv.Key, size, flags int) Request {
	return Request{Call: "shmget", Key: k, Size: size, Flags: flags}
}

func shmat(id int, addr uintptr, flags int) Request {
	return Request{Call: "shmat", ID: id, Addr: addr, Flags: flags}
}

func shmdt(memory int) Request { return Request{Call: "shmdt", Memory: memory} }

func shmctl(id, cmd int, buf any) Request {
	return Request{Call: "shmctl", ID: id, Cmd: cmd, Buf: buffers(buf)}
}

func semget(k sysv.Key, n, flags int) Request {
	return Request{Call: "semget", Key: k, Size: n, Flags: flags}
}

// op is a semop: num, op pairs.
func op(id int, ops ...int) Request {
	r := Request{Call: "semop", ID: id}
	for i := 0; i < len(ops); i += 2 {
		r.Ops = append(r.Ops, sysv.SemOp{Num: uint16(ops[i]), Op: int16(ops[i+1])})
	}
	return r
}

func semctl(id, num, cmd int, arg any) Request {
	return Request{Call: "semctl", ID: id, Num: num, Cmd: cmd, Buf: buffers(arg)}
}

func setval(id, num, v int) Request { return semctl(id, num, sysv.SETVAL, v) }

func msgget(k sysv.Key, flags int) Request { return Request{Call: "msgget", Key: k, Flags: flags} }

func send(id int, mtype int64, text string) Request {
	return Request{Call: "msgsnd", ID: id, Type: mtype, Text: []byte(text)}
}

func receive(id int, mtype int64) Request {
	return Request{Call: "msgrcv", ID: id, Type: mtype, Size: 8192}
}

func msgctl(id, cmd int, buf any) Request {
	return Request{Call: "msgctl", ID: id, Cmd: cmd, Buf: buffers(buf)}
}

func read(memory, offset, size int) Request {
	return Request{Call: "read", Memory: memory, Offset: offset, Size: size}
}

func write(memory, offset int, text string) Request {
	return Request{Call: "write", Memory: memory, Offset: offset, Text: []byte(text)}
}

// add adds n to the 64-bit cell at offset, atomically.
func add(memory, offset, n int) Request {
	return Request{Call: "add", Memory: memory, Offset: offset, Size: n}
}

// cancel ends the context of the calls that the process is blocked in.
func cancel() Request { return Request{Call: "cancel"} }

// remove is IPC_RMID by "shmctl", "semctl" or "msgctl".
func remove(call string, id int) Request { return Request{Call: call, ID: id, Cmd: sysv.IPC_RMID} }

// with adds a flag to every operation.
func (r Request) with(flag int) Request {
	r.Ops = append([]sysv.SemOp(nil), r.Ops...)
	for i := range r.Ops {
		r.Ops[i].Flg |= int16(flag)
	}
	return r
}

func (r Request) flags(f int) Request {
	r.Flags |= f
	return r
}

// room is how many bytes a msgrcv may give.
func (r Request) room(n int) Request {
	r.Size = n
	return r
}

func (r Request) within(timeout time.Duration) Request {
	r.Timeout = &timeout
	return r
}

// ended is the request under a context that has ended already.
func (r Request) ended() Request {
	r.Ended = true
	return r
}

// buffers puts the last argument of a control call where it belongs.
func buffers(arg any) Buffers {
	switch arg := arg.(type) {
	case *sysv.ShmidDS:
		return Buffers{Shm: arg}
	case *sysv.ShmLimits:
		return Buffers{ShmLimits: arg}
	case *sysv.ShmUsage:
		return Buffers{ShmUsage: arg}
	case *sysv.SemidDS:
		return Buffers{Sem: arg}
	case *sysv.SemLimits:
		return Buffers{SemLimits: arg}
	case *sysv.MsqidDS:
		return Buffers{Msg: arg}
	case *sysv.MsgLimits:
		return Buffers{MsgLimits: arg}
	case int:
		return Buffers{Val: &arg}
	case []uint16:
		return Buffers{Values: arg}
	case *[]uint16:
		return Buffers{All: true}
	case nil:
		return Buffers{}
	}
	panic(fmt.Sprintf("sysvtest: no buffer for %T", arg))
}

func (r Request) String() string {
	switch r.Call {
	case "shmget", "semget", "msgget":
		return fmt.Sprintf("%s(%v, %d, %#o)", r.Call, r.Key, r.Size, r.Flags)
	case "shmat":
		return fmt.Sprintf("shmat(%d, %#x, %#o)", r.ID, r.Addr, r.Flags)
	case "semop":
		return fmt.Sprintf("semop(%d, %v)", r.ID, r.Ops)
	case "semctl":
		return fmt.Sprintf("semctl(%d, %d, cmd %d)", r.ID, r.Num, r.Cmd)
	case "shmctl", "msgctl":
		return fmt.Sprintf("%s(%d, cmd %d)", r.Call, r.ID, r.Cmd)
	case "msgsnd":
		return fmt.Sprintf("msgsnd(%d, type %d, %d bytes, %#o)", r.ID, r.Type, len(r.Text), r.Flags)
	case "msgrcv":
		return fmt.Sprintf("msgrcv(%d, %d bytes, type %d, %#o)", r.ID, r.Size, r.Type, r.Flags)
	}
	return fmt.Sprintf("%s of memory %d, offset %d, %d bytes", r.Call, r.Memory, r.Offset, max(r.Size, len(r.Text)))
}
