-- Words that share their beginnings.
local trie = {}
local function add(w)
  local node = trie
  for c in w:gmatch(".") do
    node[c] = node[c] or {}
    node = node[c]
  end
  node.word = w
end
local function collect(node, out)
  if node.word then out[#out + 1] = node.word end
  local keys = {}
  for k in pairs(node) do if #k == 1 then keys[#keys + 1] = k end end
  table.sort(keys)
  for _, k in ipairs(keys) do collect(node[k], out) end
  return out
end
local function complete(prefix)
  local node = trie
  for c in prefix:gmatch(".") do node = node and node[c] end
  return node and table.concat(collect(node, {}), " ") or "nothing"
end
for w in ("car card care cat do dog done"):gmatch("%a+") do add(w) end
for _, p in ipairs{"car", "d", "do", "", "x"} do print(p, complete(p)) end
