//! Packages written for the reader.

use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;
use crate::document::{Covers, Position};
use crate::text::Span;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>";
const STYLES: &str = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:styleId=\"Mine\"><w:name w:val=\"Mine\"/><w:basedOn w:val=\"Zitat\"/></w:style>\
    <w:style w:styleId=\"Zitat\"><w:name w:val=\"Quote\"/></w:style>\
    <w:style w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Loop\"/></w:style>\
    <w:style w:styleId=\"V1\"><w:name w:val=\"toc 1\"/></w:style>\
    <w:style w:styleId=\"VerbatimChar\"><w:name w:val=\"Verbatim Char\"/></w:style></w:styles>";
const RELATIONS: &str = "<Relationships><Relationship Type=\"http://x/styles\" Target=\"styles.xml\"/>\
    <Relationship Type=\"http://x/comments\" Target=\"/word/comments.xml\"/>\
    <Relationship Type=\"http://x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

fn document(body: &str) -> Document {
    remarked(body, &[("4", "factlint-ignore office-holder: an old letter")])
}

/// With comments in the margin, each an id and a text.
fn remarked(body: &str, remarks: &[(&str, &str)]) -> Document {
    let text = format!("{HEAD}{body}</w:body></w:document>");
    let remark = |(id, text): &(&str, &str)| format!("<w:comment w:id=\"{id}\">{}</w:comment>", paragraph(&run(text)));
    let remarks = format!(
        "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{}</w:comments>",
        remarks.iter().map(remark).collect::<String>()
    );
    let notes = "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id=\"1\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let bytes = package(&[
        ("word/document.xml", &text),
        ("word/styles.xml", STYLES),
        ("word/comments.xml", &remarks),
        ("word/footnotes.xml", notes),
        ("word/_rels/document.xml.rels", RELATIONS),
    ]);
    read("2025-09-23-a.docx", &bytes, Limits::default()).expect("a document")
}

fn blocks(document: &Document) -> Vec<(BlockKind, &str)> {
    let body = document.blocks.iter().filter(|block| document.text(block.span) != "A note.");
    body.map(|block| (block.kind, document.text(block.span))).collect()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

#[test]
fn kinds_come_from_styles_lists_and_tables() {
    let styled = |id: &str, text: &str| paragraph(&format!("<w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>{}", run(text)));
    let item = paragraph(&format!("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}", run("item")));
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        paragraph(&run("a")),
        paragraph(&run("b"))
    );
    let body = [
        styled("berschrift1", "Head"),
        styled("Mine", "said"),
        styled("V1", "Head 3"),
        styled("Loop", "plain"),
        item,
        table,
    ];
    let document = document(&body.concat());
    let expected = [
        (BlockKind::Heading, "Head"),
        (BlockKind::Quote, "said"),
        (BlockKind::Paragraph, "plain"),
        (BlockKind::Item, "item"),
        (BlockKind::Cell, "a"),
        (BlockKind::Cell, "b"),
    ];
    assert_eq!(blocks(&document), expected);
    let positions: Vec<Position> = document.blocks[3..6].iter().map(|block| block.position).collect();
    assert_eq!(positions, [Position::Item(0, 0), Position::Cell(0, 0, 0), Position::Cell(0, 0, 1)]);
    let place = document.place(document.blocks[2].span);
    assert_eq!(
        (place.start().line, place.start().column, place.input.part.as_deref()),
        (4, 1, Some("word/document.xml"))
    );
}

#[test]
fn runs_are_joined_and_changes_accepted() {
    let body = paragraph(&format!(
        "{}{}<w:del w:id=\"1\"><w:r><w:delText>gone </w:delText><w:t>gone</w:t></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>\
         <w:moveFrom>{}</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>struck</w:t></w:r>\
         <w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:br/><w:t>seen &amp; &#8217;</w:t></w:r>",
        run("Presi"),
        run("dent Ho"),
        run("lt spoke."),
        run("moved"),
    ));
    let document = document(&body);
    assert_eq!(blocks(&document), [(BlockKind::Paragraph, "President Holt spoke. seen & \u{2019}")]);
    let place = document.place(Span::new(0, 14));
    assert_eq!((place.text(), place.end().column), ("President Holt", 15));
}

#[test]
fn a_deleted_mark_joins_paragraphs_and_a_deleted_row_is_gone() {
    let first = paragraph(&format!("<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>{}", run("President ")));
    let row = |properties: &str, text: &str| format!("<w:tr>{properties}<w:tc>{}</w:tc></w:tr>", paragraph(&run(text)));
    let table = [row("<w:trPr><w:del w:id=\"2\"/></w:trPr>", "gone"), row("", "kept")].concat();
    let document = document(&[first, paragraph(&run("Holt.")), format!("<w:tbl>{table}</w:tbl>")].concat());
    assert_eq!(blocks(&document), [(BlockKind::Paragraph, "President Holt."), (BlockKind::Cell, "kept")]);
    assert_eq!(document.place(Span::new(10, 14)).start().line, 2);
}

#[test]
fn fields_show_their_result_and_objects_a_mark() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = [
        field("begin"),
        "<w:r><w:instrText> HYPERLINK \"http://x\" </w:instrText></w:r>".to_owned(),
        run("code"),
        field("separate"),
        run("link"),
        field("end"),
        run(" and "),
        "<w:r><w:rPr><w:rStyle w:val=\"VerbatimChar\"/></w:rPr><w:t>x = 1</w:t></w:r><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath>".to_owned(),
    ];
    assert_eq!(blocks(&document(&paragraph(&body.concat()))), [(BlockKind::Paragraph, "link and \u{fffc}\u{fffc}")]);
}

#[test]
fn text_boxes_are_paragraphs_of_their_own_once() {
    let box_of = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(&run(text)));
    let alternate = format!(
        "<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>",
        box_of("boxed"),
        box_of("boxed"),
    );
    let document = document(&paragraph(&format!("{}{alternate}{}", run("One "), run("two."))));
    assert_eq!(blocks(&document), [(BlockKind::Paragraph, "One two."), (BlockKind::Paragraph, "boxed")]);
}

#[test]
fn notes_are_a_part_of_their_own_and_remarks_ask_for_silence() {
    let body =
        [paragraph(&run("One.")), paragraph(&format!("<w:commentRangeStart w:id=\"4\"/>{}", run("Two.")))].concat();
    let document = document(&body);
    let note = document.blocks.last().expect("a note");
    let place = document.place(note.span);
    assert_eq!(
        (place.text(), place.start().line, place.input.part.as_deref()),
        ("A note.", 2 - 1, Some("word/footnotes.xml"))
    );
    let [ignore] = document.ignores.as_slice() else { panic!("one comment") };
    let [Covers::Stretch(covered)] = ignore.covers.as_slice() else { panic!("one stretch") };
    assert_eq!((covered.text(), ignore.place.input.part.as_deref()), ("Two.", Some("word/comments.xml")));
    assert_eq!(document.days[0].day.to_string(), "2025-09-23");
}

#[test]
fn remarks_start_and_end_and_cover_their_own_line() {
    let on = |id: &str, text: &str| paragraph(&format!("<w:commentRangeStart w:id=\"{id}\"/>{}", run(text)));
    let at = |id: &str, text: &str| paragraph(&format!("{}<w:r><w:commentReference w:id=\"{id}\"/></w:r>", run(text)));
    let body = [on("1", "One."), paragraph(&run("Two.")), at("2", "Three."), on("3", "Four."), on("4", "Five.")];
    let remarks = [
        ("1", "factlint-ignore-start office-holder"),
        ("2", "factlint-ignore-end office-holder"),
        ("3", "factlint-ignore-line capital"),
        ("4", "factlint-ignore-start"),
    ];
    let document = remarked(&body.concat(), &remarks);
    let covered: Vec<&str> = document
        .ignores
        .iter()
        .map(|ignore| match ignore.covers.as_slice() {
            [Covers::Stretch(place)] => place.text(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(covered, ["One.\nTwo.\nThree.", "Four.", "Five."]);
    assert!(document.ignores.iter().all(|ignore| ignore.trouble.is_none()));
}

#[test]
fn properties_give_a_day_where_a_person_wrote_the_file() {
    let core = |created: &str, modified: &str| {
        format!(
            "<cp:coreProperties xmlns:cp=\"x\" xmlns:dcterms=\"y\"><dcterms:created>{created}</dcterms:created>\
             <dcterms:modified>{modified}</dcterms:modified></cp:coreProperties>"
        )
    };
    let day = |created: &str, modified: &str| {
        let text = format!("{HEAD}</w:body></w:document>");
        let bytes = package(&[("word/document.xml", &text), (properties::PART, &core(created, modified))]);
        read("a.docx", &bytes, Limits::default()).expect("a document").days.pop()
    };
    let given = day("2025-09-20T08:00:00Z", "2025-09-23T17:30:00Z").expect("a day");
    assert_eq!((given.day.to_string().as_str(), given.from), ("2025-09-23", DayFrom::Properties));
    assert_eq!(given.place.map(|place| place.text().to_owned()).as_deref(), Some("2025-09-23T17:30:00Z"));
    assert!(day("2025-09-20T08:00:00Z", "2025-09-20T08:00:00Z").is_none(), "a program made it");
    assert!(day("2019-09-20T08:00:00Z", "2025-09-23T17:30:00Z").is_none(), "an old file, used again");
}

fn fault(parts: &[(&str, &str)], limits: Limits) -> (&'static str, String) {
    let fault = read("a.docx", &package(parts), limits).expect_err("a fault");
    (fault.code, fault.message)
}

#[test]
fn bombs_and_broken_packages_are_told() {
    let limits = Limits::default();
    let (code, said) = fault(&[("word/document.xml", &format!("{HEAD}{}", "<w:p>".repeat(1000)))], limits);
    assert_eq!((code, said.contains("word/document.xml: byte ")), ("nesting-too-deep", true), "{said}");
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>{HEAD}&b;");
    assert_eq!(fault(&[("word/document.xml", &bomb)], limits).0, "entity-not-allowed");
    assert_eq!(fault(&[("word/document.xml", &format!("{HEAD}&lol;"))], limits).0, "entity-not-allowed");
    let large = Limits { unpacked: 1_000_000, ..limits };
    let (code, said) = fault(&[("word/document.xml", &" ".repeat(2_000_000))], large);
    assert_eq!((code, said.as_str()), ("package-too-large", "word/document.xml: unpacks to more than 1000000 bytes"));
    assert_eq!(fault(&[("word/document.xml", &format!("{HEAD}<w:p>"))], limits).0, "bad-xml");
    assert_eq!(fault(&[("word/document.xml", "<w:p></w:q>")], limits).0, "bad-xml");
    assert_eq!(
        fault(&[("xl/workbook.xml", "<x/>")], limits),
        ("bad-package", "is not a DOCX file: it contains no Word document".to_owned())
    );
    let whole = package(&[("word/document.xml", &format!("{HEAD}</w:body></w:document>"))]);
    for cut in [0, 1, 30, whole.len() / 2, whole.len() - 1] {
        assert_eq!(read("a.docx", &whole[..cut], limits).expect_err("a fault").code, "bad-package", "{cut}");
    }
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0];
    assert_eq!(read("a.docx", &old, limits).expect_err("a fault").code, "encrypted-package");
}

#[test]
fn cells_that_span_others_are_noted() {
    let table = |properties: &str| {
        let cell = format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(&run("a")));
        document(&format!("<w:tbl><w:tr>{cell}</w:tr></w:tbl>")).tables[0].spans
    };
    assert!(table("<w:gridSpan w:val=\"2\"/>") && table("<w:vMerge/>") && !table("<w:tcW w:w=\"10\"/>"));
}
