-- Leases deliveries that are due: their due time moves to the end of the lease.
-- KEYS: those of lines, then dead letters.
-- ARGV: how many at most, lease in milliseconds, how many bytes about, the token if it is pulled.
-- Returns milliseconds until the next is due (-1 if none is parked), whether there are dead letters,
-- then id and copy of each, and how often it was leased before since it was parked.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
-- A removal first, of nothing: at maxmemory only a script's first write is refused, and moving a
-- due time takes no memory. So a full Redis can still drain.
redis.call('ZREM', KEYS[1], '')
local answer = {0, redis.call('EXISTS', KEYS[7])}
local bytes = 0
for _, id in ipairs(ids) do
  local copy = redis.call('HGET', KEYS[2], id)
  if copy then
    redis.call('ZADD', KEYS[1], now + tonumber(ARGV[2]), id)
    answer[#answer + 1] = id
    answer[#answer + 1] = copy
    answer[#answer + 1] = redis.call('HINCRBY', KEYS[3], id, 1) - 1
    if ARGV[4] then
      redis.call('HSET', KEYS[3], id .. '/token', ARGV[4])
    else
      redis.call('HDEL', KEYS[3], id .. '/token')
    end
    bytes = bytes + #copy
    if bytes >= tonumber(ARGV[3]) then
      break
    end
  else
    leave(id)
    redis.call('ZREM', KEYS[1], id)
  end
end
local next = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if next[2] and is_waiting(next[2]) then
  -- Whoever was before it is lost: it must not wait for ever.
  local place = redis.call('HGET', KEYS[5], next[1])
  local first = place and first_place(line_of(place))
  redis.call('ZADD', KEYS[1], now, first and string.sub(first, ID_AT) or next[1])
  next[2] = now
end
answer[1] = next[2] and math.max(0, tonumber(next[2]) - now) or -1
return answer
