-- Forgets a parked delivery. KEYS: those of lines. ARGV: event id.
-- Returns whether somebody has become the first of its line.
local next = leave(ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1], ARGV[1] .. '/token')
redis.call('HDEL', KEYS[2], ARGV[1])
return next and 1 or 0
