-- Parks dead letters again, as if no attempt had been made; one that is parked stays as it is.
-- KEYS: due times, copies, numbers of leases, dead letters, where each event is among them.
-- ARGV: event id and delay in milliseconds of each. Returns how many were dead letters.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- Read before anything is written: a key of another type must not lose a delivery.
redis.call('ZCARD', KEYS[1])
redis.call('HLEN', KEYS[2])
local replayed = 0
for i = 1, #ARGV, 2 do
  local id = ARGV[i]
  local entry = redis.call('HGET', KEYS[5], id)
  local found = entry and redis.call('XRANGE', KEYS[4], entry, entry)[1]
  if found then
    local copy = found[2][#found[2]]
    -- Removals first: at maxmemory only a script's first write is refused.
    redis.call('XDEL', KEYS[4], entry)
    redis.call('HDEL', KEYS[5], id)
    if redis.call('HEXISTS', KEYS[2], id) == 0 then
      redis.call('HSET', KEYS[2], id, string.sub(copy, 1, 1) .. struct.pack('>I4', 0) .. string.sub(copy, 6))
      redis.call('ZADD', KEYS[1], now + tonumber(ARGV[i + 1]), id)
    end
    replayed = replayed + 1
  end
end
return replayed
