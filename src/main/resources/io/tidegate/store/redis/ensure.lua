-- Makes the consumer group of a stream if it is missing, from the very beginning of the stream.
-- KEYS: events. ARGV: group. Returns 1 if it was made. Looks first, because at maxmemory making a
-- group is refused even if it is there.
local groups = redis.pcall('XINFO', 'GROUPS', KEYS[1])
if groups.err and string.find(groups.err, 'WRONGTYPE', 1, true) then
  return groups
end
for _, fields in ipairs(groups) do
  for i = 1, #fields, 2 do
    if fields[i] == 'name' and fields[i + 1] == ARGV[1] then
      return 0
    end
  end
end
redis.call('XGROUP', 'CREATE', KEYS[1], ARGV[1], '0', 'MKSTREAM')
return 1
