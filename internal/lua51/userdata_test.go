package lua51

import "testing"

func TestDebugSetMetatable(t *testing.T) {
	agree(t, `print(debug.setmetatable({}, nil), debug.setmetatable(1, nil), debug.setmetatable({}, {}, 1, 2))
		print(pcall(debug.setmetatable)) print(pcall(debug.setmetatable, {})) print(pcall(debug.setmetatable, {}, 1))
		local t = {} print(debug.setmetatable(t, {__index = {x = 5}}), t.x)
		debug.setmetatable(1, {__index = function(n, k) return k end}) print((1).foo)
		debug.setmetatable(1, nil) print(pcall(function() return (1).foo end))`)
}

// Indexing gives what it gives in lua5.1, in the array of a table and beside it.
func TestIndex(t *testing.T) {
	agree(t, `local t = setmetatable({1, nil, 3}, {__index = function(_, k) return "no " .. tostring(k) end})
		for _, k in ipairs{1, 2, 3, 4, 0, -1, 1.5, 2^53, -2^53, 1/0, -1/0, "1", "x", true} do print(k, t[k]) end
		print(t[0/0] == "no " .. tostring(0/0), t[-0])
		t[3] = nil print(t[3]) for _, v in ipairs{5, true} do print(pcall(function() return v[1] end)) end
		print(pcall(function() local x return x[1] end)) print(("x")[1])`)
}
