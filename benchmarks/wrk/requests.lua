-- Sends the requests of a file in turn, counts the responses whose status is not the expected one, and prints
-- one line for benchmarks/load.py. Called as: wrk … -- FILE ADDRESS STATUS
-- A line of the file: method, path, cookie, body, separated by tabs. In a body, {5+2} is 5, then 7, then 9.

local prepared = {}
local turn = 0
local expected
local threads = {}
local verified = false
unexpected = 0

-- A request whose body has a number in it that grows each time.
local function counting_request(method, path, headers, before, number, step, after)
   return function()
      local body = before .. string.format("%d", number) .. after
      number = number + step
      return wrk.format(method, path, headers, body)
   end
end

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
      local before, number, step, after = body:match("^(.-){(%d+)%+(%d+)}(.*)$")
      if before then
         table.insert(prepared, counting_request(method, path, headers, before, tonumber(number), tonumber(step), after))
      else
         local request = wrk.format(method, path, headers, body ~= "" and body or nil)
         table.insert(prepared, request)
      end
   end
end

function request()
   if not verified then
      -- wrk asks for one request more before it begins, to see what it is like; that one is never sent.
      verified = true
      return wrk.format("GET", "/")
   end
   turn = turn % #prepared + 1
   local request = prepared[turn]
   return type(request) == "string" and request or request()
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
