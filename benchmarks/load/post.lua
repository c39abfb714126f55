-- wrk: the same chat completion, again and again.
local file = assert(io.open(os.getenv("LOAD_BODY"), "r"))
wrk.body = file:read("*a")
file:close()
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer " .. os.getenv("LOAD_KEY")

done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("done=%d errors=%d rate=%.0f p50=%.1f p99=%.1f p999=%.1f max=%.1f\n",
    summary.requests,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    summary.requests / summary.duration * 1e6,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9), latency.max))
end
