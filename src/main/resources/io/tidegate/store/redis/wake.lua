-- Tells which destinations to look at, and puts the next look at each off.
-- KEYS: when to look at which destination.
-- ARGV: how many at most, for how long to put off in milliseconds, then destinations to leave out.
-- Returns milliseconds until there is another one (-1 if none is known), then names.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most = tonumber(ARGV[1])
local left_out = {}
for i = 3, #ARGV do
  left_out[ARGV[i]] = true
end
-- A removal first, of nothing: at maxmemory only a script's first write is refused, and moving a
-- time takes no memory. So a full Redis can still drain.
redis.call('ZREM', KEYS[1], '')
local answer = {-1}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, most + #ARGV - 2)) do
  if not left_out[name] and #answer <= most then
    redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), name)
    answer[#answer + 1] = name
  end
end
if #answer > most then
  answer[1] = 0
  return answer
end
local next = redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
if next[2] then
  answer[1] = tonumber(next[2]) - now
end
return answer
