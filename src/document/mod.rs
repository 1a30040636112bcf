//! Drafts: one reader a format makes prose, the map back to the source, blocks, raw dates and ignore marks.

mod asciidoc;
mod builder;
mod docx;
pub mod encoding;
mod entities;
mod format;
mod front_matter;
mod html;
mod ignore;
mod joined;
mod latex;
mod lines;
mod mail;
mod map;
mod markdown;
mod markdown_comments;
mod marking;
mod notebook;
mod opening;
mod plain;
mod position;
pub mod records;
mod rst;
mod template;
#[cfg(test)]
mod testing;
pub mod unread;
mod wrapped;

pub use docx::Limits;
pub use format::Format;
pub use front_matter::FrontKeys;
pub use lines::OBJECT;
pub use map::{OffsetMap, Piece};
pub use marking::marking;
pub use position::{List, Position, Table};
pub use template::tag as template_tag;

use std::sync::Arc;

use builder::Builder;
use front_matter::FrontMatter;

use crate::findings::Fault;
use crate::text::{Input, Place, Prose, Span};

/// Kind of a block of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// A heading or title.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A list item.
    Item,
    /// A table cell.
    Cell,
    /// A paragraph of a block quotation: not the draft's own words.
    Quote,
    /// A caption of a picture.
    Caption,
}

/// A block of prose. Blocks are ordered and do not overlap; sentences, names and cues never cross a boundary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// The bytes of prose.
    pub span: Span<Prose>,
    /// Its position in a list or table.
    pub position: Position,
}

/// The source of a draft's day, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayFrom {
    /// `--as-of`.
    AsOf,
    /// Front matter.
    FrontMatter,
    /// The date of a record.
    Record,
    /// The metadata of a page (`article:published_time`, `datePublished`), or the `Date` of a mail.
    Metadata,
    /// A dated dateline.
    Dateline,
    /// A byline, "Published 3 May 2024".
    Byline,
    /// The file's name.
    FileName,
    /// The properties of a package, which programs write: used only if the draft's own claims allow it.
    Properties,
}

impl DayFrom {
    /// The words that outputs use.
    pub fn words(self) -> &'static str {
        match self {
            Self::AsOf => "--as-of",
            Self::FrontMatter => "front matter",
            Self::Record => "record",
            Self::Metadata => "metadata",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::FileName => "file name",
            Self::Properties => "document properties",
        }
    }
}

/// A day that the draft's metadata give.
#[derive(Debug, Clone)]
pub struct GivenDay {
    /// The day.
    pub day: crate::time::Day,
    /// The source.
    pub from: DayFrom,
    /// The place, if it is in the draft itself.
    pub place: Option<Place>,
}

/// An ignore comment, or a key of front matter with the same effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The rules it names; empty: all rules.
    pub rules: Vec<String>,
    /// The place of the rule names; an empty span if there are none.
    pub list: Place,
    /// The text after the colon, on one line.
    pub reason: Option<String>,
    /// What it covers; empty if no block follows, or if it is not understood.
    pub covers: Vec<Covers>,
    /// The comment itself, with its signs.
    pub place: Place,
    /// What to remove with the comment: whole lines if they contain nothing else; for a start, also its end.
    pub removal: Vec<Place>,
    /// Whether it is a start without an end, which covers the rest of its text.
    pub is_open: bool,
    /// Why it covers nothing, and the word that it opens with.
    pub trouble: Option<(Trouble, String)>,
    /// The right opening of one that is misspelt.
    pub mended: Option<Mended>,
}

/// The right opening of an ignore comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The place of the wrong one.
    pub place: Place,
    /// The right one.
    pub word: &'static str,
    /// Whether nothing else can be meant.
    pub is_sure: bool,
}

/// The scope of an ignore comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Covers {
    /// The whole document.
    Everything,
    /// A stretch of the source.
    Stretch(Place),
}

/// Why a mark covers nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It starts with a word that is similar to a known one.
    UnknownWord,
    /// It is written as a comment of another format, and therefore text of the draft.
    NoComment,
    /// It ends what never started.
    EndWithoutStart,
}

impl Ignore {
    /// Returns `true` if it covers a rule at a place.
    pub fn asks(&self, rule: &str, place: &Place) -> bool {
        (self.rules.is_empty() || self.rules.iter().any(|known| known == rule)) && self.covers(place)
    }

    /// Returns `true` if it covers a place.
    pub fn covers(&self, place: &Place) -> bool {
        self.covers.iter().any(|covers| match covers {
            Covers::Everything => true,
            Covers::Stretch(stretch) => Arc::ptr_eq(&stretch.input, &place.input) && stretch.span.overlaps(place.span),
        })
    }
}

/// One draft, read.
#[derive(Debug, Clone)]
pub struct Document {
    /// The texts that spans point into: `[text]`, the title and texts of a record, or the parts of a package.
    pub inputs: Vec<Arc<Input>>,
    /// The text without markup. Blocks are ranges of it, separated by at least one line break.
    pub prose: Arc<str>,
    /// From prose back to the inputs.
    pub map: OffsetMap,
    /// In order.
    pub blocks: Vec<Block>,
    /// Its lists, by their numbers.
    pub lists: Vec<List>,
    /// Its tables, by their numbers.
    pub tables: Vec<Table>,
    /// Days that metadata and the file's name give, in reading order (datelines and bylines are read later).
    pub days: Vec<GivenDay>,
    /// Language that the metadata name, lower case, as `en` or `en-gb`.
    pub language: Option<String>,
    /// Whether its metadata or the settings mark it as a narrative, whose present tense is not now.
    pub narrative: bool,
    /// Its ignore comments.
    pub ignores: Vec<Ignore>,
    /// Faults of the reader.
    pub faults: Vec<Fault>,
}

impl Document {
    /// The place in the source of a span of prose.
    pub fn place(&self, span: Span<Prose>) -> Place {
        let (input, span) = self.map.to_source(span);
        Place { input: Arc::clone(&self.inputs[input]), span }
    }

    /// The byte of the prose that a place of the source begins with; `None` for markup, and for places of other texts.
    pub fn prose_at(&self, place: &Place) -> Option<u32> {
        let input = self.inputs.iter().position(|input| Arc::ptr_eq(input, &place.input))?;
        self.map.to_prose(input, place.span.start)
    }

    /// The text of a span of prose.
    pub fn text(&self, span: Span<Prose>) -> &str {
        span.of(&self.prose)
    }
}

/// Reads a text with a single document. For a JSON Lines file with many see [`records`], for packages [`read_package`];
/// here their text is read as plain text.
pub fn read(format: Format, input: &Arc<Input>) -> Document {
    read_with(format, input, &FrontKeys::default())
}

/// The same, with additional front matter keys.
pub fn read_with(format: Format, input: &Arc<Input>, keys: &FrontKeys) -> Document {
    let front = front_matter::read(input, keys);
    match format {
        Format::Markdown => body(input, front, markdown::body),
        Format::Mdx => body(input, front, markdown::mdx_body),
        Format::Html => html::read(input, front),
        Format::AsciiDoc => asciidoc::read(input, front),
        Format::ReStructuredText => rst::read(input, front),
        Format::Latex => latex::read(input, front),
        Format::Notebook => notebook::read(input, keys),
        Format::Plain | Format::JsonLines | Format::Json | Format::Docx | Format::Mail => {
            body(input, front, plain::body)
        }
    }
}

/// A text that is front matter and a body.
fn body(input: &Arc<Input>, front: FrontMatter, add: fn(&mut Builder, &str, usize, u16)) -> Document {
    let mut builder = Builder::new(vec![Arc::clone(input)]);
    front.add_title(&mut builder);
    add(&mut builder, &input.text, front.body, 0);
    let mut document = builder.finish();
    front.finish(&mut document);
    document
}

/// Reads a file that is a package of parts, or a mail; `path` is shown in findings.
///
/// # Errors
/// An invalid package, or one beyond the limits, is a fault with its place.
pub fn read_package(format: Format, path: &str, bytes: &[u8], limits: Limits) -> Result<Document, Box<Fault>> {
    if format == Format::Mail { mail::read(path, bytes) } else { docx::read(path, bytes, limits) }
}
