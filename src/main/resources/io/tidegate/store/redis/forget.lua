-- Forgets that a destination is owed something, unless that was noted anew meanwhile.
-- KEYS: which are owed something. ARGV: the destination, when that was noted as last seen.
if redis.call('ZSCORE', KEYS[1], ARGV[1]) == ARGV[2] then
  return redis.call('ZREM', KEYS[1], ARGV[1])
end
return 0
