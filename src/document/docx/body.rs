//! The paragraphs of one part: runs joined, deletions and field codes out.

use std::collections::BTreeSet;

use super::styles::{Meaning, Styles};
use super::xml::{Element, Name, Node};
use crate::document::BlockKind;

/// One paragraph of a part.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) kind: BlockKind,
    pub(super) text: String,
    /// Code, a table of contents: counted, not read.
    pub(super) out: bool,
    /// Whether its mark is deleted, so that the next paragraph goes on with it.
    pub(super) joined: bool,
    /// Ids of comments that begin in it, or that are set on a point of it.
    pub(super) comments: Vec<String>,
    /// What begins or ends before it.
    pub(super) steps: Vec<Step>,
}

/// A step through a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Table,
    EndTable,
    Row,
    Cell,
    Spans,
}

/// Takes the nodes of a part; answers its paragraphs in the order in which they start.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    pub(super) paragraphs: Vec<Paragraph>,
    /// Indices of the open paragraphs: a text box contains paragraphs within a paragraph.
    open: Vec<usize>,
    /// Within an element that is left out, however deep.
    skipped: usize,
    cells: usize,
    run: Run,
    within: Within,
    /// Open fields; `true` if only the result may follow.
    fields: Vec<bool>,
    row_deleted: bool,
    /// What began or ended since the last paragraph.
    steps: Vec<Step>,
    /// Ids of comments that were met.
    remarked: BTreeSet<String>,
}

/// The element that says what its children mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Text,
    /// The properties of a paragraph.
    Properties,
    RowProperties,
}

/// How the run that is being read is shown.
#[derive(Debug, Default, Clone, Copy)]
struct Run {
    hidden: bool,
    code: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            paragraphs: Vec::new(),
            open: Vec::new(),
            skipped: 0,
            cells: 0,
            run: Run::default(),
            within: Within::Nothing,
            fields: Vec::new(),
            row_deleted: false,
            steps: Vec::new(),
            remarked: BTreeSet::new(),
        }
    }

    pub(super) fn take(&mut self, node: &Node<'_>) {
        match node {
            Node::Start(element) if self.skipped > 0 || self.leaves_out(element) => self.skipped += 1,
            Node::End(_) if self.skipped > 0 => self.skipped -= 1,
            Node::Start(element) if element.name.word => self.start(element),
            Node::End(name) if name.word => self.end(*name),
            Node::Text(text) if self.within == Within::Text && self.skipped == 0 => self.add(text),
            Node::Start(_) | Node::End(_) | Node::Text(_) => {}
        }
    }

    /// Elements whose text a reader of the accepted document does not see, and mathematics.
    fn leaves_out(&mut self, element: &Element<'_>) -> bool {
        match (element.name.word, element.name.local) {
            (false, "oMath") => {
                self.add("\u{fffc}");
                true
            }
            (true, "del") => !matches!(self.within, Within::Properties | Within::RowProperties),
            (false, "Fallback")
            | (true, "moveFrom" | "instrText" | "delText" | "delInstrText" | "rPrChange" | "pPrChange" | "sectPr") => {
                true
            }
            (true, "footnote" | "endnote") => element.get("type").is_some_and(|kind| kind != "normal"),
            (true, "tr") => {
                self.row_deleted = false;
                false
            }
            (true, "tc") => self.row_deleted,
            _ => false,
        }
    }

    fn start(&mut self, element: &Element<'_>) {
        match element.name.local {
            "p" => self.paragraph(),
            "pPr" => self.within = Within::Properties,
            "trPr" => self.within = Within::RowProperties,
            "pStyle" => self.style(&element.get("val").unwrap_or_default()),
            "numPr" => self.kind_if_plain(BlockKind::Item),
            "outlineLvl" if element.get("val").as_deref() != Some("9") => self.kind_if_plain(BlockKind::Heading),
            "del" if self.within == Within::RowProperties => self.row_deleted = true,
            "del" => self.change(|paragraph| paragraph.joined = true),
            "tbl" => self.steps.push(Step::Table),
            "tr" => self.steps.push(Step::Row),
            "tc" => {
                self.cells += 1;
                self.steps.push(Step::Cell);
            }
            "gridSpan" | "vMerge" => self.steps.push(Step::Spans),
            "r" => self.run = Run::default(),
            "vanish" | "strike" | "dstrike" if self.within != Within::Properties => self.run.hidden |= element.is_on(),
            "rStyle" if self.within != Within::Properties => {
                let style = element.get("val").unwrap_or_default();
                self.run.code |= self.styles.meaning(&style) == Some(Meaning::Out);
            }
            "t" => self.within = Within::Text,
            "tab" if self.within != Within::Properties => self.add("\t"),
            "br" | "cr" => self.add(" "),
            "noBreakHyphen" => self.add("-"),
            "sym" => self.add("\u{fffc}"),
            "fldChar" => self.field(element.get("fldCharType").as_deref()),
            // A comment on a point has no range, only the mark of where its sign is.
            "commentRangeStart" | "commentReference" => {
                let id = element.get("id").unwrap_or_default();
                if self.remarked.insert(id.clone()) {
                    self.change(|paragraph| paragraph.comments.push(id));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: Name<'_>) {
        match name.local {
            "p" => drop(self.open.pop()),
            "tbl" => self.steps.push(Step::EndTable),
            "tc" => self.cells = self.cells.saturating_sub(1),
            "r" => self.run = Run::default(),
            "t" | "pPr" | "trPr" => self.within = Within::Nothing,
            _ => {}
        }
    }

    fn paragraph(&mut self) {
        let kind = if self.cells > 0 { BlockKind::Cell } else { BlockKind::Paragraph };
        self.open.push(self.paragraphs.len());
        let (text, comments) = (String::new(), Vec::new());
        let steps = std::mem::take(&mut self.steps);
        self.paragraphs.push(Paragraph { kind, text, out: false, joined: false, comments, steps });
    }

    fn change(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(&number) = self.open.last() {
            change(&mut self.paragraphs[number]);
        }
    }

    fn style(&mut self, id: &str) {
        match self.styles.meaning(id) {
            Some(Meaning::Out) => self.change(|paragraph| paragraph.out = true),
            Some(Meaning::Kind(kind)) => self.change(|paragraph| paragraph.kind = kind),
            None => {}
        }
    }

    fn kind_if_plain(&mut self, kind: BlockKind) {
        self.change(|paragraph| {
            if paragraph.kind == BlockKind::Paragraph {
                paragraph.kind = kind;
            }
        });
    }

    fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(false),
            Some("separate") => self.fields.iter_mut().next_back().into_iter().for_each(|field| *field = true),
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// Adds text to the open paragraph, unless it is hidden or the code of a field. Line breaks in the file are spaces:
    /// a paragraph is one line of the part's text.
    fn add(&mut self, text: &str) {
        let Run { hidden, code } = self.run;
        if hidden || self.fields.contains(&false) {
            return;
        }
        self.change(|paragraph| match code {
            true if paragraph.text.ends_with('\u{fffc}') => {}
            true => paragraph.text.push('\u{fffc}'),
            false => paragraph.text.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c })),
        });
    }
}
