-- Parks a delivery; a copy with more attempts stays as it is, and so does one that waits in line.
-- KEYS: those of lines. ARGV: event id, attempt, delay in milliseconds, copy, 1 if it is to be parked
-- only in place of a copy.
-- Read before anything is written: a key of another type must not leave half a parked delivery.
local known = redis.call('ZSCORE', KEYS[1], ARGV[1])
redis.call('HLEN', KEYS[3])
local present = redis.call('HGET', KEYS[2], ARGV[1])
if present and struct.unpack('>I4', present, 2) > tonumber(ARGV[2]) then
  return 0
end
if not present and ARGV[5] == '1' or known and is_waiting(known) then
  return 0
end
local time = redis.call('TIME')
local due = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[4])
redis.call('ZADD', KEYS[1], due, ARGV[1])
note(ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1], ARGV[1] .. '/token')
return 1
