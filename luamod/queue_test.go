package luamod

import "testing"

func TestQueue(t *testing.T) {
	testScripts(t, map[string]string{
		"fields": `
			local q = ipc.queue{key = 0x6009, temporary = true}
			same(q.key, 0x6009); same(q.created, true); same(tostring(q), "queue " .. q.id .. " (key 0x00006009)")
			same(getmetatable(q), "ipc.queue")`,
		"messages": `
			local q = ipc.queue{temporary = true}
			same(q:send(3, "three\0bytes"), true)
			same(q:send(1, "one", {timeout = 1}), true)
			same(q:send(2, "", {nowait = true}), true)
			local text, type = q:receive(2); same(text, ""); same(type, 2)
			text, type = q:receive(-3, {timeout = 1}); same(text, "one"); same(type, 1)
			same(q:receive(3, {nowait = true, except = true}), false)
			fails("E2BIG", "msgrcv " .. q.id, q.receive, q, 0, {size = 5})
			same(q:stat().qnum, 1)
			text, type = q:receive(0, {size = 5, noerror = true}); same(text, "three"); same(type, 3)
			same(q:receive(0, {nowait = true}), false)
			same(q:receive(0, {timeout = 0}), false)
			same(q:receive(0, {timeout = 0.001}), false)`,
		"stat, set, remove": `
			local q = ipc.queue{key = 0x6009, mode = "0640"}
			local st = q:stat()
			same(st.mode, 416); same(st.qnum, 0); same(st.cbytes, 0); same(st.lspid, 0); same(st.key, 0x6009); same(st.id, q.id)
			for _, f in ipairs{"uid", "gid", "cuid", "cgid", "ctime", "stime", "rtime", "lrpid"} do same(type(st[f]), "number") end
			q:set{qbytes = 4, mode = "0600"}
			same(q:stat().qbytes, 4); same(q:stat().mode, 384)
			same(q:send(1, "four", {nowait = true}), true)
			same(q:send(1, "more", {nowait = true}), false)
			same(q:send(1, "more", {timeout = 0.001}), false)
			q:remove()
			fails("EINVAL", "removed before", q.remove, q)
			local e = fails("EINVAL", "msgsnd " .. q.id, q.send, q, 1, "x")
			same(e.op, "msgsnd"); same(e.code, ipc.EINVAL)
			fails("EINVAL", "msgrcv " .. q.id, q.receive, q)
			fails("EINVAL", "msgctl " .. q.id, q.stat, q)`,
		"opening": `
			local a = ipc.queue{key = 0x6009, temporary = true}
			local b = ipc.queue{key = 0x6009}
			local c = ipc.queue{id = a.id}
			same(a.created, true); same(b.created, false); same(c.created, false)
			same(b.id, a.id); same(c.key, 0x6009)
			a:send(1, "x"); same(c:receive(), "x")
			fails("EEXIST", "msgget 0x00006009: file exists (EEXIST)", ipc.queue, {key = 0x6009, exclusive = true})
			fails("ENOENT", "msgget 0x0000600a", ipc.queue, {key = 0x600a, create = false})
			fails("EINVAL", "msgctl 12345", ipc.queue, {id = 12345})
			local p = ipc.queue()
			same(p.key, 0); same(p.created, true)
			p:remove()`,
		"a longest message needs no size": `
			local q = ipc.queue{temporary = true}
			local long = ("x"):rep(ipc.limits().msgmax)
			q:send(1, long); same(q:receive() == long, true)
			fails("EINVAL", "msgsnd", q.send, q, 1, long .. "x")`,
		"a copy stays": `
			local q = ipc.queue{temporary = true}
			q:send(1, "first"); q:send(7, "second")
			local ok, text, type = pcall(q.receive, q, 1, {copy = true})
			if not ok and text.errno == "ENOSYS" then return end -- a kernel without CHECKPOINT_RESTORE
			same(text, "second"); same(type, 7)
			same(q:receive(2, {copy = true}), false)
			same(q:stat().qnum, 2)`,
		"bad arguments": `
			local q = ipc.queue{temporary = true}
			refuses("unknown option 'qbytes'", ipc.queue, {qbytes = 1})
			refuses("unknown option 'tempory'; did you mean 'temporary'?", ipc.queue, {tempory = true})
			refuses("bad argument #1 to 'send' (number expected, got no value)", q.send, q)
			refuses("bad argument #2 to 'send' (string expected, got table)", q.send, q, 1, {})
			refuses("bad argument #3 to 'send' (unknown option 'size')", q.send, q, 1, "x", {size = 1})
			refuses("bad argument #3 to 'send' (option 'timeout': a timeout of -1 seconds)", q.send, q, 1, "x", {timeout = -1})
			refuses("bad argument #1 to 'receive' (number expected, got string)", q.receive, q, "1")
			refuses("option 'size': -1 is out of range", q.receive, q, 0, {size = -1})
			refuses("bad argument #2 to 'receive' (unknown option 'timout'; did you mean 'timeout'?)", q.receive, q, 0, {timout = 1})
			refuses("calling 'send' on bad self", q.send, 1)
			fails("EINVAL", "msgsnd", q.send, q, 0, "x")
			for _, f in ipairs{"id", "key", "created", "send"} do
				refuses("'" .. f .. "' is read-only", function() q[f] = 1 end)
			end`,
	})
}
