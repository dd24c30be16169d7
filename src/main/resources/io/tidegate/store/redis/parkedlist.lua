-- Lists parked deliveries, the first to become due first. KEYS: due times, copies.
-- ARGV: how many at most, how many bytes about. Returns due time in milliseconds and copy of each.
local answer = {}
local bytes = 0
local due = redis.call('ZRANGE', KEYS[1], 0, tonumber(ARGV[1]) - 1, 'WITHSCORES')
for i = 1, #due, 2 do
  local copy = redis.call('HGET', KEYS[2], due[i])
  if copy and bytes < tonumber(ARGV[2]) then
    answer[#answer + 1] = due[i + 1]
    answer[#answer + 1] = copy
    bytes = bytes + #copy
  end
end
return answer
