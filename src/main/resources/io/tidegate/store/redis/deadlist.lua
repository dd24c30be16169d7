-- Lists dead letters, oldest first. KEYS: dead letters.
-- ARGV: first and last entry id, how many at most, how many bytes about.
-- Returns entry id and copy of each.
local answer = {}
local from, left, bytes = ARGV[1], tonumber(ARGV[3]), 0
while left > 0 and bytes < tonumber(ARGV[4]) do
  local entries = redis.call('XRANGE', KEYS[1], from, ARGV[2], 'COUNT', math.min(left, 10))
  if #entries == 0 then
    break
  end
  for _, entry in ipairs(entries) do
    local copy = entry[2][#entry[2]]
    answer[#answer + 1] = entry[1]
    answer[#answer + 1] = copy
    bytes = bytes + #copy
    from = '(' .. entry[1]
  end
  left = left - #entries
end
return answer
