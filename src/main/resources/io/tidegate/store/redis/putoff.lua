-- Has a parked delivery, which was leased and not tried, due after a time; no effect if it is not
-- parked, or waits in line.
-- KEYS: due times, numbers of leases. ARGV: event id, delay in milliseconds.
local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
if known and is_waiting(known) then
  return 0
end
local time = redis.call('TIME')
-- A removal first, of nothing: at maxmemory only a script's first write is refused.
redis.call('ZREM', KEYS[1], '')
local due = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[2])
if redis.call('ZADD', KEYS[1], 'XX', 'CH', due, ARGV[1]) == 0 then
  return 0
end
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 and redis.call('HINCRBY', KEYS[2], ARGV[1], -1) < 1 then
  redis.call('HDEL', KEYS[2], ARGV[1])
end
return 1
