//! The meaning of styles for paragraphs and runs. Word's built-in style names are English in every language.

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::{Node, walk};
use crate::document::BlockKind;
use crate::findings::Fault;

/// Maximum length of a chain of styles based on each other.
const CHAIN: usize = 16;

/// The effect of a style on its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A block of a kind.
    Kind(BlockKind),
    /// Code, a table of contents: no prose.
    Out,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: bool,
}

/// Styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(package: &Package<'_>, part: &str, text: &str) -> Result<Self, Box<Fault>> {
        let mut styles = BTreeMap::new();
        let mut open: Option<(String, Style)> = None;
        walk(package, part, text, |node| match node {
            Node::Start(element) if element.name.word => match (element.name.local, &mut open) {
                ("style", _) => open = Some((element.get("styleId").unwrap_or_default(), Style::default())),
                ("name", Some((_, style))) => style.name = element.get("val").unwrap_or_default().to_lowercase(),
                ("basedOn", Some((_, style))) => style.based_on = element.get("val"),
                // Level 9 is body text.
                ("outlineLvl", Some((_, style))) => style.outline = element.get("val").as_deref() != Some("9"),
                _ => {}
            },
            Node::End(name) if name.word && name.local == "style" => styles.extend(open.take()),
            Node::Start(_) | Node::End(_) | Node::Text(_) => {}
        })?;
        Ok(Self(styles))
    }

    /// The meaning of a style, or of the style it is based on.
    pub(super) fn meaning(&self, id: &str) -> Option<Meaning> {
        let mut id = id;
        for _ in 0..CHAIN {
            let style = self.0.get(id)?;
            if let Some(meaning) = named(&style.name) {
                return Some(meaning);
            }
            if style.outline {
                return Some(Meaning::Kind(BlockKind::Heading));
            }
            id = style.based_on.as_deref()?;
        }
        None
    }
}

fn named(name: &str) -> Option<Meaning> {
    let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    let kind = match () {
        () if starts(&["toc ", "table of", "header", "footer", "index ", "html preformatted", "macro"])
            || ["code", "verbatim", "preformatted", "html keyboard", "html sample"]
                .iter()
                .any(|w| name.contains(w)) =>
        {
            return Some(Meaning::Out);
        }
        () if starts(&["heading", "title", "subtitle"]) => BlockKind::Heading,
        () if starts(&["quote", "intense quote", "block text", "block quotation", "quotations"]) => BlockKind::Quote,
        () if name == "caption" || name.ends_with(" caption") => BlockKind::Caption,
        () if starts(&["list"]) => BlockKind::Item,
        () => return None,
    };
    Some(Meaning::Kind(kind))
}
