-- Forgets a parked delivery. KEYS: due times, copies. ARGV: event id.
redis.call('ZREM', KEYS[1], ARGV[1])
return redis.call('HDEL', KEYS[2], ARGV[1])
