-- Pauses a destination, unless it is paused. KEYS: which are paused, since when and why.
-- ARGV: destination, reason.
local time = redis.call('TIME')
local since = time[1] * 1000 + math.floor(time[2] / 1000)
-- A removal first, of nothing: at maxmemory only a script's first write is refused.
redis.call('HDEL', KEYS[1], '')
return redis.call('HSETNX', KEYS[1], ARGV[1], string.format('%.0f ', since) .. ARGV[2])
