-- Gives the lease of a shard back; the fencing number stays.
-- KEYS: lease. ARGV: worker, its fencing number. Returns 1 if it was this worker's.
local held = redis.call('HMGET', KEYS[1], 'worker', 'fence')
if held[1] ~= ARGV[1] or held[2] ~= ARGV[2] then
  return 0
end
redis.call('HDEL', KEYS[1], 'worker', 'until', 'length')
return 1
