//! What holds for every reader, whatever the bytes: no panic, blocks in order, spans on character boundaries of the source, and
//! the same words in prose as in the source.

use std::io::Write as _;
use std::sync::LazyLock;

use bolero::check;
use factlint::document::{self, Document, Format, Limits};
use factlint::engine::{Engine, Options};
use factlint::text::{Input, Span};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(factlint::embedded::rules(), Options::default()));

/// Markup of all formats that are one text, and what stands between it.
const PIECES: &[&str] = &[
    "President Donald Trump is to meet the allies. ",
    "The Biden administration has not endorsed it. ",
    "word",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "  ",
    "\t",
    "\u{feff}",
    "\u{e9}",
    "\u{1f600}",
    "\0",
    "2025-09-23",
    "factlint-ignore x",
    "<!--",
    "-->",
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<blockquote>",
    "</blockquote>",
    "<li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<table>",
    "<code>",
    "</code>",
    "<script>",
    "</script>",
    "<script type=application/ld+json>",
    "{\"@type\": \"Article\", \"datePublished\": \"2025-09-23\"}",
    "<meta name=date content='2025-09-23'>",
    "<time datetime=2025-09-23>",
    "<article>",
    "</article>",
    "<main>",
    "<del>",
    "</del>",
    "<br>",
    "<q>",
    "</q>",
    "<title>",
    "</title>",
    "&amp;",
    "&#8217;",
    "&",
    "&ampx",
    "<",
    ">",
    "= ",
    "== ",
    "====",
    "----",
    "....",
    "++++",
    "____",
    "****",
    "|===",
    "|",
    "//",
    "////",
    "* ",
    ". ",
    "- ",
    "1. ",
    "term:: ",
    ":revdate: ",
    "[quote]",
    "[source]",
    "https://x.y[",
    "link:x[",
    "footnote:[",
    "]",
    "<<",
    ">>",
    "{nbsp}",
    "{x}",
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "\"`",
    "`\"",
    "#",
    "+",
    "\\",
    ".. ",
    ".. note:: ",
    ".. code:: x",
    ".. [1] ",
    ".. _x: y",
    ":Date: ",
    ":role:`",
    "[1]_",
    "`_",
    "::",
    "+---+---+",
    "===  ===",
    "| a | b |",
    ">>> ",
    "    ",
    "\\section{",
    "\\emph{",
    "\\footnote{",
    "\\begin{document}",
    "\\end{document}",
    "\\begin{itemize}",
    "\\item ",
    "\\end{itemize}",
    "\\begin{tabular}{ll}",
    "\\end{tabular}",
    "\\begin{verbatim}",
    "\\begin{quote}",
    "\\date{",
    "\\title{",
    "\\verb|",
    "\\href{x}{",
    "\\'e",
    "\\v{",
    "\\l{}",
    "\\\\",
    "\\newcommand{\\x}[1]{",
    "$",
    "$$",
    "\\(",
    "\\)",
    "%",
    "~",
    "---",
    "''",
    "{",
    "}",
    "[",
    "(MORE)",
    "-30-",
];
const TEXTS: [Format; 8] = [
    Format::Plain,
    Format::Markdown,
    Format::Html,
    Format::AsciiDoc,
    Format::ReStructuredText,
    Format::Latex,
    Format::Mdx,
    Format::Notebook,
];

/// Parts of a document of Word.
const WORD: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:pStyle w:val=\"Title\"/>",
    "<w:numPr/>",
    "<w:rPr><w:del/></w:rPr>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:br/>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:commentRangeStart w:id=\"0\"/>",
    "<w:p><w:r><w:t>President Donald Trump is to speak. </w:t></w:r>",
    "<w:r><w:t>The Biden administration has not. </w:t></w:r>",
    "\u{e9}\u{1f600}",
    "\n",
    "&amp;",
    "&x;",
    ":::note\n",
    "```{tip}\n",
    ":::\n",
    "!!! note\n    ",
    "> [!INFO] ",
    "{/* ",
    " */}",
    "{a}",
    "<A b={c} d='>'>",
    "</A>",
    "import {x",
    "<",
    "<!DOCTYPE x>",
    "<![CDATA[x]]>",
];

fn pieces(pieces: &[&str], choices: &[u8]) -> String {
    choices.iter().map(|&choice| pieces[usize::from(choice) % pieces.len()]).collect()
}

fn holds(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end, "blocks stand in order");
        end = block.span.end;
        assert!(!document.text(block.span).trim().is_empty());
        // Every word maps to a place on boundaries, of the input that it came from.
        let text = document.text(block.span);
        let base = block.span.start as usize;
        for word in text.split_whitespace() {
            let at = base + (word.as_ptr() as usize - text.as_ptr() as usize);
            let place = document.place(Span::new(at, at + word.len()));
            let source = place.input.text.get(place.span.range()).expect("boundaries of the source");
            let plain = word.chars().all(|c| c.is_ascii_alphanumeric());
            assert!(
                !plain || source.contains(word) || source.contains(|c: char| !c.is_alphanumeric()),
                "{word} {source}"
            );
        }
    }
    for ignore in &document.ignores {
        assert!(ignore.place.input.text.get(ignore.place.span.range()).is_some());
    }
    for given in &document.days {
        let place = given.place.as_ref().map(|place| place.input.text.get(place.span.range()));
        assert!(place.is_none_or(|text| text.is_some_and(|text| text.contains(&given.day.to_string()))));
    }
    for finding in ENGINE.check(document).findings {
        for place in std::iter::once(&finding.primary.place).chain(finding.related.iter().map(|r| &r.label.place)) {
            assert!(!place.input.text.get(place.span.range()).expect("boundaries of the source").is_empty());
        }
    }
}

#[test]
fn any_markup_is_read() {
    check!().with_type::<Vec<u8>>().for_each(|choices| {
        let text = pieces(PIECES, choices);
        for format in TEXTS {
            holds(&document::read(format, &Input::file("draft", text.as_str())));
        }
    });
}

#[test]
fn any_markup_is_read_in_cells_and_mails() {
    check!().with_type::<Vec<u8>>().for_each(|choices| {
        let text = pieces(PIECES, choices);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let cells = serde_json::json!({"cells": [
            {"cell_type": "raw", "source": "---\ndate: 2025-09-23\n---\n"},
            {"cell_type": "markdown", "source": text},
            {"cell_type": "markdown", "source": lines},
        ]});
        holds(&document::read(Format::Notebook, &Input::file("a.ipynb", cells.to_string())));
        for head in ["Subject: x\n\n", "Subject: x\nContent-Transfer-Encoding: quoted-printable\n\n"] {
            let mail = format!("{head}{text}");
            if let Ok(document) = document::read_package(Format::Mail, "a.eml", mail.as_bytes(), Limits::default()) {
                holds(&document);
            }
        }
    });
}

#[test]
fn any_bytes_are_a_text_in_some_encoding_or_a_fault() {
    check!().with_type::<(u8, Vec<u8>)>().for_each(|(choice, bytes)| {
        let heads =
            ["", "<meta charset=shift_jis>", "<meta charset=iso-2022-jp>", "<meta charset=gb18030>", "\u{feff}"];
        let head = heads[usize::from(*choice) % heads.len()];
        let all = [head.as_bytes(), bytes].concat();
        if let Ok(input) = document::encoding::decode("a.html", Format::Html, all.clone()) {
            let ends = input.text.char_indices().map(|(at, _)| input.source_offset(at as u32));
            assert!(
                ends.is_sorted_by(|a, b| a <= b) && input.source_offset(input.text.len() as u32) as usize <= all.len()
            );
        }
    });
}

#[test]
fn any_bytes_are_a_package_or_a_fault() {
    check!().with_type::<Vec<u8>>().for_each(|bytes| {
        if let Ok(document) = document::read_package(Format::Docx, "a.docx", bytes, Limits::default()) {
            holds(&document);
        }
        let _ = Format::from_bytes(bytes);
    });
}

#[test]
fn any_part_is_read_or_a_fault() {
    let head = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    check!().with_type::<(Vec<u8>, bool)>().for_each(|(choices, whole)| {
        let end = if *whole { "</w:body></w:document>" } else { "" };
        let text = format!("{head}{}{end}", pieces(WORD, choices));
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for part in ["word/document.xml", "word/comments.xml"] {
            zip.start_file(part, stored).expect("a part");
            zip.write_all(text.as_bytes()).expect("memory");
        }
        let bytes = zip.finish().expect("memory").into_inner();
        match document::read_package(Format::Docx, "a.docx", &bytes, Limits::default()) {
            Ok(document) => holds(&document),
            Err(fault) => assert!(fault.message.starts_with("word/document.xml: byte "), "{}", fault.message),
        }
    });
}

#[test]
fn long_and_broken_markup_takes_no_time_that_grows_with_its_square() {
    // Some seconds at most, each: marks that never close, in every format.
    for piece in PIECES.iter().filter(|piece| !piece.trim().is_empty()) {
        let text = piece.repeat(100_000 / piece.len());
        for format in TEXTS {
            let document = document::read(format, &Input::file("draft", text.as_str()));
            assert!(document.prose.len() <= 4 * text.len() + 4, "{piece:?}");
        }
    }
}
