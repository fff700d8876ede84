-- wrong: the note is kept in a file; caught by: final
local command, text = arg[1], arg[2]
local kept = io.open("note")

if command == "put" and kept then
  print("there is a note already")
elseif command == "put" then
  local file = io.open("note", "w")
  file:write(text)
  file:close()
elseif kept then
  print(kept:read("*a"))
  kept:close()
  os.remove("note")
else
  print("no note")
end
