-- What every script is put into: its answer comes with the number of the call, its last argument, so
-- that nobody takes the reply to another command for it. Errors are returned as they are.
local call = table.remove(ARGV)
local function run()
%s
end
local answer = run()
if type(answer) == 'table' and answer.err then
  return answer
end
if answer == nil then
  answer = false
end
return {call, answer}
