-- Neovim as a client: opens a flawed draft, shows the finding with its other places, applies its fix, and the finding goes.
-- Writes what it saw to nvim.txt. Works from Neovim 0.7 on.
local said = {}
local function say(line) table.insert(said, line) end
local function leave()
  vim.fn.writefile(said, "../nvim.txt")
  vim.cmd("qall!")
end
local function until_true(what, found)
  if not vim.wait(20000, found, 10) then
    say("waited for " .. what)
    leave()
  end
end

vim.cmd("edit a\\ b.md")
local draft = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = "factlint",
  cmd = { vim.env.FACTLINT, "lsp" },
  root_dir = vim.fn.getcwd(),
  on_exit = function(status) vim.g.status = status end,
})
vim.lsp.buf_attach_client(draft, client)

-- The words of a range that the server sent: in UTF-16, unless a newer Neovim agreed on another encoding.
local function words(range)
  local line = vim.api.nvim_buf_get_lines(draft, range.start.line, range.start.line + 1, false)[1]
  local encoding = vim.lsp.get_client_by_id(client).offset_encoding
  local function byte(character)
    return encoding == "utf-8" and character or vim.str_byteindex(line, character, encoding == "utf-16")
  end
  return line:sub(byte(range.start.character) + 1, byte(range["end"].character))
end

until_true("a finding", function() return #vim.diagnostic.get(draft) > 0 end)
for _, one in ipairs(vim.diagnostic.get(draft)) do
  local marked = vim.api.nvim_buf_get_text(draft, one.lnum, one.col, one.end_lnum, one.end_col, {})[1]
  say("finding " .. one.lnum .. ":" .. one.col .. " " .. one.severity .. " " .. one.code .. " " .. marked)
  for _, other in ipairs(one.user_data.lsp.relatedInformation) do
    say("place " .. words(other.location.range))
  end
end

-- The fix is chosen from the menu of code actions.
local found = vim.diagnostic.get(draft)[1]
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
vim.ui.select = function(items, _, choose)
  for _, item in ipairs(items) do
    local action = item[2] or item.action
    if action.title:find("former", 1, true) then return choose(item, 1) end
  end
  say("no fix among " .. #items .. " actions")
  leave()
end
vim.lsp.buf.code_action()
until_true("the fix", function()
  return table.concat(vim.api.nvim_buf_get_lines(draft, 0, -1, false), "\n"):find("former President Joe Biden", 1, true)
end)
until_true("the finding to go", function() return #vim.diagnostic.get(draft) == 0 end)
say("fixed")

-- Undone and done again with keys, the finding follows.
vim.cmd("undo")
until_true("the finding after undo", function() return #vim.diagnostic.get(draft) == 1 end)
vim.cmd("redo")
until_true("the finding to go again", function() return #vim.diagnostic.get(draft) == 0 end)
say("followed")

vim.lsp.stop_client(client)
until_true("the end of the server", function() return vim.g.status ~= nil end)
say("status " .. vim.g.status)
leave()
