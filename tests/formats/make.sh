#!/bin/sh
# Makes the drafts of this folder from draft.md. Needs pandoc, LibreOffice and Python with docutils and python-docx.
set -eu
cd "$(dirname "$0")"
export SOURCE_DATE_EPOCH=1764028800
pandoc --standalone draft.md -o pandoc.html
pandoc draft.md -o pandoc.docx
pandoc --standalone draft.md -t asciidoc -o pandoc.adoc
pandoc --standalone draft.md -o pandoc.rst
pandoc --standalone draft.md -o pandoc.tex
pandoc draft.md -o pandoc.odt
soffice --headless --convert-to docx:"MS Word 2007 XML" --outdir office pandoc.odt >/dev/null
mv office/pandoc.docx office.docx
soffice --headless --convert-to html:"HTML (StarWriter)" --outdir office pandoc.odt >/dev/null
mv office/pandoc.html office.html
rm -r office pandoc.odt
asciidoctor -a last-update-label! -a linkcss -o asciidoctor.html pandoc.adoc
python3 -m docutils --link-stylesheet --stylesheet-path=none.css pandoc.rst docutils.html
python3 word.py
