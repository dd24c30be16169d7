-- Parks deliveries at the end of their lines, in this order; one that stands in line stays as it is.
-- KEYS: those of lines, then up to which event each shard has lined up.
-- ARGV: for how many milliseconds that is kept, then for each its event id, line, FIRST, AGAIN or
-- ANEW, and copy. Returns whether any is due.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
-- Read before anything is written: a key of another type must not leave half a line.
redis.call('ZCARD', KEYS[1])
redis.call('HLEN', KEYS[2])
redis.call('HLEN', KEYS[3])
redis.call('ZCARD', KEYS[4])
redis.call('HLEN', KEYS[5])
redis.call('HLEN', KEYS[7])

local function older(one, other)
  local millis, sequence = string.match(one, '^(%d+)-(%d+)$')
  local other_millis, other_sequence = string.match(other, '^(%d+)-(%d+)$')
  if millis == other_millis then
    return tonumber(sequence) < tonumber(other_sequence)
  end
  return tonumber(millis) < tonumber(other_millis)
end

local lined = {}
local is_due = 0
for i = 2, #ARGV, 4 do
  local id, line, which, copy = unpack(ARGV, i, i + 3)
  local shard, entry = string.match(id, '^(%d+)-(%d+-%d+)')
  local last = lined[shard] or redis.call('HGET', KEYS[7], shard)
  local is_over = which == 'AGAIN' and last and older(entry, last)
  if not is_over and redis.call('HEXISTS', KEYS[5], id) == 0 then
    -- One that was parked before there were lines keeps count of its attempts.
    redis.call('HSETNX', KEYS[2], id, copy)
    redis.call('HDEL', KEYS[3], id, id .. '/token')
    if enter(line, id, now) then
      is_due = 1
    end
  end
  if which == 'FIRST' or (which == 'AGAIN' and not is_over) then
    lined[shard] = entry
  end
end
for shard, entry in pairs(lined) do
  redis.call('HSET', KEYS[7], shard, entry)
  redis.call('PEXPIRE', KEYS[7], ARGV[1])
end
return is_due
