-- Sends the requests of a file in turn, counts the responses whose status is not the expected one, and prints
-- one line for benchmarks/load.py. Called as: wrk … -- FILE ADDRESS STATUS
-- A line of the file: method, path, cookie, body, separated by tabs.

local prepared = {}
local turn = 0
local expected
local threads = {}
unexpected = 0

function setup(thread)
   table.insert(threads, thread)
end

function init(arguments)
   expected = tonumber(arguments[3])
   for line in io.lines(arguments[1]) do
      local method, path, cookie, body = line:match("^(.-)\t(.-)\t(.-)\t(.*)$")
      local headers = {}
      if cookie ~= "" then headers["Cookie"] = cookie end
      if method ~= "GET" then
         -- What a browser says of a form of the same site; a server may refuse a post that does not.
         headers["Origin"] = arguments[2]
         headers["Sec-Fetch-Site"] = "same-origin"
         headers["Content-Type"] = "application/x-www-form-urlencoded"
      end
      table.insert(prepared, wrk.format(method, path, headers, body ~= "" and body or nil))
   end
end

function request()
   turn = turn % #prepared + 1
   return prepared[turn]
end

function response(status)
   if status ~= expected then unexpected = unexpected + 1 end
end

function done(summary)
   local wrong = 0
   for _, thread in ipairs(threads) do wrong = wrong + thread:get("unexpected") end
   local errors = summary.errors
   local broken = errors.connect + errors.read + errors.write + errors.timeout
   io.write(string.format("measured\t%d\t%d\t%d\t%d\n", summary.requests, summary.duration, wrong, broken))
end
