-- The colon passes the object.
local o = {n = 0}
function o.plain(x) return x end
function o:add(k) self.n = self.n + (k or 1) return self end
function o.deep() return {o = o} end
print(o:add():add(5):add().n, o.plain(7), o:plain() == o)
print(o.deep().o:add().n, o["add"](o, 10).n)
local a = {b = {c = {}}}
function a.b.c.f(x) return "f" .. x end
function a.b.c:g(x) return self == a.b.c, x end
print(a.b.c.f(1), a.b.c:g(2))
print(("%s"):rep(2, "unused"):format("x", "y"))
local function call(f) return f{1, 2}, f"str", f[[long]] end
print(call(function(x) return #x end))
