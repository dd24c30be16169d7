-- Drops entries that every group has read and settled and that are older than the history.
-- KEYS: events. ARGV: history in milliseconds. Returns how many were dropped.
local function parse(id)
  local millis, sequence = string.match(id, '^(%d+)-(%d+)$')
  return {tonumber(millis), tonumber(sequence)}
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
local keep = {time[1] * 1000 + math.floor(time[2] / 1000) - tonumber(ARGV[1]) + 1, 0}
for _, fields in ipairs(groups) do
  local group = {}
  for i = 1, #fields, 2 do
    group[fields[i]] = fields[i + 1]
  end
  local unread = parse(group['last-delivered-id'])
  unread[2] = unread[2] + 1
  if older(unread, keep) then
    keep = unread
  end
  local pending = redis.call('XPENDING', KEYS[1], group['name'])
  if pending[1] > 0 and older(parse(pending[2]), keep) then
    keep = parse(pending[2])
  end
end
return redis.call('XTRIM', KEYS[1], 'MINID', string.format('%.0f-%.0f', keep[1], keep[2]))
