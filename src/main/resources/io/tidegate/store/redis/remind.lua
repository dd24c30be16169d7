-- Notes when to look at destinations, unless that is to be done earlier anyway, and that they are owed
-- something. KEYS: when to look at which destination, which are owed something since when.
-- ARGV: for how long a look is put off in milliseconds, then for each destination its name and in how
-- many milliseconds to look, or -1 for not at all.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- A removal first, of nothing: at maxmemory only a script's first write is refused.
redis.call('ZREM', KEYS[1], '')
for i = 2, #ARGV, 2 do
  local wait = tonumber(ARGV[i + 1])
  local known = redis.call('ZSCORE', KEYS[1], ARGV[i])
  -- Whose next look is further ahead was looked at before the clock was set back. It stays so until
  -- that is mended: wake tells of it.
  local isAhead = known and tonumber(known) > now + 2 * tonumber(ARGV[1])
  if wait >= 0 and not isAhead then
    redis.call('ZADD', KEYS[1], 'LT', now + wait, ARGV[i])
  end
  redis.call('ZADD', KEYS[2], time[1] * 1000000 + time[2], ARGV[i])
end
return 1
