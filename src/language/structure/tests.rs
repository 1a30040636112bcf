//! Structure as every format gives it.

use std::sync::Arc;

use super::*;
use crate::document::{Format, read};
use crate::language::analysis::AnalysisReader;
use crate::language::cues::Cues;
use crate::language::sentences::Abbreviations;
use crate::text::Input;

/// Every cell with numbers as `row label / column label = cell`, every list as `lead-in [items]`.
fn shown(format: Format, text: &str) -> Vec<String> {
    let document = read(format, &Input::file("a", text));
    let words = &crate::embedded::words()[0];
    let reader = AnalysisReader::new(words, &Arc::new(Cues::new(words)));
    let analysis = Analysis::new(&document, &Abbreviations::new(words), &reader);
    let structure = analysis.structure();
    let text = |block: Option<usize>| block.map_or("-", |block| document.text(document.blocks[block].span).trim());
    let mut shown = Vec::new();
    for block in 0..document.blocks.len() {
        let [row, column] = structure.labels(block);
        if row.is_some() || column.is_some() && text(Some(block)).contains(char::is_numeric) {
            shown.push(format!("{} / {} = {}", text(row), text(column), text(Some(block))));
        }
    }
    for list in &structure.lists {
        let items: Vec<&str> = list.items.iter().map(|item| text(Some(item.start))).collect();
        let number = if list.ordered { "#" } else { "" };
        let points = if list.key_points { " key points" } else { "" };
        shown.push(format!("{}{number}{:?}{points}: {}", list.depth, items, text(list.lead_in)));
    }
    shown
}

const CELLS: [&str; 4] = ["Leeds / Votes = 1,200", "Leeds / Seats = 3", "York / Votes = 900", "York / Seats = 2"];

#[test]
fn tables_have_heads_in_every_format() {
    for (format, text) in [
        (Format::Markdown, "| Town | Votes | Seats |\n|---|---|---|\n| Leeds | 1,200 | 3 |\n| York | 900 | 2 |\n"),
        (
            Format::Html,
            "<table><tr><th>Town<th>Votes<th>Seats<tr><td>Leeds<td><p>1,200<td>3<tr><td>York<td>900<td>2</table>",
        ),
        (
            Format::ReStructuredText,
            "=====  =====  =====\nTown   Votes  Seats\n=====  =====  =====\nLeeds  1,200  3\nYork   900    2\n=====  =====  =====\n",
        ),
        (
            Format::ReStructuredText,
            "+-------+-------+-------+\n| Town  | Votes | Seats |\n+=======+=======+=======+\n| Leeds | 1,200 | 3     |\n+-------+-------+-------+\n| York  | 900   | 2     |\n+-------+-------+-------+\n",
        ),
        (Format::AsciiDoc, "|===\n|Town |Votes |Seats\n\n|Leeds\n|1,200\n|3\n\n|York\n|900\n|2\n|===\n"),
        (
            Format::Latex,
            "\\begin{tabular}{lll}\nTown & Votes & Seats \\\\\n\\hline\nLeeds & 1,200 & 3 \\\\\nYork & 900 & 2 \\\\\n\\end{tabular}\n",
        ),
    ] {
        assert_eq!(shown(format, text), CELLS, "{format:?}");
    }
}

#[test]
fn a_cell_may_be_empty_and_a_table_have_no_head() {
    let text = "<table><tr><td>Leeds<td><td>3<tr><td>York<td>900<td>2</table><table><tr><td>1<td>2</table>";
    assert_eq!(shown(Format::Html, text), ["Leeds / - = 3", "York / - = 900", "York / - = 2"]);
}

#[test]
fn lists_have_items_and_what_leads_to_them() {
    let lists = ["0[\"Leeds\", \"York\"]: Two towns:", "1#[\"Selby\", \"Hull\"]: York", "0#[\"First\"]: Then:"];
    for (format, text) in [
        (Format::Markdown, "Two towns:\n\n- Leeds\n- York\n  1. Selby\n  2. Hull\n\nThen:\n\n1. First\n"),
        (Format::Html, "<p>Two towns:<ul><li>Leeds<li>York<ol><li>Selby<li>Hull</ol></ul><p>Then:<ol><li>First</ol>"),
        (Format::Plain, "Two towns:\n\n- Leeds\n- York\n  1. Selby\n  2. Hull\n\nThen:\n\n1. First\n"),
        (Format::ReStructuredText, "Two towns:\n\n- Leeds\n- York\n\n  1. Selby\n  2. Hull\n\nThen:\n\n1. First\n"),
        (Format::AsciiDoc, "Two towns:\n\n* Leeds\n* York\n.. Selby\n.. Hull\n\nThen:\n\n. First\n"),
    ] {
        assert_eq!(shown(format, text), lists, "{format:?}");
    }
}

#[test]
fn key_points_stand_under_the_headline_or_are_called_so() {
    let under = "# Bridge to close\n\n- It closes on Monday\n- It is old\n\nThe bridge in Holt closes.\n";
    assert_eq!(
        shown(Format::Markdown, under)[0],
        "0[\"It closes on Monday\", \"It is old\"] key points: Bridge to close"
    );
    let called = "# Bridge to close\n\nThe bridge in Holt closes.\n\n## Key points\n\n1. It is old\n";
    assert_eq!(shown(Format::Markdown, called)[0], "0#[\"It is old\"] key points: Key points");
    let other = "# Bridge to close\n\nThe bridge closes for:\n\n- cars\n- trains\n\nIt is old.\n";
    assert_eq!(shown(Format::Markdown, other)[0], "0[\"cars\", \"trains\"]: The bridge closes for:");
}

#[test]
fn lines_of_keys_and_values() {
    let text = "Default: 8080\nPrime minister: Anna Holt\nHe said: no.\nThe mayor, who came late: nobody\n";
    let entries = entries(text, Span::new(0, text.len()));
    let entries: Vec<_> = entries.iter().map(|entry| (entry.key.of(text), entry.value.of(text))).collect();
    assert_eq!(entries, [("Default", "8080"), ("Prime minister", "Anna Holt"), ("He said", "no.")]);
}

#[test]
fn cells_that_span_others_are_noted_in_every_format() {
    let spans =
        |format: Format, text: &str| read(format, &Input::file("a", text)).tables.iter().any(|table| table.spans);
    for (format, plain, spanned) in [
        (
            Format::Html,
            "<table><tr><td colspan=1>Leeds<td>3<tr><td>York<td>2</table>",
            "<table><tr><td colspan=2>Leeds<td>3<tr><td>York<td>2</table>",
        ),
        (
            Format::ReStructuredText,
            "+-------+-------+\n| Town  | Votes |\n+=======+=======+\n| Leeds | 1,200 |\n+-------+-------+\n",
            "+-------+-------+\n| Town  | Votes |\n+=======+=======+\n| Leeds, 1,200  |\n+-------+-------+\n",
        ),
        (Format::AsciiDoc, "|===\n|Leeds |1,200\n|York |900\n|===\n", "|===\n2+|Leeds\n|York |900\n|===\n"),
        (
            Format::Latex,
            "\\begin{tabular}{ll}\nLeeds & 3 \\\\\nYork & 2 \\\\\n\\end{tabular}\n",
            "\\begin{tabular}{ll}\n\\multicolumn{2}{l}{Leeds} \\\\\nYork & 2 \\\\\n\\end{tabular}\n",
        ),
    ] {
        assert!(!spans(format, plain) && spans(format, spanned), "{format:?}");
    }
}
