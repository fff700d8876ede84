package luamod

import (
	"fmt"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// Advice is what somebody at a prompt can do about a failure, "" where there is
// nothing to say: of an error object of the object layer, of the three results
// nil, message, errno of the C layer, or of what assert makes of them.
func (m *Module) Advice(values ...lua.LValue) string {
	var op string
	var errno sysv.Errno
	switch {
	case len(values) == 1 && values[0].Type() == lua.LTString:
		op, errno = m.failedCall(values[0].String())
	case len(values) == 1:
		t, ok := values[0].(*lua.LTable)
		if !ok || t.Metatable != m.errorMeta {
			return ""
		}
		op = t.RawGetString("op").String()
		code, _ := t.RawGetString("code").(lua.LNumber)
		errno = sysv.Errno(code)
	case len(values) == 3 && values[0] == lua.LNil:
		op, errno = m.failedCall(values[1].String())
	}
	for _, f := range families {
		if strings.HasPrefix(op, f.prefix) {
			return m.advise(f, strings.HasSuffix(op, "get"), errno)
		}
	}
	return ""
}

// failedCall reads a message of ours, "shmget 0x00006009: file exists (EEXIST)",
// which may have a position in front.
func (m *Module) failedCall(message string) (op string, errno sysv.Errno) {
	for word := range strings.FieldsSeq(message) {
		word = strings.TrimSuffix(word, ":")
		if _, isCall := m.table.RawGetString(word).(*lua.LFunction); isCall && op == "" {
			op = word
		}
	}
	for _, e := range sysv.Errnos() {
		if strings.HasSuffix(message, "("+e.Name()+")") {
			return op, e
		}
	}
	return "", 0
}

// family is what the calls of a kind of object have in common.
type family struct {
	prefix string
	kind   sysv.Kind
	create string // what makes the object layer create one
}

var families = [...]family{
	{"shm", sysv.Segment, "size = 4096"},
	{"sem", sysv.Semaphore, "value = 1"},
	{"msg", sysv.Queue, "create = true"},
}

func (m *Module) advise(f family, get bool, errno sysv.Errno) string {
	switch errno {
	case sysv.ENOENT:
		return fmt.Sprintf(`no %[1]s has this key yet: ipc.%[1]s{ key = …, %[2]s } creates one, ipc.list("%[1]s") shows those that exist`, f.kind, f.create)
	case sysv.EEXIST:
		return fmt.Sprintf("leave IPC_EXCL out (exclusive = true) to open the %s that exists, or remove it first: ipclua rm KEY", f.kind)
	case sysv.EACCES:
		return fmt.Sprintf(`its mode does not let you: ipc.list("%s") shows mode and owner; the owner can :set{ mode = "0666" }`, f.kind)
	case sysv.EPERM:
		return "only the owner, the creator and root may do that"
	case sysv.EIDRM:
		return fmt.Sprintf("somebody removed the %s; open or create it again", f.kind)
	case sysv.ENOSPC:
		if get {
			return m.fullAdvice(f.kind)
		}
	case sysv.EFBIG: // of semop(2) alone
		return "the set has no semaphore of that number: they are counted from 0"
	case sysv.ERANGE:
		if f.kind == sysv.Semaphore {
			return "a semaphore's value is 0 to 32767 (SEMVMX)"
		}
	}
	return ""
}

// fullAdvice names the limit that was met and where to raise it (proc_sys_kernel(5)).
func (m *Module) fullAdvice(kind sysv.Kind) string {
	k := m.world.Kernel
	limit := ""
	switch kind {
	case sysv.Segment:
		var l sysv.ShmLimits
		if _, err := k.Shmctl(0, sysv.IPC_INFO, &l); err == nil {
			limit = fmt.Sprintf("%d segments (kernel.shmmni), %d pages (kernel.shmall)", l.Shmmni, l.Shmall)
		}
	case sysv.Semaphore:
		var l sysv.SemLimits
		if _, err := k.Semctl(0, 0, sysv.IPC_INFO, &l); err == nil {
			limit = fmt.Sprintf("%d sets, %d semaphores in all (kernel.sem)", l.Semmni, l.Semmns)
		}
	default:
		var l sysv.MsgLimits
		if _, err := k.Msgctl(0, sysv.IPC_INFO, &l); err == nil {
			limit = fmt.Sprintf("%d queues (kernel.msgmni)", l.Msgmni)
		}
	}
	if limit == "" {
		return ""
	}
	return fmt.Sprintf("the limit is %s; remove what nobody needs (ipclua ls, ipclua rm), or raise it with sysctl", limit)
}
