//! The days that the properties of a package give.
//!
//! A program writes them, not the author: `created` may be that of a file that was used again, and `modified` is moved by
//! every save. So a day is given only where both fit a draft that a person wrote and finished: saved later than it was made,
//! and within a month. Of the two the day of the last save is nearest to the day the draft speaks from.

use super::package::Package;
use super::xml::{Node, walk};
use crate::document::front_matter::leading_day;
use crate::document::{DayFrom, GivenDay};
use crate::findings::Fault;
use crate::text::{Input, Place, Span};

/// Name of the part.
pub(super) const PART: &str = "docProps/core.xml";
/// Longest time between the first and the last save that one draft may take, in days.
const MONTH: i64 = 31;

/// Reads the part. Its place is a text of two lines: when the file was made, and when it was last saved.
pub(super) fn day(package: &Package<'_>, text: &str) -> Result<Option<GivenDay>, Box<Fault>> {
    let (mut created, mut modified) = (String::new(), String::new());
    let mut open: Option<bool> = None;
    walk(package, PART, text, |node| match node {
        Node::Start(element) => match element.name.local {
            "created" => open = Some(true),
            "modified" => open = Some(false),
            _ => {}
        },
        Node::End(_) => open = None,
        Node::Text(text) => match open {
            Some(true) => created += &text,
            Some(false) => modified += &text,
            None => {}
        },
    })?;
    let (created, modified) = (created.trim(), modified.trim());
    // Both at one second: a program made the file of something older.
    if created == modified {
        return Ok(None);
    }
    let (Some(first), Some(last)) = (leading_day(created), leading_day(modified)) else { return Ok(None) };
    if !(0..=MONTH).contains(&last.since(first)) {
        return Ok(None);
    }
    let shown = format!("created {created}\nmodified {modified}");
    let start = shown.len() - modified.len();
    let place = Place { span: Span::new(start, shown.len()), input: Input::part(package.path, PART, shown) };
    Ok(Some(GivenDay { day: last, from: DayFrom::Properties, place: Some(place) }))
}
