//! The XML of a part as a sequence of starts, ends and texts, within limits: no document type, no entity declarations,
//! limited nesting.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::package::Package;
use crate::findings::Fault;

/// Namespaces of Word's own elements, of both kinds of Office Open XML.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// A node of a part. An empty element is a start and an end.
pub(super) enum Node<'a> {
    Start(Element<'a>),
    End(Name<'a>),
    Text(Cow<'a, str>),
}

/// Name of an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<'a> {
    /// Without its prefix.
    pub(super) local: &'a str,
    /// Whether it is one of Word's.
    pub(super) word: bool,
}

/// A start tag.
pub(super) struct Element<'a> {
    pub(super) name: Name<'a>,
    tag: &'a BytesStart<'a>,
}

impl Element<'_> {
    /// The value of an attribute, by its name without a prefix.
    pub(super) fn get(&self, local: &str) -> Option<String> {
        let mut attributes = self.tag.attributes();
        let found =
            attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == local)?;
        // A part cannot declare entities; a value that uses one is kept as written.
        Some(quick_xml::escape::unescape(&found.value).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// Returns `true` if a property is on, which it is unless its value says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Goes through a part.
///
/// # Errors
/// Invalid XML, or XML beyond the limits, is a fault with its byte.
pub(super) fn walk(
    package: &Package<'_>,
    part: &str,
    text: &str,
    mut take: impl FnMut(Node<'_>),
) -> Result<(), Box<Fault>> {
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let (mut depth, mut prefix) = (0, None);
    loop {
        let event = reader
            .read_event()
            .map_err(|error| package.fault("bad-xml", part, format!("byte {}: {error}", reader.error_position())))?;
        let at = reader.buffer_position();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let prefix = prefix.get_or_insert_with(|| word_prefix(tag));
                let name = name(tag.name().into_inner(), prefix.as_deref());
                take(Node::Start(Element { name, tag }));
                if matches!(event, Event::Empty(_)) {
                    take(Node::End(name));
                } else {
                    depth += 1;
                }
                if depth > package.limits.nesting {
                    let message = format!("byte {at}: is nested more than {} levels deep", package.limits.nesting);
                    return Err(package.fault("nesting-too-deep", part, message).into());
                }
            }
            Event::End(tag) => {
                depth -= usize::from(depth > 0);
                take(Node::End(name(tag.name().into_inner(), prefix.as_ref().and_then(Option::as_deref))));
            }
            Event::Text(content) => take(Node::Text(content.xml10_content())),
            Event::CData(content) => take(Node::Text(content.xml10_content())),
            Event::GeneralRef(reference) => {
                let read = resolve(reference).ok_or_else(|| {
                    let message = format!("byte {at}: the entity `&{};` is not one of XML's own", &**reference);
                    package.fault("entity-not-allowed", part, message)
                })?;
                take(Node::Text(Cow::Owned(read.to_string())));
            }
            Event::DocType(_) => {
                let message = format!("byte {at}: a document type declaration, which could define unbounded entities");
                return Err(package.fault("entity-not-allowed", part, message).into());
            }
            Event::Eof if depth > 0 => {
                return Err(package
                    .fault("bad-xml", part, format!("byte {at}: ends with {depth} unclosed elements"))
                    .into());
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// The prefix that the root binds to Word's namespace: `Some("")` for the default namespace.
fn word_prefix(root: &BytesStart<'_>) -> Option<String> {
    root.attributes().with_checks(false).flatten().find_map(|attribute| {
        let key = attribute.key.into_inner();
        let prefix = key.strip_prefix("xmlns")?;
        WORD.contains(&&*attribute.value).then(|| prefix.trim_start_matches(':').to_owned())
    })
}

fn name<'a>(qualified: &'a str, word: Option<&str>) -> Name<'a> {
    let (prefix, local) = qualified.rsplit_once(':').unwrap_or(("", qualified));
    Name { local, word: word == Some(prefix) }
}
