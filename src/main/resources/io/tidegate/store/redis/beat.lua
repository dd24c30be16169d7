-- Notes that a worker lives, and forgets those that have not said so for long.
-- KEYS: workers. ARGV: worker, for how many milliseconds it counts as living; 0 if it leaves.
-- Returns all living workers.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local life = tonumber(ARGV[2])
-- Removals first: at maxmemory only a script's first write is refused.
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZREM', KEYS[1], ARGV[1])
if life > 0 then
  redis.call('ZADD', KEYS[1], now + life, ARGV[1])
  -- After a clock that was set back nobody shall live for hours without a word.
  for _, late in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], now + life + 1, '+inf')) do
    redis.call('ZADD', KEYS[1], now + life, late)
  end
end
return redis.call('ZRANGE', KEYS[1], 0, -1)
