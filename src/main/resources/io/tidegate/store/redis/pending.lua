-- Hands out entries that were read and not settled, in their order, to the worker that holds the
-- shard's lease. Entries that several workers have failed with come alone, so that the one which
-- makes workers crash does not take its neighbours along.
-- KEYS: events, lease. ARGV: group, consumer, worker, its fencing number, after which entry,
-- milliseconds since they were handed out, how many at most, from how many failures on alone,
-- 1 if the worker before has failed, else 0.
-- Returns the last entry looked at (empty if there was none), how many were gone from the stream,
-- then each entry and how often it was handed out in vain.
local held = redis.call('HMGET', KEYS[2], 'worker', 'fence')
if held[1] ~= ARGV[3] or held[2] ~= ARGV[4] then
  return redis.error_reply('FENCED another worker holds this shard')
end
local pending = redis.call('XPENDING', KEYS[1], ARGV[1], 'IDLE', ARGV[6], '(' .. ARGV[5], '+',
    ARGV[7])
local answer = {'', 0}
for i, entry in ipairs(pending) do
  local id, failures = entry[1], entry[4] - 1 + ARGV[9]
  local isAlone = failures >= tonumber(ARGV[8])
  if isAlone and i > 1 then
    break
  end
  answer[1] = id
  local claimed = redis.call('XCLAIM', KEYS[1], ARGV[1], ARGV[2], 0, id,
      'RETRYCOUNT', failures + 1)
  if claimed[1] then
    answer[#answer + 1] = claimed[1]
    answer[#answer + 1] = failures
  else
    answer[2] = answer[2] + 1
  end
  if isAlone then
    break
  end
end
return answer
