-- Pulls in deliveries that are due later than they can have been meant to be: the clock was set back.
-- KEYS: those of lines. ARGV: from which rank of the due times on (-1 for the first that may be too
-- late), how many to look at, then the longest wait in milliseconds after no attempt, after one and so
-- on, the last for all that had more.
-- Returns the rank to go on from (-1 at the end), and how many were pulled in.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local from, most = tonumber(ARGV[1]), tonumber(ARGV[2])
if from < 0 then
  local least = math.huge
  for i = 3, #ARGV do
    least = math.min(least, tonumber(ARGV[i]))
  end
  from = redis.call('ZCOUNT', KEYS[1], '-inf', now + least)
end
-- A removal first, of nothing: at maxmemory only a script's first write is refused.
redis.call('ZREM', KEYS[1], '')
local found = redis.call('ZRANGE', KEYS[1], from, from + most - 1, 'WITHSCORES')
local count = 0
for i = 1, #found, 2 do
  local id, due = found[i], found[i + 1]
  if is_waiting(due) then
    return {-1, count}
  end
  local copy = redis.call('HGET', KEYS[2], id)
  local attempts = copy and #copy > 4 and struct.unpack('>I4', copy, 2) or 0
  local latest = now + tonumber(ARGV[math.min(3 + attempts, #ARGV)])
  -- Whoever is pulled in gets a lower rank than all that are still to be looked at.
  if tonumber(due) > latest then
    redis.call('ZADD', KEYS[1], latest, id)
    count = count + 1
  end
end
return {#found < 2 * most and -1 or from + most, count}
