-- Takes the lease of a shard, or prolongs it.
-- KEYS: lease. ARGV: worker, its fencing number or 0 to take the lease, length in milliseconds.
-- Returns the fencing number, one more with each taking, or 0 if the lease is another worker's; then
-- 1 if the clock was set back since it was prolonged, else 0.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local worker, fence, length = ARGV[1], ARGV[2], tonumber(ARGV[3])
local held = redis.call('HMGET', KEYS[1], 'worker', 'fence', 'until', 'length')
local isMine = held[1] == worker
if fence == '0' then
  local till = tonumber(held[3] or 0)
  if held[1] and not isMine and till > now then
    -- After a clock that was set back a lease shall not last for hours.
    if till > now + tonumber(held[4]) then
      redis.call('HDEL', KEYS[1], '')
      redis.call('HSET', KEYS[1], 'until', now + tonumber(held[4]))
    end
    return {0, 0}
  end
  fence = string.format('%.0f', tonumber(held[2] or 0) + 1)
elseif not isMine or held[2] ~= fence then
  return {0, 0}
end
-- A removal first, of nothing: at maxmemory only a script's first write is refused.
redis.call('HDEL', KEYS[1], '')
redis.call('HSET', KEYS[1], 'worker', worker, 'fence', fence, 'until', now + length,
    'length', length)
local isSetBack = isMine and held[3] and tonumber(held[3]) > now + length + 1000
return {tonumber(fence), isSetBack and 1 or 0}
