-- Ends the pause of a destination and has it looked at.
-- KEYS: which are paused, when to look at which destination. ARGV: destination.
-- Returns whether it was paused.
local time = redis.call('TIME')
local ended = redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZADD', KEYS[2], 'LT', time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])
return ended
