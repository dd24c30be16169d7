-- Lines of a destination, one a key: the first of each has its own due time, the others wait for it.
-- Put before scripts whose first KEYS are: due times, copies, numbers of leases and tokens, places in
-- line, who has which place, and since when each event is here. A place is a line, a number and an event id: 'line:number:id'.
local WAITING = 9007199254740991
local NUMBER_AT, ID_AT = 24, 37

local function is_waiting(due)
  return tonumber(due) > WAITING / 2
end

local function line_of(place)
  return string.sub(place, 1, NUMBER_AT - 2)
end

local function first_place(line)
  return redis.call('ZRANGEBYLEX', KEYS[4], '[' .. line .. ':', '(' .. line .. ';', 'LIMIT', 0, 1)[1]
end

-- Notes since when the event is here, which its id says.
local function note(id)
  redis.call('ZADD', KEYS[6], 'NX', string.match(id, '-(%d+)'), id)
end

-- Gives a parked delivery the last place of a line. Returns whether that is the first.
local function enter(line, id, due)
  local last = redis.call('ZREVRANGEBYLEX', KEYS[4], '(' .. line .. ';', '[' .. line .. ':', 'LIMIT', 0, 1)[1]
  local number = last and tonumber(string.sub(last, NUMBER_AT, ID_AT - 2)) + 1 or 0
  local place = line .. ':' .. string.format('%012.0f', number) .. ':' .. id
  redis.call('ZADD', KEYS[4], 0, place)
  redis.call('HSET', KEYS[5], id, place)
  redis.call('ZADD', KEYS[1], last and WAITING or due, id)
  note(id)
  return not last
end

-- Takes a delivery out of its line, if it stands in one, and forgets since when it is here. Returns who has become the first, and is due now.
local function leave(id)
  redis.call('ZREM', KEYS[6], id)
  local place = redis.call('HGET', KEYS[5], id)
  if not place then
    return nil
  end
  redis.call('HDEL', KEYS[5], id)
  redis.call('ZREM', KEYS[4], place)
  local first = first_place(line_of(place))
  local next = first and string.sub(first, ID_AT)
  local due = next and redis.call('ZSCORE', KEYS[1], next)
  if not due or not is_waiting(due) then
    return nil
  end
  local time = redis.call('TIME')
  redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), next)
  return next
end
