-- How long ago the oldest event came that is parked. KEYS: due times, since when each event is here.
-- Returns milliseconds, 0 if none is parked.
for _ = 1, 100 do
  local oldest = redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')
  if not oldest[1] then
    return 0
  end
  if redis.call('ZSCORE', KEYS[1], oldest[1]) then
    local time = redis.call('TIME')
    return math.max(0, time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(oldest[2]))
  end
  -- A gateway of an earlier version has taken it out, which knew nothing of this.
  redis.call('ZREM', KEYS[2], oldest[1])
end
return 0
