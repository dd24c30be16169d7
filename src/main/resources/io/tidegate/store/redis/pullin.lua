-- Pulls in deliveries that are due later than they can have been meant to be: the clock was set back.
-- KEYS: those of lines. ARGV: after which due time (0 for all that may be too late), how many to look
-- at, then the longest wait in milliseconds after no attempt, after one and so on, the last for all
-- that had more.
-- Returns the due time to go on after (-1 at the end), and how many were pulled in.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local most = tonumber(ARGV[2])
local least = math.huge
for i = 3, #ARGV do
  least = math.min(least, tonumber(ARGV[i]))
end
local after = '(' .. math.max(tonumber(ARGV[1]), now + least)
local waiting = string.format('(%.0f', WAITING)
-- A removal first, of nothing: at maxmemory only a script's first write is refused.
redis.call('ZREM', KEYS[1], '')
local found = redis.call('ZRANGEBYSCORE', KEYS[1], after, waiting, 'WITHSCORES', 'LIMIT', 0, most)
local next = -1
if #found == 2 * most then
  -- Together with whatever is due in the same moment as the last: the rest is due after it.
  next = tonumber(found[#found])
  found = redis.call('ZRANGEBYSCORE', KEYS[1], after, next, 'WITHSCORES')
end
local count = 0
for i = 1, #found, 2 do
  local id, due = found[i], found[i + 1]
  local copy = redis.call('HGET', KEYS[2], id)
  local attempts = copy and #copy > 4 and struct.unpack('>I4', copy, 2) or 0
  local latest = now + tonumber(ARGV[math.min(3 + attempts, #ARGV)])
  if tonumber(due) > latest then
    redis.call('ZADD', KEYS[1], latest, id)
    count = count + 1
  end
end
return {next, count}
