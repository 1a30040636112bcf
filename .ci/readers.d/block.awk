# Prints the first block of a page that is fenced for a language: awk -v lang=vim -f block.awk page.md
$0 == "```" lang { inside = 1; next }
inside && $0 == "```" { exit }
inside { print }
