-- Reserves moments at a rate. KEYS: the first moment that is free, in microseconds.
-- ARGV: microseconds between two, how many at most, how far ahead in microseconds.
-- Returns how many and in how many microseconds the first is.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local space, most, ahead = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local free = tonumber(redis.call('GET', KEYS[1]) or '0')
-- Nobody reserves further ahead, so this is of a clock that was set back, or of another rate.
if free < now or free > now + ahead + most * space + 1000000 then
  free = now
end
if free > now + ahead then
  return {0, string.format('%.0f', free - now)}
end
local next = free + most * space
-- A removal first: at maxmemory only a script's first write is refused.
redis.call('DEL', KEYS[1])
redis.call('SET', KEYS[1], string.format('%.0f', next), 'PX', math.ceil((next - now) / 1000) + 1)
return {most, string.format('%.0f', free - now)}
