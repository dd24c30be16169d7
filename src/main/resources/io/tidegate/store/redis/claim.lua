-- Claims the dedup keys of some events of one shard.
-- KEYS: three buckets an event: of its own period, the one before, the one after.
-- ARGV: window in milliseconds, expiry of a bucket in seconds, then field and entry id of each event.
-- Returns for each event 0 (first), 1 (again) or 2 (duplicate).
local window = tonumber(ARGV[1])

local function millis(id)
  return tonumber(string.match(id, '^%d+'))
end

local function remembered(event, field, id)
  for bucket = 3 * event - 2, 3 * event do
    local first = redis.call('HGET', KEYS[bucket], field)
    if first and math.abs(millis(first) - millis(id)) <= window then
      return first
    end
  end
end

local answers = {}
for event = 1, (#ARGV - 2) / 2 do
  local field, id = ARGV[2 * event + 1], ARGV[2 * event + 2]
  local first = remembered(event, field, id)
  if first then
    answers[event] = first == id and 1 or 2
  else
    answers[event] = 0
    local bucket = KEYS[3 * event - 2]
    local kept = redis.pcall('HSET', bucket, field, id)
    if type(kept) == 'table' and kept.err then
      -- Without memory nothing is remembered: a duplicate is better than a loss.
      if not string.find(kept.err, 'OOM', 1, true) then
        return kept
      end
    elseif redis.call('HLEN', bucket) == 1 then
      redis.call('EXPIRE', bucket, ARGV[2])
    end
  end
end
return answers
