package lua51

import "testing"

func TestCollector(t *testing.T) {
	agreeAll(t, map[string]string{
		"results":  `p(collectgarbage()) p(collectgarbage("collect")) p(collectgarbage(nil)) p(collectgarbage("stop"), collectgarbage("restart"))`,
		"settings": `p(collectgarbage("setpause", 100)) p(collectgarbage("setpause", 200)) p(collectgarbage("setstepmul", 300)) p(collectgarbage("setstepmul", "200")) p(collectgarbage("setstepmul")) p(collectgarbage("setstepmul", 200))`,
		"step":     `local function steps(size) collectgarbage() collectgarbage("stop") local n, a = 0, {} for i = 1, 1000 do a[i] = {{}} end repeat n = n + 1 until collectgarbage("step", size) return n end p(steps(0) > 10, steps(6) < steps(2), steps(1e6)) collectgarbage("restart") p(collectgarbage("step", 1e6)) p(collectgarbage("step", -5) ~= nil)`,
		"count":    `p(type(collectgarbage("count")), select("#", collectgarbage("count")), type(gcinfo()), select("#", gcinfo()), gcinfo() % 1)`,
		// Other tests' garbage may go meanwhile, so there is room.
		"grows":     `collectgarbage() collectgarbage() local before = collectgarbage("count") local text = ("x"):rep(3e7) local now = collectgarbage("count") p(now - before > 20000, gcinfo() > before) text = nil collectgarbage() collectgarbage() p(collectgarbage("count") < now - 20000)`,
		"arguments": `p(pcall(collectgarbage, "x")) p(pcall(collectgarbage, 5)) p(pcall(collectgarbage, {})) p(pcall(collectgarbage, "count", {})) collectgarbage("all")`,
		"newproxy":  `local a, b = newproxy(true), newproxy() p(type(a), getmetatable(b), getmetatable(newproxy(false)), type(getmetatable(a))) getmetatable(a).__len = function() return 7 end local c = newproxy(a) p(#c, getmetatable(c) == getmetatable(a), c == a) p(pcall(newproxy, 5)) p(pcall(newproxy, b)) p(pcall(newproxy, io.stdout)) newproxy({})`,
	})
}
