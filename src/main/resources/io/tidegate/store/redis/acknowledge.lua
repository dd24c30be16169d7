-- Forgets a delivery that a client has pulled, if it is still held under the client's token.
-- KEYS: those of lines. ARGV: event id, token.
-- Returns whether it was.
local field = ARGV[1] .. '/token'
if redis.call('HGET', KEYS[3], field) ~= ARGV[2] then
  return 0
end
leave(ARGV[1])
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1], field)
return redis.call('HDEL', KEYS[2], ARGV[1])
