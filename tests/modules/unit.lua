-- A suite of luaunit's whose tests pass, fail, raise errors and are skipped.
local lu = require("luaunit")

TestSums = {}
function TestSums:setUp() self.base = 1 end
function TestSums:testPass() lu.assertEquals(self.base + 1, 2) end
function TestSums:testTables()
  lu.assertEquals({1, 2, {x = 3}}, {1, 2, {x = 4}})
end
function TestSums:testRuntimeError()
  local t
  return t.x
end
function TestSums:testRaised() error("raised here") end
function TestSums:testObject() error({code = 5}) end
function TestSums:testSkipped() lu.skip("not now") end

TestChecks = {}
function TestChecks:testErrors()
  lu.assertErrorMsgEquals("exactly", error, "exactly", 0)
  lu.assertErrorMsgContains("no x", function() error("there is no x") end)
  lu.assertError(function() local s = nil; return #s end)
end
function TestChecks:testValues()
  lu.assertAlmostEquals(0.1 + 0.2, 0.3, 1e-9)
  lu.assertStrContains("hello", "ell")
  lu.assertItemsEquals({1, 2, 3}, {3, 2, 1})
  lu.assertIsThread(coroutine.create(function() end))
  lu.assertInf(1 / 0)
  lu.assertNaN(0 / 0)
end
function TestChecks:testLongLists()
  local a, b = {}, {}
  for i = 1, 20 do a[i], b[i] = i * 111, i * 111 end
  b[7] = 0
  lu.assertEquals(a, b)
end
function TestChecks:testStrings() lu.assertEquals("one\ntwo", "one\n2") end

local function nested() lu.assertTrue(false) end
function testNested() nested() end
function testFloats() lu.assertEquals({1.5, -0.25, 1e100, 2 ^ 53}, {1.5, -0.25, 1e100, 1}) end

os.exit(lu.LuaUnit.run(...))
