//! Drafts written for the reader.

use crate::document::testing::{blocks, comes_from, given_day, marks};
use crate::document::{BlockKind, Document, Format, read};
use crate::text::Input;

fn document(text: &str) -> Document {
    read(Format::Latex, &Input::file("a.tex", text))
}

#[test]
fn blocks_and_what_is_no_prose() {
    let d = document(
        "\\documentclass[a4paper]{article}\n\\usepackage{x}\n\\title{The \\emph{title}}\n\\date{2025-09-23}\n\\begin{document}\n\\maketitle\n\
         \\section*{Part \\texorpdfstring{one}{no}}\\label{part}\n\nOne \\texttt{code} \\href{http://x}{link} and $x^2$\n% a comment\n  more.\\footnote{A note.} {\\bf Bold}\n\n\
         \\begin{itemize}\n\\tightlist\n\\item first\n\\item[label] second\n\\end{itemize}\n\\begin{quote}\nquoted\n\\end{quote}\n\
         \\begin{verbatim}\ncode\n\\end{verbatim}\n\\begin{tabular}{ll}\n\\toprule\na & b \\\\\nc & d \\\\\n\\end{tabular}\n\
         \\begin{figure}[ht]\\includegraphics[width=1cm]{x}\\caption[no]{Seen.}\\end{figure}\n\\newcommand{\\x}[1]{no}\\[ y \\]\n\nLast---``said'' 50\\% of Lech Wa\\l{}\\k{e}sa's \\ldots{} caf\\'e.\n\\end{document}\nno",
    );
    let expected = [
        (BlockKind::Heading, "The title"),
        (BlockKind::Heading, "Part one"),
        (BlockKind::Paragraph, "One \u{fffc} link and \u{fffc} more. Bold"),
        (BlockKind::Item, "first"),
        (BlockKind::Item, "label second"),
        (BlockKind::Quote, "quoted"),
        (BlockKind::Cell, "a"),
        (BlockKind::Cell, "b"),
        (BlockKind::Cell, "c"),
        (BlockKind::Cell, "d"),
        (BlockKind::Caption, "Seen."),
        (BlockKind::Paragraph, "\u{fffc}"),
        (BlockKind::Paragraph, "Last\u{2014}\u{201c}said\u{201d} 50% of Lech Wa\u{142}\u{119}sa's \u{2026} caf\u{e9}."),
        (BlockKind::Paragraph, "A note."),
    ];
    assert_eq!(blocks(&d), expected);
    assert_eq!(given_day(&d), ("2025-09-23".to_owned(), Some("2025-09-23")));
}

#[test]
fn words_map_back_to_all_their_bytes() {
    let d = document("\u{feff}Zo\u{eb} \u{1f600} met Joe \\textbf{Bi}den\r\nof AT\\&T, Lech Wa\\l{}\\k{e}sa.\r\n");
    comes_from(&d, &[("Biden  of", "Bi}den\r\nof"), ("AT&T", "AT\\&T"), ("Wa\u{142}\u{119}sa.", "Wa\\l{}\\k{e}sa.")]);
}

#[test]
fn comments_ask_for_silence() {
    let d = document("One.\n\n% factlint-ignore office-holder: old\nTwo 50\\% of it.\n");
    assert_eq!(marks(&d), ["% factlint-ignore office-holder: old"]);
}

#[test]
fn deep_nesting_is_read() {
    assert!(!document(&format!("{}x", "\\footnote{".repeat(3_000))).prose.contains("footnote{x"));
    assert!(!document(&format!("x{}", "\\emph{a \\section{".repeat(20_000))).blocks.is_empty());
}
