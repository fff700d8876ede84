package lua51

import (
	"errors"
	"strings"
	"syscall"

	lua "github.com/yuin/gopher-lua"
)

// answer is what Lua's file functions return: true, or nil, a message and the
// error's number.
func answer(L *lua.LState, err error) int {
	if err == nil {
		L.Push(lua.LTrue)
		return 1
	}
	return failure(L, "", err)
}

// answerFor is answer for a call that names a file.
func answerFor(L *lua.LState, path string, err error) int {
	if err == nil {
		return answer(L, nil)
	}
	return failure(L, path+": ", err)
}

func failure(L *lua.LState, lead string, err error) int {
	L.Push(lua.LNil)
	L.Push(lua.LString(lead + strerror(err)))
	L.Push(lua.LNumber(errorNumber(err)))
	return 3
}

// strerror is strerror(3): Go's texts are C's, begun with a small letter.
func strerror(err error) string {
	text := errorNumber(err).Error()
	return strings.ToUpper(text[:1]) + text[1:]
}

// errorNumber is the errno of a call of package os.
func errorNumber(err error) syscall.Errno {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return errno
	}
	return syscall.EIO
}
