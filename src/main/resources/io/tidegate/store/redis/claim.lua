-- Claims dedup keys, or bodies, for some events. A claim is 14 bytes: the entry's milliseconds (6)
-- and sequence (4), and a check sum of the event's body (4).
-- KEYS: three buckets a claim: of its own period, the one before, the one after.
-- ARGV, for each claim: field; field of the key together with the body, or nothing if conflicts are
-- not kept; claim; window in milliseconds; expiry of a bucket in seconds.
-- Returns for each 0 (first), 1 (again), 2 (same key, other body) or 3 (duplicate).
local function millis(claim)
  return struct.unpack('>I6', claim)
end

local function is_same_entry(one, other)
  return string.sub(one, 1, 10) == string.sub(other, 1, 10)
end

local function remembered(number, field, claim, window)
  for bucket = 3 * number - 2, 3 * number do
    local first = redis.call('HGET', KEYS[bucket], field)
    if first and math.abs(millis(first) - millis(claim)) <= window then
      return first
    end
  end
end

local function remember(number, field, claim, expiry)
  local bucket = KEYS[3 * number - 2]
  local kept = redis.pcall('HSET', bucket, field, claim)
  if type(kept) == 'table' and kept.err then
    -- Without memory nothing is remembered: a duplicate is better than a loss.
    if not string.find(kept.err, 'OOM', 1, true) then
      error(kept)
    end
  elseif kept == 1 and redis.call('HLEN', bucket) == 1 then
    redis.call('EXPIRE', bucket, expiry)
  end
end

local function conflict(number, field, claim, window, expiry)
  if field == '' then
    return 2
  end
  local first = remembered(number, field, claim, window)
  if not first then
    remember(number, field, claim, expiry)
  end
  return (not first or is_same_entry(first, claim)) and 2 or 3
end

local answers = {}
for number = 1, #ARGV / 5 do
  local field, both, claim, window, expiry = unpack(ARGV, 5 * number - 4, 5 * number)
  window = tonumber(window)
  local first = remembered(number, field, claim, window)
  if not first then
    answers[number] = 0
    remember(number, field, claim, expiry)
  elseif is_same_entry(first, claim) then
    answers[number] = 1
  elseif string.sub(first, 11) == string.sub(claim, 11) then
    answers[number] = 3
  else
    answers[number] = conflict(number, both, claim, window, expiry)
  end
end
return answers
