package luamod

import (
	"fmt"
	"strconv"
	"strings"

	lua "github.com/yuin/gopher-lua"

	"ipclua/sysv"
)

// flagSet is what a call's flags can be, for the check of plain numbers.
type flagSet struct {
	bits  int      // all bits but the mode's
	mode  bool     // are there permission bits?
	names []string // of the flags that open calls share, for the hint
}

var getNames = []string{"IPC_CREAT", "IPC_EXCL"}

const hugeBits = sysv.SHM_HUGE_MASK << sysv.SHM_HUGE_SHIFT

func shmgetFlags() flagSet {
	return flagSet{sysv.IPC_CREAT | sysv.IPC_EXCL | sysv.SHM_HUGETLB | sysv.SHM_NORESERVE | hugeBits, true, getNames}
}
func getFlags() flagSet { return flagSet{sysv.IPC_CREAT | sysv.IPC_EXCL, true, getNames} }
func modeOnly() flagSet { return flagSet{0, true, nil} }
func shmatFlags() flagSet {
	return flagSet{bits: sysv.SHM_RDONLY | sysv.SHM_RND | sysv.SHM_REMAP | sysv.SHM_EXEC}
}
func semopFlags() flagSet { return flagSet{bits: sysv.IPC_NOWAIT | sysv.SEM_UNDO} }
func msgFlags() flagSet {
	return flagSet{bits: sysv.IPC_NOWAIT | sysv.MSG_NOERROR | sysv.MSG_EXCEPT | sysv.MSG_COPY}
}

// flags reads argument n as flags: a number, a string spelled as in C, or nil for 0.
func (a args) flags(n int, set flagSet) int {
	if !a.given(n) {
		return 0
	}
	v, why := toFlags(a.get(n), set)
	if why != "" {
		if t := a.get(n).Type(); t != lua.LTNumber && t != lua.LTString {
			a.failType(n, "flags (a number or a string)")
		}
		a.fail(n, "%s", why)
	}
	return v
}

// toFlags gives v as flags, or why it is none. Lua has no octal: decimal 600
// would be IPC_CREAT with a mode of ---x-wx---, so a number has to make sense.
// A string says what it means and is taken as it is.
func toFlags(v lua.LValue, set flagSet) (int, string) {
	if s, ok := v.(lua.LString); ok {
		n, err := sysv.ParseFlags(string(s))
		if err != nil {
			return 0, err.Error()
		}
		return n, ""
	}
	i, why := toInteger(v, 0, 1<<31-1)
	if why != "" {
		return 0, why
	}
	n := int(i)
	if why := nonsense(n, set); why != "" {
		return 0, fmt.Sprintf("%d is 0%o in octal, %s; write %s", n, n, why, spelling(n, set))
	}
	return n, ""
}

// nonsense says what is wrong with a number as flags, "" for nothing.
func nonsense(n int, set flagSet) string {
	mode := 0
	if set.mode {
		mode = n & 0o777
	}
	if rest := n &^ mode &^ set.bits; rest != 0 {
		return fmt.Sprintf("and no flag of this call has the bit 0%o", rest&-rest)
	}
	if mode&0o111 != 0 {
		return "which has an execute bit"
	}
	// A class may read, read and write, or neither.
	if write := mode & 0o222; write<<1&^mode != 0 {
		return "which lets a class write but not read"
	}
	return ""
}

// spelling is the string that was probably meant.
func spelling(n int, set flagSet) string {
	for _, names := range subsets(set.names) {
		sum := 0
		for _, name := range names {
			v, _ := sysv.Lookup(name)
			sum += v
		}
		// Digits that read as octal, as in 600: what was typed was meant as C's 0600.
		if m, err := strconv.ParseUint(strconv.Itoa(n-sum), 8, 9); n > sum && err == nil && nonsense(int(m), modeOnly()) == "" {
			return strconv.Quote(strings.Join(append(names, fmt.Sprintf("%04o", m)), " | "))
		}
	}
	return `flags as a string, as in "IPC_CREAT | 0600"`
}

func subsets(names []string) [][]string {
	list := [][]string{nil}
	for _, name := range names {
		for _, s := range list {
			list = append(list, append(append([]string(nil), s...), name))
		}
	}
	return list
}
