package lua51

import (
	"reflect"
	"strings"
	"testing"

	lua "github.com/yuin/gopher-lua"
)

func TestMirrors(t *testing.T) { checkMirrors() }

func TestOtherMirrors(t *testing.T) {
	type moved struct {
		Metatable lua.LValue
		dict      map[lua.LValue]lua.LValue
		array     []lua.LValue
	}
	type renamed struct{ metatable lua.LValue }
	for _, mine := range []reflect.Type{reflect.TypeFor[moved](), reflect.TypeFor[renamed](), reflect.TypeFor[state]()} {
		func() {
			defer func() {
				if r, _ := recover().(string); !strings.Contains(r, "this is not gopher-lua v1.1.2") {
					t.Errorf("%v: %v", mine, r)
				}
			}()
			mirror(mine, reflect.TypeFor[lua.LTable]())
		}()
	}
}
