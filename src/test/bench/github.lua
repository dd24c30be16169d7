-- One signed GitHub body of 1 KB, sent under a new delivery id each time.
-- The signature covers the body only, so it is made once: SIGNATURE comes from the environment.
local body = io.open(os.getenv("BODY"), "rb"):read("*a")
local threads = 0

function setup(thread)
  thread:set("me", threads)
  threads = threads + 1
end

function init(args)
  sent = 0
  -- A fresh run must not look like a repeat of the last one.
  run = os.getenv("RUN")
end

function request()
  sent = sent + 1
  return wrk.format("POST", nil, {
    ["content-type"] = "application/json",
    ["user-agent"] = "GitHub-Hookshot/0000000",
    ["x-github-event"] = "push",
    ["x-github-delivery"] = run .. "-" .. me .. "-" .. sent,
    ["x-hub-signature-256"] = "sha256=" .. os.getenv("SIGNATURE"),
  }, body)
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %.0f req/s, p50 %.2f ms, p99 %.2f ms, not 2xx %d, socket errors %d\n",
    summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    e.status, e.connect + e.read + e.write + e.timeout))
end
