package main

// Reasons for patches.
const (
	restored  = "gopher-lua's copy has it as a comment"
	testsWord = "holds where the suite was written, not in lua5.1 on 64 bits"
	noDump    = "string.dump: bytecode is gopher-lua's own"
	noWeak    = "weak tables: Go's collector does not tell what it frees"
	noGC      = "__gc: Go's collector does not tell what it frees"
	noSteps   = "collectgarbage(\"step\"): Go's collector has no steps"
	noHaste   = "Go's collector does not free at once what nobody has any more"
	ownPrompt = "the prompt prints the value of an expression"
	noHooks   = "debug hooks: gopher-lua's virtual machine has none"
)

// unsound patches the suite so that lua5.1 passes it all: what gopher-lua has
// taken out is there again.
var unsound = []patch{
	{"attrib.lua", "-- local fname = \"file_does_not_exist2\"\n...\n-- end\n", uncommented, restored},
	{"attrib.lua", "-- local f, err, when = package.loadlib(\n...\nlocal f = nil", uncommented, restored},
	{"attrib.lua", "-- f, err, when = package.loadlib(\n...\n\"absent\"))", uncommented, restored},
	{"attrib.lua", "-- do\n--   local a,i,j,b\n...\n-- end\n", uncommented, restored},
	{"big.lua", "rep129 = catter(129)\n...\nprint('+')", "", testsWord},
	{"calls.lua", "-- x = string.dump(loadstring(\n...\n-- assert(not a and string.find(b, \"hhi\"))", uncommented, restored},
	{"calls.lua", "-- local a, b = 20, 30\n...\n-- assert(x() == 24)", uncommented, restored},
	{"closure.lua", "coroutines\"\n--[[", "coroutines\"", restored},
	{"closure.lua", "--[[\nlocal C =", "\nlocal C =", restored},
	{"events.lua", "--[[\n-- testing proxies", "\n", restored},
	{"files.lua", "-- assert(os.setlocale('C', 'all'))", uncommented, restored},
	{"files.lua", "-- collectgarbage()  -- file should", uncommented, restored},
	{"files.lua", "-- collectgarbage()\n-- for i=1,120 do\n...\n-- end\n", uncommented, restored},
	{"files.lua", "  fr:close()\n  -- f = assert", "\n  -- f = assert", restored},
	{"files.lua", "  -- f = assert(io.open(file, \"a\"))\n...\n-- f:close(); fr:close()", uncommented, restored},
	{"files.lua", "-- T = os.date(\"*t\", t)\n...\n-- assert(os.time(T) == t)", uncommented, restored},
	{"files.lua", "-- loadstring(os.date([[!assert(\n...\nt))()", uncommented, restored},
	{"math.lua", "assert(tonumber('\\n  -10  \\n', 36) == -36)", "", testsWord},
	{"math.lua", "assert(tonumber('-fFfa', 16) == -(10+(16*(15+(16*(15+(16*15)))))))", "", testsWord},
	{"math.lua", "assert(tonumber('-fffffFFFFF', 16)-1 == -2^40)", "", testsWord},
	{"pm.lua", "for k=i, j do; table.insert(ret, k); end", "for k=i, j do table.insert(ret, k); end", "no Lua 5.1: an empty statement"},
	{"pm.lua", "-- assert(f(']]]", uncommented, restored},
	{"pm.lua", "-- assert(strset('[a-]')", uncommented, restored},
	{"pm.lua", "-- assert(strset('[]%%]')", uncommented, restored},
	{"pm.lua", "-- assert(string.gsub(\"aaa aa a aaa a\"\n...\n-- assert(table.getn(a) == 0)", uncommented, restored},
	{"strings.lua", "-- assert(string.format('%q%s'", uncommented, restored},
	{"strings.lua", "-- assert(string.format('%q', \"\\0\")", uncommented, restored},
	{"strings.lua", "--assert(string.format(\"\\0%c\\0\n...\n8c\\0\")", uncommented, restored},
	{"strings.lua", "-- assert(loadstring(\"return 1\\n--coment", uncommented, restored},
	{"strings.lua", "-- os.setlocale(\"C\")\n...\n\"numeric\") == 'C')", uncommented, restored},
	{"vararg.lua", "--[[\nlocal a = vararg", "\nlocal a = vararg", restored},
}

// missing are the assertions that do not hold here.
var missing = []patch{
	{"calls.lua", "x = string.dump(loadstring(\n...\nassert(a() == 1 and _G.x == 1)", "", noDump},
	{"calls.lua", "x = loadstring(string.dump(function (x)\n...\nassert(x() == 24)", "", noDump},
	{"closure.lua", "while x[1] do ", "while x[1] and A < 100 do ", noWeak},
	{"closure.lua", "assert(C[1] == nil)", "", noWeak},
	{"db.lua", "  debug.sethook(f,\"l\"); loadstring(s)(); debug.sethook()\n  assert(table.getn(l) == 0)", "  loadstring(s)()", noHooks},
	{"db.lua", "debug.sethook(function (e,l)\n...\nend, \"crl\")", "", noHooks},
	{"db.lua", "  glob = glob+1\n  assert(debug.getinfo(1, \"l\").currentline == L+1)\n  assert(", "  L = debug.getinfo(1, \"l\").currentline\n  assert(debug.getinfo(1, \"l\").currentline == L+1)\n  assert(", noHooks},
	{"db.lua", "  glob = glob+1\n  assert(debug.getinfo(1, \"l\").currentline == L+1)\nend", "  L = debug.getinfo(1, \"l\").currentline\n  assert(debug.getinfo(1, \"l\").currentline == L+1)\nend", noHooks},
	{"db.lua", "assert(a[f] and a[g] and a[assert] and a[debug.getlocal] and not a[print])", "", noHooks},
	{"db.lua", "debug.sethook(nil);\n", "", noHooks},
	{"db.lua", "debug.sethook(function (e)\n  assert(e == \"call\")\n...\na:f(1,2,3,4,5)\n", "", noHooks},
	{"db.lua", "assert(X.self == a and\n...\nassert(XX == 12)", "", noHooks},
	{"db.lua", "local a=0\ndebug.sethook(function (e) a=a+1 end, \"\", 1)\n...\ndebug.sethook()\n", "", noHooks},
	{"db.lua", "debug.sethook(function (e) table.insert(b, e) end, \"cr\")\n...\nfor _, k in ipairs(res) do assert(k == table.remove(b, 1)) end", "", noHooks},
	{"db.lua", "debug.sethook(co, foo, \"l\")", "", noHooks},
	{"db.lua", "assert(debug.gethook(co) == foo)\nassert(table.getn(tr) == 2 and\n       tr[1] == l.currentline-1 and tr[2] == l.currentline)", "", noHooks},
	{"db.lua", "assert(table.getn(tr) == 4 and tr[4] == l.currentline+2)\nassert(debug.gethook(co) == foo)", "", noHooks},
	{"db.lua", "  debug.sethook(function () end, \"l\")", "", noHooks},
	{"gc.lua", "assert(dosteps(6) < dosteps(2))\nassert(dosteps(10000) == 1)", "", noSteps},
	{"gc.lua", "    local a = {}\n  until gcinfo() < 1000", "    collectgarbage()\n  until gcinfo() < 1000", noHaste},
	{"gc.lua", "for k,v in pairs(a) do assert(k==v or k..'#'==v); i=i+1 end\nassert(i == 3*lim)", "", noWeak},
	{"gc.lua", "for k,v in pairs(a) do assert(k==v or k-lim..'x' == v); i=i+1 end\nassert(i == 2*lim)", "", noWeak},
	{"gc.lua", "for k,v in pairs(a) do\n  assert((k == 1 and v == x) or\n...\nassert(i == 4)", "", noWeak},
	{"gc.lua", "assert(next(a) == string.rep('$', 11))", "", noWeak},
	{"gc.lua", "assert(s==11)", "", noGC},
	{"gc.lua", "assert(next(a) == nil)  -- finalized", "--", noGC},
	{"gc.lua", "assert(m==10)", "", noGC},
	{"gc.lua", "assert(not pcall(collectgarbage))", "", noGC},
	{"main.lua", "a \n= 10\n", "a =\n10\n", ownPrompt},
	{"main.lua", "assert( a == b )\n", "if a ~= b then error() end\n", ownPrompt},
	{"main.lua", "NoRun(\"lua -h\")", "RUN(\"lua -h\")", "-h is not an error: it shows the usage"},
	{"main.lua", "prepfile(\"#comment with a binary file\\n\"\n...\ncheckout(\"1\\n\")", "", noDump},
	{"main.lua", "prepfile(\"#comment with a binary file\\r\\n\"\n...\ncheckout(\"1\\n\")", "", noDump},
}
