-- Forgets a parked delivery and leases the next one of its line, unless others are due before it.
-- KEYS: those of lines. ARGV: event id, lease in milliseconds.
-- Returns whether somebody has become the first, then, if it is leased, its id, copy, and how often it
-- was leased before.
local next = leave(ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1], ARGV[1] .. '/token')
if not next then
  return {0}
end
local copy = redis.call('HGET', KEYS[2], next)
local now = redis.call('ZSCORE', KEYS[1], next)
-- One line must not keep its place for as long as it is not empty while others wait for one.
if not copy or redis.call('ZCOUNT', KEYS[1], '-inf', '(' .. now) > 0 then
  return {1}
end
redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), next)
return {1, next, copy, redis.call('HINCRBY', KEYS[3], next, 1) - 1}
