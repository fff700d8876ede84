package record

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ipclua/internal/trace"
	"ipclua/sysv"
)

// event is what a record tells of a call.
func (m *merge) event(p *member, i item) trace.Event {
	e := trace.Event{
		Process: p.number, Call: calledAs[i.call], File: i.file, Line: i.line, ID: i.id,
		Begin: m.since(i.begin), Since: m.since(i.since), End: m.since(i.end),
	}
	if i.end != 0 {
		e.Result = strconv.FormatInt(i.result, 10)
		if i.errno != 0 {
			e.Result = sysv.Errno(i.errno).Name()
		}
	}
	e.Kind = kinds[i.call]
	var args []string
	add := func(format string, v ...any) { args = append(args, fmt.Sprintf(format, v...)) }
	switch i.call {
	case shmget, semget, msgget:
		key, flags := unpair(i.a)
		e.Detail = keyText(sysv.Key(key))
		add("%s", e.Detail)
		if i.call != msgget {
			add("%d", i.b)
		}
		add("%s", flagText(flags))
		if i.errno == 0 {
			e.ID = int(i.result)
		}
	case shmat:
		add("%d, %s, %s", i.id, pointer(i.a), attachText(int(i.b)))
		if i.errno == 0 && i.end != 0 {
			e.Result = pointer(i.result)
		}
	case shmdt:
		add("%s", pointer(i.a))
	case shmctl, semctl, msgctl:
		cmd, num := unpair(i.a)
		e.Detail = trace.CommandName(e.Call, cmd)
		if e.Detail == "" {
			e.Detail = strconv.Itoa(cmd)
		}
		add("%d", i.id)
		if i.call == semctl {
			add("%d", num)
		}
		add("%s", e.Detail)
		if i.call == semctl && cmd == sysv.SETVAL {
			add("%d", i.b)
		}
		if values := valuesOf(i.text); i.call == semctl && len(values) > 0 {
			add("%s", strings.ReplaceAll(fmt.Sprint(values), " ", ", "))
		}
	case semop:
		e.Ops = opsOf(i)
		e.Args = semopText(i, e.Ops)
		if time.Duration(i.a) >= 0 {
			e.Call = "semtimedop"
		}
	case msgsnd:
		size, flags := unpair(i.b)
		e.Length, e.Detail = size, fmt.Sprintf("type %d", i.a)
		add("%d, {%d, …}, %d, %s", i.id, i.a, size, messageText(flags))
	case msgrcv:
		size, flags := unpair(i.b)
		e.Detail = fmt.Sprintf("type %d", i.a)
		if i.errno == 0 && i.end != 0 && len(i.text) == 8 {
			e.Length, e.Detail = int(i.result), fmt.Sprintf("type %d", order.Uint64(i.text))
		}
		add("%d, %d, %d, %s", i.id, size, i.a, messageText(flags))
	case read, write, atomic:
		e.Offset, e.Length = int(i.a), int(i.b)
		e.Result = ""
		if len(i.bytes) == e.Length {
			e.Bytes = slices.Clone(i.bytes)
		}
	case spawn:
		if i.errno == 0 && i.end != 0 {
			e.Child = m.child(p.number, int(i.result), i.begin)
		}
	case wait, waitAny:
		e.Child = m.child(p.number, int(i.a), i.begin)
		if i.call == waitAny {
			e.Detail = trace.AnyChild
		} else {
			add("%d", i.a)
		}
		if i.errno == 0 && i.end != 0 {
			e.Result = "0"
		}
	case kill:
		e.Child = m.child(p.number, int(i.a), i.begin)
		e.Detail = fmt.Sprintf("signal %d", i.b)
		add("%d, %d", i.a, i.b)
	case sleep:
		e.Detail = strconv.FormatFloat(time.Duration(i.a).Seconds(), 'g', -1, 64) + " s"
		e.Since = e.Begin
	}
	if args != nil {
		e.Args = strings.Join(args, ", ")
	}
	return e
}

// kinds are those of the calls' objects.
var kinds = [calls]trace.Kind{
	shmget: trace.Segment, shmat: trace.Segment, shmdt: trace.Segment, shmctl: trace.Segment,
	read: trace.Segment, write: trace.Segment, atomic: trace.Segment,
	semget: trace.Semaphore, semop: trace.Semaphore, semctl: trace.Semaphore,
	msgget: trace.Queue, msgsnd: trace.Queue, msgrcv: trace.Queue, msgctl: trace.Queue,
}

// opsOf are the operations of a semop.
func opsOf(i item) []sysv.SemOp {
	if len(i.text) == 0 {
		return []sysv.SemOp{unpackOp(i.b)}
	}
	ops := make([]sysv.SemOp, len(i.text)/8)
	for n := range ops {
		ops[n] = unpackOp(int64(order.Uint64(i.text[n*8:])))
	}
	return ops
}

// valuesOf are the values of a GETALL or SETALL.
func valuesOf(text []byte) []uint16 {
	values := make([]uint16, len(text)/2)
	for n := range values {
		values[n] = order.Uint16(text[n*2:])
	}
	return values
}

// semopText are a semop's arguments, as strace(1) shows them.
func semopText(i item, ops []sysv.SemOp) string {
	parts := make([]string, len(ops))
	for n, op := range ops {
		parts[n] = fmt.Sprintf("{%d, %d, %s}", op.Num, op.Op, joinFlags(int(op.Flg), "0", []flag{{sysv.IPC_NOWAIT, "IPC_NOWAIT"}, {sysv.SEM_UNDO, "SEM_UNDO"}}))
	}
	text := fmt.Sprintf("%d, [%s], %d", i.id, strings.Join(parts, ", "), len(ops))
	if t := time.Duration(i.a); t >= 0 {
		text += fmt.Sprintf(", %gs", t.Seconds())
	}
	return text
}

func keyText(key sysv.Key) string {
	if key == sysv.IPC_PRIVATE {
		return "IPC_PRIVATE"
	}
	return key.String()
}

func pointer(n int64) string {
	if n == 0 {
		return "NULL"
	}
	return fmt.Sprintf("%#x", uint64(n))
}

// flag is a bit and its name.
type flag struct {
	bit  int
	name string
}

// flagText are the flags and the mode of a get call.
func flagText(flags int) string {
	names := []flag{{sysv.IPC_CREAT, "IPC_CREAT"}, {sysv.IPC_EXCL, "IPC_EXCL"}}
	mode := flags & 0o777
	text := joinFlags(flags&^0o777, "", names)
	if text != "" && mode == 0 {
		return text
	}
	if text != "" {
		text += "|"
	}
	return text + fmt.Sprintf("%#03o", mode)
}

func attachText(flags int) string {
	return joinFlags(flags, "0", []flag{{sysv.SHM_RDONLY, "SHM_RDONLY"}, {sysv.SHM_RND, "SHM_RND"}, {sysv.SHM_REMAP, "SHM_REMAP"}, {sysv.SHM_EXEC, "SHM_EXEC"}})
}

func messageText(flags int) string {
	return joinFlags(flags, "0", []flag{{sysv.IPC_NOWAIT, "IPC_NOWAIT"}, {sysv.MSG_NOERROR, "MSG_NOERROR"}, {sysv.MSG_EXCEPT, "MSG_EXCEPT"}, {sysv.MSG_COPY, "MSG_COPY"}})
}

// joinFlags writes flags as C does; what has no name is a number.
func joinFlags(flags int, none string, names []flag) string {
	var parts []string
	for _, f := range names {
		if flags&f.bit != 0 {
			parts = append(parts, f.name)
			flags &^= f.bit
		}
	}
	if flags != 0 {
		parts = append(parts, fmt.Sprintf("%#o", flags))
	}
	if parts == nil {
		return none
	}
	return strings.Join(parts, "|")
}
