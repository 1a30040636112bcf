# Prints the first block of a page that is fenced for a language: awk -v lang=vim -f block.awk page.md. With `-v server=1` that
# of the section on the language server, without it one of the other sections.
/^## / { of_server = ($0 == "## The language server") }
$0 == "```" lang && of_server == server + 0 { inside = 1; next }
inside && $0 == "```" { exit }
inside { print }
