-- Parks dead letters again, as if no attempt had been made; one that is parked stays as it is. One
-- that has stood in line goes to its end.
-- KEYS: those of lines, then dead letters, where each event is among them.
-- ARGV: event id and delay in milliseconds of each. Returns how many were dead letters.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- Read before anything is written: a key of another type must not lose a delivery.
redis.call('ZCARD', KEYS[1])
redis.call('HLEN', KEYS[2])
redis.call('ZCARD', KEYS[4])
redis.call('HLEN', KEYS[5])
local replayed = 0
for i = 1, #ARGV, 2 do
  local id = ARGV[i]
  local entry = redis.call('HGET', KEYS[8], id)
  local found = entry and redis.call('XRANGE', KEYS[7], entry, entry)[1]
  if found then
    local copy = found[2][#found[2]]
    -- Removals first: at maxmemory only a script's first write is refused.
    redis.call('XDEL', KEYS[7], entry)
    redis.call('HDEL', KEYS[8], id)
    if redis.call('HEXISTS', KEYS[2], id) == 0 then
      redis.call('HSET', KEYS[2], id, string.sub(copy, 1, 1) .. struct.pack('>I4', 0) .. string.sub(copy, 6))
      local due = now + tonumber(ARGV[i + 1])
      if found[2][3] == 'l' then
        enter(found[2][4], id, due)
      else
        redis.call('ZADD', KEYS[1], due, id)
        note(id)
      end
    end
    replayed = replayed + 1
  end
end
return replayed
