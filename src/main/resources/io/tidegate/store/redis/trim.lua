-- Drops entries that every group has read and settled, and that are older than the history or, the
-- oldest first, too much. KEYS: events. ARGV: history in milliseconds, in bytes.
-- Returns how many were dropped.
local function parse(id)
  local millis, sequence = string.match(id, '^(%d+)-(%d+)$')
  return {tonumber(millis), tonumber(sequence)}
end

local function format(id)
  return string.format('%.0f-%.0f', id[1], id[2])
end

local function older(one, other)
  return one[1] < other[1] or (one[1] == other[1] and one[2] < other[2])
end

if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
local groups = redis.call('XINFO', 'GROUPS', KEYS[1])
if #groups == 0 then
  return 0
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- The first entry that somebody needs, or may come next.
local needed = {now + 1, 0}
for _, fields in ipairs(groups) do
  local group = {}
  for i = 1, #fields, 2 do
    group[fields[i]] = fields[i + 1]
  end
  local unread = parse(group['last-delivered-id'])
  unread[2] = unread[2] + 1
  if older(unread, needed) then
    needed = unread
  end
  local pending = redis.call('XPENDING', KEYS[1], group['name'])
  if pending[1] > 0 and older(parse(pending[2]), needed) then
    needed = parse(pending[2])
  end
end
local keep = {now - tonumber(ARGV[1]) + 1, 0}
local dropped = redis.call('XTRIM', KEYS[1], 'MINID', format(older(needed, keep) and needed or keep))
-- An estimate from some nodes of the stream, so that its cost does not grow with it.
local used = redis.call('MEMORY', 'USAGE', KEYS[1], 'SAMPLES', 50)
local excess = used - tonumber(ARGV[2])
if excess > 0 then
  -- Whole nodes only, from the oldest on, and none with an entry that is needed.
  local most = math.ceil(redis.call('XLEN', KEYS[1]) * excess / used)
  if most > 0 then
    dropped = dropped + redis.call('XTRIM', KEYS[1], 'MINID', '~', format(needed), 'LIMIT', most)
  end
end
return dropped
