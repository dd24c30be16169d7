-- Moves a delivery to the dead letters, once. ARGV: event id, copy.
-- KEYS: due times, copies, numbers of leases and tokens, dead letters, where each event is among them.
-- Read before anything is written: a key of another type must not lose the delivery.
redis.call('ZCARD', KEYS[1])
redis.call('HLEN', KEYS[2])
redis.call('HLEN', KEYS[3])
redis.call('XLEN', KEYS[4])
local known = redis.call('HEXISTS', KEYS[5], ARGV[1])
-- Removals first: at maxmemory only a script's first write is refused, so a full Redis can drain.
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1], ARGV[1] .. '/token')
if known == 0 then
  local entry = redis.call('XADD', KEYS[4], '*', 'i', ARGV[1], 'c', ARGV[2])
  redis.call('HSET', KEYS[5], ARGV[1], entry)
end
return 1 - known
