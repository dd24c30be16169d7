-- Parks a delivery; a copy with more attempts stays as it is.
-- KEYS: due times, copies, numbers of leases and tokens. ARGV: event id, attempt, delay in milliseconds, copy.
-- Read before anything is written: a key of another type must not leave half a parked delivery.
redis.call('ZCARD', KEYS[1])
redis.call('HLEN', KEYS[3])
local present = redis.call('HGET', KEYS[2], ARGV[1])
if present and struct.unpack('>I4', present, 2) > tonumber(ARGV[2]) then
  return 0
end
local time = redis.call('TIME')
local due = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
redis.call('ZADD', KEYS[1], due, ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1], ARGV[1] .. '/token')
return 1
