-- The least recently used entry goes first.
local function cache(size)
  local values, used, clock = {}, {}, 0
  local self = {}
  local function touch(k) clock = clock + 1 used[k] = clock end
  function self.get(k) if values[k] ~= nil then touch(k) end return values[k] end
  function self.put(k, v)
    values[k] = v
    touch(k)
    local n, oldest = 0
    for key in pairs(values) do
      n = n + 1
      if not oldest or used[key] < used[oldest] then oldest = key end
    end
    if n > size then values[oldest], used[oldest] = nil, nil return oldest end
  end
  return self
end
local c = cache(2)
print(c.put("a", 1), c.put("b", 2), c.get("a"))
print(c.put("c", 3), c.get("a"), c.get("b"), c.get("c"))
print(c.put("d", 4), c.get("a"))
