-- Forgets a parked delivery. KEYS: due times, copies, numbers of leases and tokens. ARGV: event id.
redis.call('ZREM', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1], ARGV[1] .. '/token')
return redis.call('HDEL', KEYS[2], ARGV[1])
