-- Lab 5: ipclua start.lua KEY TEXT
local key, text = tonumber(arg[1] or "0x6005"), arg[2] or "meeting at ten"

-- display shows what is in a memory. Do not trust it. (The check brings its own.)
display = display or function(memory)
  print("display: " .. memory:cstring(0))
  pcall(memory.write, memory, 0, "X")
end

local id = assert(ipc.shmget(key, 256, "IPC_CREAT | 0600"))
local memory = assert(ipc.shmat(id))
memory:write(0, text .. "\0")

-- TODO 3: this hands out an attachment that can be written to.
display(memory)

-- TODO 4, 5: detach, and ask the kernel how many attachments there are.
print(memory:cstring(0) .. ", attached ?")
