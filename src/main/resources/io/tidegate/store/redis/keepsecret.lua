-- Keeps a secret that a sender handed over, if its source is open for one.
-- KEYS: sealed secrets of all sources, the mark of an open source.
-- ARGV: source, sealed secret, how many are kept, 1 if the source is open as long as it has none.
local kept = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
local isFirst = ARGV[4] == '1' and kept == 0
if not isFirst and redis.call('EXISTS', KEYS[2]) == 0 then
  return 0
end
local place = ARGV[1] .. ':' .. (kept % tonumber(ARGV[3]))
redis.call('HSET', KEYS[1], place, ARGV[2], ARGV[1], kept + 1)
return 1
