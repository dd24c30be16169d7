-- Settles an entry that cannot be read and keeps a copy of it for people.
-- KEYS: events, unreadable entries. ARGV: group, entry id, how many are kept.
-- Settling first: at maxmemory only a script's first write is refused.
redis.call('XACK', KEYS[1], ARGV[1], ARGV[2])
local entry = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[2])[1]
if entry then
  redis.pcall('XADD', KEYS[2], 'MAXLEN', '~', ARGV[3], '*', 'id', ARGV[2], unpack(entry[2]))
end
return 1
