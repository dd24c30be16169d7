-- Forgets dead letters. KEYS: dead letters, where each event is among them. ARGV: event ids.
-- Returns how many there were.
local discarded = 0
for _, id in ipairs(ARGV) do
  local entry = redis.call('HGET', KEYS[2], id)
  if entry then
    redis.call('XDEL', KEYS[1], entry)
    redis.call('HDEL', KEYS[2], id)
    discarded = discarded + 1
  end
end
return discarded
