-- wrong: prints what look would print; caught by: must_reach
for _, text in ipairs(arg) do
  print("look: 1024 bytes, mode 0600, attached 1: " .. text)
end
print("look: 1024 bytes, mode 0600, attached 0: " .. arg[#arg])
