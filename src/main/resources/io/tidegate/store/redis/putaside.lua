-- Has a parked delivery due no more, whose copy cannot be read and stays; whoever is behind it goes on.
-- KEYS: those of lines. ARGV: event id. Returns whether somebody has become the first of a line.
local next = leave(ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
return next and 1 or 0
