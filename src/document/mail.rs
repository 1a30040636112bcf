//! Mail: the body of a message, with its subject as the title and its `Date` as the day. Quoted lines are not its own.

use std::ops::Range;
use std::sync::Arc;

use mailparse::body::Body;
use mailparse::{DispositionType, MailHeaderMap, ParsedMail};

use super::builder::Builder;
use super::front_matter::{FrontMatter, leading_day};
use super::{BlockKind, DayFrom, Document, GivenDay, html, plain};
use crate::findings::Fault;
use crate::text::{Input, Place, Span};

/// Headers of which every mail has one.
const HEADERS: [&str; 7] = ["From", "To", "Date", "Subject", "Message-ID", "Received", "Content-Type"];
/// Deepest nesting of parts.
const DEPTH: usize = 32;

/// Reads a message.
///
/// # Errors
/// What is no message, or one without text, is a fault of the file.
pub(super) fn read(path: &str, bytes: &[u8]) -> Result<Document, Box<Fault>> {
    let fault = |code, message: String| Box::new(Fault::of_file(code, path, message));
    let mail = mailparse::parse_mail(bytes).map_err(|error| fault("bad-mail", format!("is not a mail: {error}")))?;
    if !HEADERS.iter().any(|name| mail.headers.get_first_header(name).is_some()) {
        return Err(fault("bad-mail", "is not a mail: it has no headers such as `From` and `Date`".to_owned()));
    }
    let part = text_part(&mail, DEPTH).ok_or_else(|| fault("no-text", "is a mail without a text".to_owned()))?;
    let whole = std::str::from_utf8(bytes).ok().map(|text| Input::file(path, text));
    let mut document = match body(path, bytes, part, whole.as_ref()) {
        (input, _) if part.ctype.mimetype == "text/html" => html::read(&input, FrontMatter::none(&input, 0)),
        (input, range) => plain_body(path, &mail, &input, range),
    };
    let Some(header) = mail.headers.get_first_header("Date") else { return Ok(document) };
    let value = header.get_value();
    let place = whole.as_ref().and_then(|input| header_place(input, &value));
    if let Some(day) = leading_day(&value) {
        document.days.insert(0, GivenDay { day, from: DayFrom::Metadata, place });
    } else {
        let message = format!("`Date` is not a date: {value}");
        document.faults.push(Fault::of_file("bad-date", path, message).warning());
    }
    let language = mail.headers.get_first_value("Content-Language");
    document.language =
        language.and_then(|all| Some(all.split(',').next()?.trim().to_ascii_lowercase())).or(document.language);
    Ok(document)
}

/// The part that people read: plain text, or else HTML; not an attachment.
fn text_part<'m, 'b>(mail: &'m ParsedMail<'b>, depth: usize) -> Option<&'m ParsedMail<'b>> {
    fn find<'m, 'b>(mail: &'m ParsedMail<'b>, mimetype: &str, depth: usize) -> Option<&'m ParsedMail<'b>> {
        if mail.get_content_disposition().disposition == DispositionType::Attachment || depth == 0 {
            return None;
        }
        if mail.subparts.is_empty() {
            return (mail.ctype.mimetype == mimetype).then_some(mail);
        }
        mail.subparts.iter().find_map(|part| find(part, mimetype, depth - 1))
    }
    find(mail, "text/plain", depth).or_else(|| find(mail, "text/html", depth))
}

/// The text of a part, and its bytes there: those of the file if the part is written as it is, or else those of the part.
fn body(path: &str, bytes: &[u8], part: &ParsedMail<'_>, whole: Option<&Arc<Input>>) -> (Arc<Input>, Range<usize>) {
    let is_html = part.ctype.mimetype == "text/html";
    let raw = match part.get_body_encoded() {
        Body::SevenBit(body) | Body::EightBit(body) => Some(body.get_raw()),
        Body::Binary(body) => Some(body.get_raw()),
        Body::Base64(_) | Body::QuotedPrintable(_) => None,
    };
    if let (Some(raw), Some(whole), false) = (raw, whole, is_html) {
        let start = raw.as_ptr() as usize - bytes.as_ptr() as usize;
        return (Arc::clone(whole), start..start + raw.len());
    }
    let text = part.get_body().unwrap_or_default();
    let range = 0..text.len();
    (Input::decoded_part(path, &part.ctype.mimetype, text), range)
}

/// A body of plain text, with the subject above it.
fn plain_body(path: &str, mail: &ParsedMail<'_>, input: &Arc<Input>, range: Range<usize>) -> Document {
    let subject = mail.headers.get_first_value("Subject").filter(|subject| !subject.trim().is_empty());
    let head = subject.map(|subject| match header_place(input, &subject).filter(|_| input.part.is_none()) {
        Some(place) => (Arc::clone(input), place.span.range()),
        None => (Input::decoded_part(path, "Subject", subject.as_str()), 0..subject.len()),
    });
    let inputs: Vec<Arc<Input>> = head.iter().map(|(input, _)| Arc::clone(input)).chain([Arc::clone(input)]).collect();
    let number = inputs.len() as u16 - 1;
    let mut builder = Builder::new(inputs);
    if let Some((input, range)) = head {
        builder.block(BlockKind::Heading, &input.text[range.clone()], range.start, 0);
    }
    let mut at = range.start;
    for (quoted, lines) in runs(&input.text[range]) {
        let end = at + lines.len();
        if quoted {
            quote(&mut builder, &input.text[..end], at, number);
        } else {
            plain::body(&mut builder, &input.text[..end], at, number);
        }
        at = end;
    }
    builder.finish()
}

/// Stretches of lines that are quoted ("> ...") or not.
fn runs(text: &str) -> Vec<(bool, &str)> {
    let mut found: Vec<(bool, usize, usize)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let quoted = line.starts_with('>');
        match found.last_mut() {
            Some((last, _, end)) if *last == quoted => *end += line.len(),
            _ => found.push((quoted, at, at + line.len())),
        }
        at += line.len();
    }
    found.into_iter().map(|(quoted, start, end)| (quoted, &text[start..end])).collect()
}

/// Adds quoted lines: a paragraph each that they have, without the signs.
fn quote(builder: &mut Builder, text: &str, from: usize, input: u16) {
    let mut at = from;
    builder.close();
    for line in text[from..].split_inclusive('\n') {
        let inner = line.trim_start_matches(['>', ' ', '\t']);
        let start = at + line.len() - inner.len();
        let inner = inner.trim_end();
        at += line.len();
        if inner.is_empty() {
            builder.close();
            continue;
        }
        if builder.is_open() {
            builder.wrap(start..start, input);
        } else {
            builder.open(BlockKind::Quote);
        }
        builder.same(inner, start, input);
    }
    builder.close();
}

/// The place of the value of a header, if it is written in the file as it is.
fn header_place(input: &Arc<Input>, value: &str) -> Option<Place> {
    let head = input.text.find("\n\n").or_else(|| input.text.find("\r\n\r\n")).unwrap_or(input.text.len());
    let at = input.text[..head].find(value)?;
    Some(Place { input: Arc::clone(input), span: Span::new(at, at + value.len()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document {
        read("a.eml", text.as_bytes()).unwrap_or_else(|fault| panic!("{}", fault.message))
    }

    fn texts(document: &Document) -> Vec<(BlockKind, &str)> {
        document.blocks.iter().map(|block| (block.kind, document.text(block.span))).collect()
    }

    const HEAD: &str = "From: a@example.org\nSubject: The hall\nDate: Tue, 23 Sep 2025 23:30:00 -0700\n";

    #[test]
    fn a_plain_body_is_read_where_it_is() {
        let text = format!("{HEAD}\nThe hall opened.\n\n> It was shut,\n> they said.\n>\n> More.\n\nIt is open.\n");
        let d = document(&text);
        let expected = [
            (BlockKind::Heading, "The hall"),
            (BlockKind::Heading, "The hall opened."),
            (BlockKind::Quote, "It was shut, they said."),
            (BlockKind::Quote, "More."),
            (BlockKind::Paragraph, "It is open."),
        ];
        assert_eq!(texts(&d)[0], expected[0]);
        assert_eq!(texts(&d)[2..], expected[2..]);
        let place = d.place(d.blocks[4].span);
        assert_eq!((place.text(), place.start().line), ("It is open.", 12));
        let day = &d.days[0];
        assert_eq!((day.day.to_string().as_str(), day.from), ("2025-09-23", DayFrom::Metadata));
        assert!(day.place.as_ref().is_some_and(|place| place.text().starts_with("Tue, 23 Sep")));
    }

    #[test]
    fn an_encoded_body_is_a_part() {
        let text = format!(
            "{HEAD}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=B\n\n--B\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nZ=FCrich met=\n Ann.\n--B\nContent-Type: text/html\n\n<p>Other</p>\n--B--\n"
        );
        let d = document(&text);
        let place = d.place(d.blocks[1].span);
        assert_eq!((place.text(), place.input.part.as_deref()), ("Z\u{fc}rich met Ann.", Some("text/plain")));
        let page = format!("{HEAD}Content-Type: text/html\n\n<p>The hall opened.</p>\n");
        assert_eq!(texts(&document(&page)), [(BlockKind::Paragraph, "The hall opened.")]);
    }

    #[test]
    fn what_is_no_mail_is_a_fault() {
        for text in ["", "\n\nNo headers.\n", "Subject: x\nContent-Type: image/png\n\nx\n"] {
            assert!(read("a.eml", text.as_bytes()).is_err(), "{text:?}");
        }
    }
}
