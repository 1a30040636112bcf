//! Collections of published text, and drafts that are published ones with a few bytes changed.

use std::path::Path;
use std::sync::Arc;

use factlint::document::Document;
use factlint::document::records::{self, Fields};
use factlint::text::Place;
use indicatif::{ParallelProgressIterator as _, ProgressStyle};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Collections of running text: those that false alarms are counted on.
const TEXT: [&str; 15] = [
    "abp_news",
    "aeb_news",
    "basil_news",
    "bbc_2004",
    "blogs_md",
    "cnndm_xsum",
    "fundus_news",
    "gum",
    "onestop_guardian",
    "reuters_1987",
    "reuters_2017",
    "rtqa_news",
    "timebank",
    "wikinews_1920",
    "wikitext2_test",
];
/// Hand-judged snippets with their articles.
const CASES: &str = "hard_cases";
/// Documents with and without a planted contradiction; `label` is `0` without.
const CONTRADICTORY: &str = "contradoc";

/// One document of a collection.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: Option<serde_json::Value>,
    #[serde(default)]
    pub(crate) title: Option<String>,
    #[serde(default)]
    pub(crate) date: Option<String>,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) format: Option<String>,
    /// Hand-judged: what the snippet is about.
    #[serde(default)]
    pub(crate) kind: Option<String>,
    /// Hand-judged: `ok` or `error`.
    #[serde(default)]
    pub(crate) verdict: Option<String>,
    /// Hand-judged: the words in question.
    #[serde(default)]
    pub(crate) snippet: Option<String>,
    /// `0` for a document without a planted contradiction.
    #[serde(default)]
    pub(crate) label: Option<serde_json::Value>,
}

/// A replacement in one field of a record: bytes `[start, end)` give way to `insert`.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    pub(crate) field: &'static str,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) insert: String,
}

impl Edit {
    /// Of the bytes of a place.
    pub(crate) fn at(place: &Place, insert: impl Into<String>) -> Self {
        let (start, end) = (place.span.start as usize, place.span.end as usize);
        let field = if &*place.input.field == "title" { "title" } else { "text" };
        Self { field, start, end, insert: insert.into() }
    }

    /// Whether a place lies over what was inserted, once this edit is made.
    pub(crate) fn hit_by(&self, place: &Place) -> bool {
        let end = self.start + self.insert.len().max(1);
        *place.input.field == *self.field && (place.span.start as usize) < end && self.start < place.span.end as usize
    }

    /// The same for what is kept: `room` bytes to the right of the start, where words were taken away.
    pub(crate) fn near(&self, place: &Place, room: usize) -> bool {
        let end = self.start + room;
        *place.input.field == *self.field && (place.span.start as usize) < end && self.start < place.span.end as usize
    }
}

impl Record {
    /// The draft that the record holds.
    pub(crate) fn document(&self, path: &str) -> Option<Document> {
        let line = serde_json::to_string(self).ok()?;
        records::read(path, records::lines(&line).first()?, &Fields::default()).ok()
    }

    /// A copy with one place changed.
    pub(crate) fn edited(&self, edit: &Edit) -> Option<Self> {
        let mut copy = self.clone();
        let text = if edit.field == "title" { copy.title.as_mut()? } else { &mut copy.text };
        (text.is_char_boundary(edit.start) && text.is_char_boundary(edit.end))
            .then(|| text.replace_range(edit.start..edit.end, &edit.insert))?;
        Some(copy)
    }

    /// A copy without its date.
    pub(crate) fn undated(&self) -> Self {
        Self { date: None, ..self.clone() }
    }

    /// Its id, for people.
    pub(crate) fn id(&self) -> String {
        match &self.id {
            Some(serde_json::Value::String(id)) => id.clone(),
            Some(other) => other.to_string(),
            None => "?".to_owned(),
        }
    }
}

/// The documents of one file.
pub(crate) struct Collection {
    pub(crate) name: String,
    pub(crate) path: Arc<str>,
    pub(crate) records: Vec<Record>,
}

impl Collection {
    /// Asks something of every document, in parallel; answers in the order of the file.
    pub(crate) fn map<T: Send>(&self, test: &str, ask: impl Fn(&Record) -> T + Send + Sync) -> Vec<T> {
        let style = ProgressStyle::with_template("{msg:24} {bar:40} {pos}/{len} {eta}").expect("a template");
        let bar = indicatif::ProgressBar::new(self.records.len() as u64).with_style(style);
        bar.set_message(format!("{test} {}", self.name));
        let answers = self.records.par_iter().progress_with(bar.clone()).map(ask).collect();
        bar.finish_and_clear();
        answers
    }
}

/// A file of pairs.
pub(crate) struct Batch {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Whether a path is that of a file of pairs.
pub(crate) fn is_pairs(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "txt")
}

/// The collections of a folder.
#[derive(Default)]
pub(crate) struct Folder {
    pub(crate) text: Vec<Collection>,
    pub(crate) cases: Option<Collection>,
    pub(crate) contradictory: Option<Collection>,
    pub(crate) pairs: Vec<Batch>,
}

impl Folder {
    /// Reads the files of a folder that are known, or those named, or all of them; or one file of pairs.
    pub(crate) fn read(path: &str, names: &[String], all: bool) -> Result<Self, String> {
        if is_pairs(path) {
            return Ok(Self { pairs: vec![batch(path)?], ..Self::default() });
        }
        let files = list(path)?;
        let mut folder = Self::default();
        for pairs in files.iter().filter(|file| is_pairs(file)) {
            folder.pairs.push(batch(pairs)?);
        }
        for file in &files {
            let Some(name) = Path::new(file).file_name().and_then(|name| name.to_str()?.strip_suffix(".jsonl")) else {
                continue;
            };
            if !names.is_empty() && !names.iter().any(|one| one == name) {
                continue;
            }
            match name {
                CASES => folder.cases = Some(collection(name, file)?),
                CONTRADICTORY => folder.contradictory = Some(collection(name, file)?),
                _ if all || !names.is_empty() || TEXT.contains(&name) => folder.text.push(collection(name, file)?),
                _ => {}
            }
        }
        Ok(folder)
    }
}

/// The files of a folder, in order.
#[expect(clippy::disallowed_methods, reason = "an instrument run by hand lists folders")]
fn list(folder: &str) -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{folder}: {error}"))?;
    let mut files: Vec<String> = entries.flatten().map(|entry| entry.path().to_string_lossy().into_owned()).collect();
    files.sort();
    Ok(files)
}

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand reads files")]
fn batch(path: &str) -> Result<Batch, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    Ok(Batch { path: path.to_owned(), text })
}

#[expect(clippy::disallowed_methods, reason = "an instrument run by hand reads files")]
fn collection(name: &str, path: &str) -> Result<Collection, String> {
    let told = |error: &dyn std::fmt::Display| format!("{path}: {error}");
    let text = std::fs::read_to_string(path).map_err(|error| told(&error))?;
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let records = lines
        .map(|(number, line)| serde_json::from_str(line).map_err(|error| told(&format!("line {number}: {error}"))));
    let records = records.collect::<Result<Vec<Record>, String>>()?;
    Ok(Collection { name: name.to_owned(), path: path.into(), records })
}
