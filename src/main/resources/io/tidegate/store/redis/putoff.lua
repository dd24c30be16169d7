-- Has a parked delivery due after a time; no effect if it is not parked.
-- KEYS: due times. ARGV: event id, delay in milliseconds.
local time = redis.call('TIME')
-- A removal first, of nothing: at maxmemory only a script's first write is refused.
redis.call('ZREM', KEYS[1], '')
local due = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[2])
return redis.call('ZADD', KEYS[1], 'XX', 'CH', due, ARGV[1])
