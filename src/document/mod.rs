//! Drafts: one reader a format makes prose, the map back to the source, blocks, raw dates and ignore marks.

mod asciidoc;
mod builder;
mod docx;
mod entities;
mod format;
mod front_matter;
mod html;
mod ignore;
pub mod jsonl;
mod latex;
mod lines;
mod map;
mod markdown;
mod plain;
mod position;
mod rst;
mod template;
#[cfg(test)]
mod testing;
mod wrapped;

pub use docx::Limits;
pub use format::Format;
pub use front_matter::FrontKeys;
pub use map::{OffsetMap, Piece};
pub use position::{List, Position, Table};

use std::sync::Arc;

use builder::Builder;
use front_matter::FrontMatter;

use crate::findings::Fault;
use crate::text::{Input, Place, Prose, Span};

/// What a block of prose is.
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

/// A block of prose. Blocks stand in order and do not overlap; sentences, names and cues never cross one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The bytes of prose.
    pub span: Span<Prose>,
    /// Where it stands in a list or table.
    pub position: Position,
}

/// Where the day of a draft was read, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayFrom {
    /// `--as-of`.
    AsOf,
    /// Front matter.
    FrontMatter,
    /// The `date` of a JSON Lines record.
    Record,
    /// The metadata of a page: `article:published_time`, `datePublished`.
    Metadata,
    /// A dated dateline.
    Dateline,
    /// A byline, "Published 3 May 2024".
    Byline,
    /// The file's name.
    FileName,
    /// The properties of a package, which programs write: believed only where the draft's own statements allow it.
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
    /// Where it was read.
    pub from: DayFrom,
    /// The place, where the draft itself has one.
    pub place: Option<Place>,
}

/// A mark of the draft that asks for silence: a comment, or a key of its front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignore {
    /// The rules it names; empty: all rules.
    pub rules: Vec<String>,
    /// Where the names of the rules stand; an empty span where there are none.
    pub list: Place,
    /// What follows the colon, on one line.
    pub reason: Option<String>,
    /// What it covers; nothing where no block follows, or where it is not understood.
    pub covers: Vec<Covers>,
    /// The comment itself, with its signs.
    pub place: Place,
    /// What goes away when the mark does: whole lines where they hold nothing else; of a start, its end too.
    pub removal: Vec<Place>,
    /// Why it covers nothing, and the word that it opens with.
    pub trouble: Option<(Trouble, String)>,
}

/// What a mark covers.
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
    /// It opens with a word that is almost one of a mark.
    UnknownWord,
    /// It ends what never started.
    EndWithoutStart,
}

impl Ignore {
    /// Whether it asks a rule for silence at a place.
    pub fn asks(&self, rule: &str, place: &Place) -> bool {
        (self.rules.is_empty() || self.rules.iter().any(|known| known == rule)) && self.covers(place)
    }

    /// Whether it covers a place.
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
    /// The texts that spans point into: `[text]`, `[title, text]` of a record, or the parts of a package.
    pub inputs: Vec<Arc<Input>>,
    /// What people read, markup away. Blocks are ranges of it; between blocks stands at least one line break.
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
    /// Whether its metadata or the settings say that it tells a story: what it says of now is the story's now.
    pub narrative: bool,
    /// Comments that ask for silence.
    pub ignores: Vec<Ignore>,
    /// What the reader could not make sense of.
    pub faults: Vec<Fault>,
}

impl Document {
    /// The place in the source of a span of prose.
    pub fn place(&self, span: Span<Prose>) -> Place {
        let (input, span) = self.map.to_source(span);
        Place { input: Arc::clone(&self.inputs[input]), span }
    }

    /// The text of a span of prose.
    pub fn text(&self, span: Span<Prose>) -> &str {
        span.of(&self.prose)
    }
}

/// Reads a text that holds one document. A JSON Lines file holds many: see [`jsonl`]; here its text is read as plain, as is
/// that of a package: see [`read_package`].
pub fn read(format: Format, input: &Arc<Input>) -> Document {
    read_with(format, input, &FrontKeys::default())
}

/// The same, where a project has keys of front matter of its own.
pub fn read_with(format: Format, input: &Arc<Input>, keys: &FrontKeys) -> Document {
    let front = front_matter::read(input, keys);
    match format {
        Format::Markdown => body(input, front, markdown::body),
        Format::Html => html::read(input, front),
        Format::AsciiDoc => asciidoc::read(input, front),
        Format::ReStructuredText => rst::read(input, front),
        Format::Latex => latex::read(input, front),
        Format::Plain | Format::JsonLines | Format::Docx => body(input, front, plain::body),
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

/// Reads a file that is a package of parts; `path` is shown in findings.
///
/// # Errors
/// Bytes that are no such package, or one that is beyond the limits, are a fault that says where.
pub fn read_package(path: &str, bytes: &[u8], limits: Limits) -> Result<Document, Box<Fault>> {
    docx::read(path, bytes, limits)
}
