package lua51

import (
	"testing"

	lua "github.com/yuin/gopher-lua"
)

// Whatever the pattern and the subject, functions give a result or an error of
// Lua.
func FuzzPattern(f *testing.F) {
	for _, pattern := range []string{"", "a*", "(a)(b)%1", "%b()", "%f[%w]%w+", "[^a-c%]]-$", "^()", "[", "%", "(", ")", "%9", "[a-", "[%", "%f", "%b"} {
		f.Add(pattern, "ab (c) a]", "%0%1")
	}
	L := NewState()
	f.Cleanup(L.Close)
	fn, err := L.LoadString(`
		local pattern, subject, by = ...
		local results = {}
		for name, call in next, {
			find = function() return string.find(subject, pattern) end,
			match = function() return string.match(subject, pattern, -3) end,
			gsub = function() return string.gsub(subject, pattern, by) end,
			gmatch = function() for a, b in string.gmatch(subject, pattern) do if a == b then return end end end,
			["function"] = function() return string.gsub(subject, pattern, function(...) return (...) end) end,
		} do results[name] = pcall(call) end
		return results`)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, pattern, subject, by string) {
		// The time of a match is a power of the length, by the number of repetitions.
		pattern, subject, by = pattern[:min(len(pattern), 12)], subject[:min(len(subject), 16)], by[:min(len(by), 12)]
		L.Push(fn)
		for _, s := range []string{pattern, subject, by} {
			L.Push(lua.LString(s))
		}
		if err := PCall(L, 3, 0, nil); err != nil {
			t.Fatal(err)
		}
	})
}
