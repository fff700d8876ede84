-- The object layer: one object in the place of an id and a memory.
local seg = ipc.segment{ size = 1024 }
for _, text in ipairs{ ... } do
  seg:write(0, text)
  seg:write(#text, "\0")
  look(seg.id)
end
seg:detach()
look(seg.id)
seg:remove()
