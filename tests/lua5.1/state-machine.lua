-- A machine of states and events.
local machine = {
  idle = {coin = "ready", push = "idle"},
  ready = {coin = "ready", push = "moving"},
  moving = {done = "idle", alarm = "stuck"},
  stuck = {},
}
local function run(events)
  local state, path = "idle", {"idle"}
  for e in events:gmatch("%a+") do
    local new = machine[state][e]
    if not new then return nil, ("no %s in state %s after %s"):format(e, state, table.concat(path, ">")) end
    state = new
    path[#path + 1] = state
  end
  return state, table.concat(path, ">")
end
print(run("coin push done"))
print(run("push coin coin push alarm"))
print(run("coin push push"))
print(run(""))
