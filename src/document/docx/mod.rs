//! DOCX: the text that a reader sees once all changes are accepted, a text for each part, one paragraph a line.
//!
//! A DOCX file is not text, so places consist of part, paragraph and character: each part that is read becomes an
//! [`Input`] whose lines are its paragraphs.

mod body;
mod package;
mod properties;
mod styles;
mod xml;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::builder::Builder;
use super::{BlockKind, DayFrom, Document, GivenDay};
use crate::document::front_matter::file_name_day;
use crate::findings::Fault;
use crate::text::Input;
use body::{Body, Paragraph, Step};
use package::Package;
use styles::Styles;
use xml::{Node, walk};

/// Size limits of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all parts that are read, unpacked.
    pub unpacked: u64,
    /// Depth of elements.
    pub nesting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { unpacked: 100_000_000, nesting: 256 }
    }
}

pub(super) fn read(path: &str, bytes: &[u8], limits: Limits) -> Result<Document, Box<Fault>> {
    let mut package = Package::open(path, bytes, limits)?;
    let main = related(&mut package, "")?.remove("officeDocument").unwrap_or_else(|| "word/document.xml".to_owned());
    let Some(text) = package.part(&main)? else {
        return Err(Box::new(Fault::of_file("bad-package", path, "is not a DOCX file: it contains no Word document")));
    };
    let more = related(&mut package, &main)?;
    let mut part = |kind: &str| match more.get(kind) {
        Some(name) => Ok(package.part(name)?.map(|text| (name.clone(), text))),
        None => Ok::<_, Box<Fault>>(None),
    };
    let (styles, notes, remarks) = (part("styles")?, [part("footnotes")?, part("endnotes")?], part("comments")?);
    let properties = package.part(properties::PART)?;
    let styles = styles.map_or_else(|| Ok(Styles::default()), |(name, text)| Styles::read(&package, &name, &text))?;
    let remarks = remarks.map_or_else(|| Ok(Remarks::default()), |(name, text)| remarks_of(&package, &name, &text))?;
    let mut parts = Vec::new();
    for (name, text) in std::iter::once((main, text)).chain(notes.into_iter().flatten()) {
        let mut body = Body::new(&styles);
        walk(&package, &name, &text, |node| body.take(&node))?;
        parts.push((name, body.paragraphs));
    }
    let mut document = build(path, &parts, &remarks);
    if let Some(text) = properties {
        document.days.extend(properties::day(&package, &text)?);
    }
    Ok(document)
}

/// Parts that a part names, by the last word of the kind of the relation; `""`: those of the package.
fn related(package: &mut Package<'_>, part: &str) -> Result<BTreeMap<String, String>, Box<Fault>> {
    let (folder, file) = part.rsplit_once('/').map_or(("", part), |(folder, file)| (folder, file));
    let inside = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let name = format!("{inside}_rels/{file}.rels");
    let mut found = BTreeMap::new();
    if let Some(text) = package.part(&name)? {
        walk(package, &name, &text, |node| {
            if let Node::Start(element) = node
                && element.name.local == "Relationship"
                && let (Some(kind), Some(target)) = (element.get("Type"), element.get("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = target.strip_prefix('/').map_or_else(|| format!("{inside}{target}"), str::to_owned);
                found.entry(kind).or_insert(target);
            }
        })?;
    }
    Ok(found)
}

/// Margin comments by id, each with its number. They are not prose, but may be ignore comments.
fn remarks_of(package: &Package<'_>, part: &str, text: &str) -> Result<Remarks, Box<Fault>> {
    let mut texts: Vec<String> = Vec::new();
    let (mut ids, mut in_text) = (BTreeMap::new(), false);
    walk(package, part, text, |node| match node {
        Node::Start(element) if element.name.word => match element.name.local {
            "comment" => {
                ids.insert(element.get("id").unwrap_or_default(), texts.len());
                texts.push(String::new());
            }
            "t" => in_text = true,
            _ => {}
        },
        Node::End(name) => in_text &= name.local != "t",
        Node::Text(text) if in_text => {
            texts.iter_mut().next_back().into_iter().for_each(|last| *last += &one_line(&text));
        }
        Node::Start(_) | Node::Text(_) => {}
    })?;
    Ok(Remarks { part: part.to_owned(), texts, ids })
}

/// Comments of the margin.
#[derive(Debug, Default)]
struct Remarks {
    part: String,
    texts: Vec<String>,
    ids: BTreeMap<String, usize>,
}

/// Line breaks of the file are spaces: a paragraph is one line of its part's text.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
}

fn build(path: &str, parts: &[(String, Vec<Paragraph>)], remarks: &Remarks) -> Document {
    let input = |(name, paragraphs): &(String, Vec<Paragraph>)| {
        let lines: Vec<&str> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
        Input::part(path, name, lines.join("\n"))
    };
    let mut inputs: Vec<Arc<Input>> = parts.iter().map(input).collect();
    inputs.push(Input::part(path, &remarks.part, remarks.texts.join("\n")));
    let mut builder = Builder::new(inputs);
    for (input, (_, paragraphs)) in parts.iter().enumerate() {
        let (mut at, mut joined) = (0, false);
        for paragraph in paragraphs {
            for step in &paragraph.steps {
                match step {
                    Step::Table => builder.table(),
                    Step::EndTable => builder.end_table(),
                    Step::Row => builder.row(),
                    Step::Cell => builder.cell(false),
                    Step::Spans => builder.spans(),
                }
            }
            if !paragraph.out {
                if !joined && paragraph.kind == BlockKind::Item {
                    builder.item(0, false);
                }
                if !joined {
                    builder.open(paragraph.kind);
                }
                builder.same(&paragraph.text, at, input as u16);
                joined = paragraph.joined;
            }
            for number in paragraph.comments.iter().filter_map(|id| remarks.ids.get(id)) {
                let text = &remarks.texts[*number];
                let start: usize = remarks.texts[..*number].iter().map(|text| text.len() + 1).sum();
                builder.comment_on(text, start, parts.len() as u16, (input as u16, at..at + paragraph.text.len()));
            }
            at += paragraph.text.len() + 1;
        }
        builder.close();
    }
    let mut document = builder.finish();
    if let Some(day) = file_name_day(path) {
        document.days.push(GivenDay { day, from: DayFrom::FileName, place: None });
    }
    document
}

#[cfg(test)]
mod tests;
