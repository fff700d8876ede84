-- A configuration file of sections.
local text = [[
; a comment
name = test
[server]
host = example.org
port=8080
  debug = true
[empty]
[paths]
home = /home/user # not a comment here
]]
local config, section, order = {[""] = {}}, "", {""}
for line in text:gmatch("[^\n]+") do
  local s = line:match("^%[(.-)%]$")
  local k, v = line:match("^%s*([%w_]+)%s*=%s*(.-)%s*$")
  if s then
    section = s
    config[s], order[#order + 1] = {}, s
  elseif k then
    config[section][k] = tonumber(v) or v == "true" or v
  end
end
for _, s in ipairs(order) do
  local keys = {}
  for k in pairs(config[s]) do keys[#keys + 1] = k end
  table.sort(keys)
  for _, k in ipairs(keys) do print("[" .. s .. "]", k, config[s][k], type(config[s][k])) end
end
