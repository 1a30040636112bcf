//! Documents made of others: texts that are written inside another file, each read separately, with places in that file.

use std::sync::Arc;

use super::position::Position;
use super::{Block, Covers, Document, Ignore, OffsetMap};
use crate::findings::Fault;
use crate::text::{Input, Place, Span};

/// A document of a file, and the parts that it has so far.
#[derive(Debug)]
pub(super) struct Joined {
    document: Document,
    prose: String,
}

impl Joined {
    pub(super) fn new(input: &Arc<Input>) -> Self {
        let document = Document {
            inputs: vec![Arc::clone(input)],
            prose: "".into(),
            map: OffsetMap::default(),
            blocks: Vec::new(),
            lists: Vec::new(),
            tables: Vec::new(),
            days: Vec::new(),
            language: None,
            narrative: false,
            ignores: Vec::new(),
            faults: Vec::new(),
        };
        Self { document, prose: String::new() }
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        self.document.faults.push(fault);
    }

    /// Adds a document whose text is part of the file; `map` leads from that text to the file.
    pub(super) fn add(&mut self, part: Document, map: &OffsetMap) {
        let whole = &mut self.document;
        if !self.prose.is_empty() {
            self.prose.push_str("\n\n");
        }
        let shift = self.prose.len();
        let (lists, tables) = (whole.lists.len() as u32, whole.tables.len() as u32);
        let position = |position: Position| match position {
            Position::Alone => Position::Alone,
            Position::Item(list, item) => Position::Item(list + lists, item),
            Position::Cell(table, row, column) => Position::Cell(table + tables, row, column),
        };
        let input = &whole.inputs[0];
        let place = |place: &Place| Place {
            input: Arc::clone(input),
            span: map.to_source(Span::new(place.span.range().start, place.span.range().end)).1,
        };
        whole.map.add_through(&part.map, map, shift);
        whole.blocks.extend(part.blocks.iter().map(|block| Block {
            span: Span::new(block.span.range().start + shift, block.span.range().end + shift),
            position: position(block.position),
            ..*block
        }));
        let covers = |covers: &Covers| match covers {
            Covers::Everything => Covers::Everything,
            Covers::Stretch(stretch) => Covers::Stretch(place(stretch)),
        };
        let ignores: Vec<Ignore> = part
            .ignores
            .iter()
            .map(|ignore| Ignore {
                list: place(&ignore.list),
                covers: ignore.covers.iter().map(covers).collect(),
                place: place(&ignore.place),
                removal: ignore.removal.iter().map(place).collect(),
                ..ignore.clone()
            })
            .collect();
        let faults: Vec<Fault> = part
            .faults
            .iter()
            .map(|fault| Fault {
                path: Some(input.path.to_string()),
                place: fault.place.as_ref().map(place),
                ..fault.clone()
            })
            .collect();
        let days = part.days.into_iter().map(|mut day| {
            day.place = day.place.as_ref().map(place);
            day
        });
        let days: Vec<_> = days.collect();
        whole.ignores.extend(ignores);
        whole.faults.extend(faults);
        whole.days.extend(days);
        whole.lists.extend(part.lists);
        whole.tables.extend(part.tables);
        whole.language = whole.language.take().or(part.language);
        whole.narrative |= part.narrative;
        self.prose.push_str(&part.prose);
    }

    pub(super) fn finish(self) -> Document {
        Document { prose: self.prose.into(), ..self.document }
    }
}
