-- Has a delivery that was pulled due after a time, if it is still held under the puller's
-- token. KEYS: due times, numbers of leases and tokens.
-- ARGV: event id, token, time in milliseconds, whether it is held further.
-- Returns whether it was held.
local field = ARGV[1] .. '/token'
if redis.call('HGET', KEYS[2], field) ~= ARGV[2] then
  return 0
end
local time = redis.call('TIME')
-- A removal first, of nothing: at maxmemory only a script's first write is refused.
redis.call('ZREM', KEYS[1], '')
local due = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[3])
redis.call('ZADD', KEYS[1], 'XX', due, ARGV[1])
if ARGV[4] == 'false' then
  redis.call('HDEL', KEYS[2], field)
end
return 1
