-- Tells which destinations to look at, and puts the next look at each off.
-- KEYS: when to look at which destination, which are paused.
-- ARGV: how many at most, for how long to put off in milliseconds, then destinations to leave out.
-- Returns milliseconds until there is another one (-1 if none is known), which are paused, which to
-- look at, and which are put off for longer than can be: the clock was set back.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most = tonumber(ARGV[1])
local left_out = {}
for i = 3, #ARGV do
  left_out[ARGV[i]] = true
end
local paused = redis.call('HKEYS', KEYS[2])
for _, name in ipairs(paused) do
  left_out[name] = true
end
-- A removal first, of nothing: at maxmemory only a script's first write is refused, and moving a
-- time takes no memory. So a full Redis can still drain.
redis.call('ZREM', KEYS[1], '')
local again = tonumber(ARGV[2])
local ahead = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now + 2 * again, '+inf', 'LIMIT', 0, 1000)
local told = {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, most + #ARGV - 2 + #paused)) do
  if not left_out[name] and #told < most then
    redis.call('ZADD', KEYS[1], now + again, name)
    told[#told + 1] = name
  end
end
if #told == most then
  return {0, paused, told, ahead}
end
local next = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
return {next[2] and tonumber(next[2]) - now or -1, paused, told, ahead}
