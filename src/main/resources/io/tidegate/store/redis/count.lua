-- Counts a shard. KEYS: events. ARGV: group.
-- Returns entries, pending entries, milliseconds since the oldest unsettled entry came (0 if none), unread entries.
local entries = redis.call('XLEN', KEYS[1])
local last = '0-0'
local lag = entries
local oldest
local pending = redis.pcall('XPENDING', KEYS[1], ARGV[1])
if pending.err then
  pending = {0}
else
  oldest = pending[2]
  for _, fields in ipairs(redis.call('XINFO', 'GROUPS', KEYS[1])) do
    local group = {}
    for i = 1, #fields, 2 do
      group[fields[i]] = fields[i + 1]
    end
    if group['name'] == ARGV[1] then
      last = group['last-delivered-id']
      -- The server loses count when entries between others were deleted. Enough is counted then to see that there are some.
      lag = group['lag'] or #redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', 100)
    end
  end
end
if not oldest then
  local unread = redis.call('XRANGE', KEYS[1], '(' .. last, '+', 'COUNT', 1)[1]
  oldest = unread and unread[1]
end
if not oldest then
  return {entries, pending[1], 0, lag}
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return {entries, pending[1], math.max(0, now - tonumber(string.match(oldest, '^%d+'))), lag}
