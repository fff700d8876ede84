-- wrong: prints what is expected of three rounds; caught by: output
for i = 1, 3 do
  print("ping " .. i)
  print("pong " .. i)
end
