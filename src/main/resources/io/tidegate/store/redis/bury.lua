-- Moves a delivery to the dead letters, once. ARGV: event id, copy.
-- KEYS: those of lines, then dead letters, where each event is among them.
-- Returns whether somebody has become the first of its line.
-- Read before anything is written: a key of another type must not lose the delivery.
redis.call('ZCARD', KEYS[1])
redis.call('HLEN', KEYS[2])
redis.call('HLEN', KEYS[3])
redis.call('ZCARD', KEYS[4])
redis.call('XLEN', KEYS[7])
local known = redis.call('HEXISTS', KEYS[8], ARGV[1])
local place = redis.call('HGET', KEYS[5], ARGV[1])
-- Removals first: at maxmemory only a script's first write is refused, so a full Redis can drain.
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1], ARGV[1] .. '/token')
local next = leave(ARGV[1])
if known == 0 then
  -- The line goes along, for a replay; the copy is the last field.
  local fields = {'i', ARGV[1], 'c', ARGV[2]}
  if place then
    fields = {'i', ARGV[1], 'l', line_of(place), 'c', ARGV[2]}
  end
  local entry = redis.call('XADD', KEYS[7], '*', unpack(fields))
  redis.call('HSET', KEYS[8], ARGV[1], entry)
end
return next and 1 or 0
