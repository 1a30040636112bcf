//! From the bytes of a file to its text: UTF-8, UTF-16 with a byte order mark, or the encoding that the file declares.
//!
//! An undeclared encoding is never guessed for reading: a wrong guess would change names. The fault says what it looks like.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::Format;
use crate::findings::Fault;
use crate::text::{Encoded, Input};

/// Bytes at the start of a file in which a declaration is looked for.
const HEAD: usize = 4_096;

/// Reads the bytes of a text file.
///
/// # Errors
/// Bytes that are not UTF-8 without a declared encoding, or that are not what is declared, are a fault with the first
/// wrong byte.
pub fn decode(path: &str, format: Format, bytes: Vec<u8>) -> Result<Arc<Input>, Box<Fault>> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        let fault = Fault::of_file("invalid-utf8", path, "is UTF-32, which is not read");
        return Err(Box::new(fault.note("save it as UTF-8")));
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        return decode_as(path, encoding, &bytes);
    }
    let declared = declared(format, &bytes);
    match String::from_utf8(bytes) {
        // Its bytes are ASCII, whatever they mean.
        Ok(text) if declared.as_deref().and_then(label) == Some(ISO_2022_JP) && text.contains('\u{1b}') => {
            decode_as(path, ISO_2022_JP, text.as_bytes())
        }
        Ok(text) if has_zeros(text.as_bytes()) => {
            let fault = Fault::of_file("invalid-utf8", path, "has zero bytes, so it is no text of UTF-8");
            Err(Box::new(fault.note(looks_like(path, text.as_bytes()))))
        }
        Ok(text) => Ok(Input::file(path, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            let Some(declared) = declared else { return Err(Box::new(undeclared(path, &bytes, at, format))) };
            match label(&declared) {
                Some(encoding) if encoding != UTF_8 => decode_as(path, encoding, &bytes),
                Some(_) => Err(Box::new(
                    Fault::of_file(
                        "invalid-utf8",
                        path,
                        format!("declares UTF-8, but is not: {}", wrong_byte(&bytes, at)),
                    )
                    .note(looks_like(path, &bytes)),
                )),
                None => Err(Box::new(
                    Fault::of_file(
                        "unknown-encoding",
                        path,
                        format!("declares the encoding `{declared}`, which is unknown: {}", wrong_byte(&bytes, at)),
                    )
                    .note(looks_like(path, &bytes)),
                )),
            }
        }
    }
}

/// Writes a text in the encoding of its file; `None` if that is impossible without loss.
pub fn encode(input: &Input, text: &str) -> Option<Vec<u8>> {
    let text = if input.ends_in_returns { text.replace('\n', "\r") } else { text.to_owned() };
    let Some(encoded) = &input.encoded else { return Some(text.into_bytes()) };
    let encoding = Encoding::for_label(encoded.name.as_bytes())?;
    if encoding == UTF_16LE {
        return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    }
    if encoding == UTF_16BE {
        return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    let (bytes, _, lossy) = encoding.encode(&text);
    (!lossy).then(|| bytes.into_owned())
}

/// The encoding of a name, as browsers know them, and as TeX and editors spell them.
fn label(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().to_ascii_lowercase();
    let known = match name.as_str() {
        "latin-1" | "latin_1" => "latin1",
        "latin9" | "latin-9" | "latin_9" => "iso-8859-15",
        "ansinew" | "ansi" => "windows-1252",
        "applemac" => "macintosh",
        "utf8x" | "utf_8" | "utf-8-unix" => "utf-8",
        name => name,
    };
    Encoding::for_label(known.as_bytes())
}

fn decode_as(path: &str, encoding: &'static Encoding, bytes: &[u8]) -> Result<Arc<Input>, Box<Fault>> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len());
    let mut offsets = Vec::new();
    // Byte by byte, so that the bytes of every character are known.
    for at in 0..=bytes.len() {
        let (next, last) = (bytes.get(at..=at).unwrap_or_default(), at == bytes.len());
        let before = text.len();
        text.reserve(8);
        let (result, ..) = decoder.decode_to_string_without_replacement(next, &mut text, last);
        if let encoding_rs::DecoderResult::Malformed(..) = result {
            let at = at.min(bytes.len().saturating_sub(1));
            let message = format!("is not {}, its declared encoding: {}", encoding.name(), wrong_byte(bytes, at));
            return Err(Box::new(Fault::of_file("invalid-encoding", path, message).note("save it as UTF-8")));
        }
        if text.len() > before {
            let source = at + next.len();
            let here = (text.len() as u32, source as u32);
            let known: (u32, u32) = offsets.last().copied().unwrap_or_default();
            if here.0 - known.0 != here.1 - known.1 {
                offsets.push(here);
            }
        }
    }
    Ok(Input::encoded(path, text, Encoded { name: encoding.name(), offsets }))
}

/// The encoding that a file declares in the way of its format.
fn declared(format: Format, bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let lower = head.to_ascii_lowercase();
    let found = match format {
        Format::Html => of_meta(&lower).or_else(|| of_xml(&lower)),
        Format::Latex => of_tex(&lower),
        Format::AsciiDoc => lower.lines().find_map(|line| line.strip_prefix(":encoding:").map(str::to_owned)),
        _ => None,
    };
    let found = found.or_else(|| of_editor(&lower))?;
    let found = found.trim();
    (!found.is_empty()).then(|| found.to_owned())
}

/// The characters of a name of an encoding at the start of a text, after quotes.
fn name(text: &str) -> String {
    let text = text.trim_start_matches([' ', '"', '\'', '=']);
    text.chars().take_while(|&c| c.is_ascii_alphanumeric() || ['-', '_', '.', ':'].contains(&c)).collect()
}

/// `<meta charset="x">`, `<meta http-equiv="Content-Type" content="text/html; charset=x">`.
fn of_meta(head: &str) -> Option<String> {
    head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        let value = tag.split_once("charset")?.1.trim_start();
        value.starts_with('=').then(|| name(value))
    })
}

/// `<?xml version="1.0" encoding="x"?>`
fn of_xml(head: &str) -> Option<String> {
    let declaration = head.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split("?>").next()?;
    Some(name(declaration.split_once("encoding")?.1))
}

/// `\usepackage[x]{inputenc}`, `\inputencoding{x}`, `% !TeX encoding = x`.
fn of_tex(head: &str) -> Option<String> {
    let package = head.split("{inputenc}").next().filter(|before| before.len() < head.len());
    let options = package.and_then(|before| before.rsplit_once('[')).and_then(|(_, rest)| rest.split_once(']'));
    let command = || head.split_once("\\inputencoding{").map(|(_, rest)| name(rest));
    let comment = || head.split_once("!tex encoding").map(|(_, rest)| name(rest));
    options
        .map(|(name, _)| name.split(',').next_back().unwrap_or_default().to_owned())
        .or_else(command)
        .or_else(comment)
}

/// `-*- coding: x -*-`, `vim: set fileencoding=x :` in one of the first two lines.
fn of_editor(head: &str) -> Option<String> {
    head.lines().take(2).find_map(|line| {
        let is_marked = line.contains("-*-") || line.contains("vim:") || line.contains("vi:");
        let value = line.split_once("coding").filter(|_| is_marked)?.1;
        value.starts_with([':', '=']).then(|| name(value[1..].trim_start()))
    })
}

fn undeclared(path: &str, bytes: &[u8], at: usize, format: Format) -> Fault {
    let message = format!("is not UTF-8: {}", wrong_byte(bytes, at));
    let fault = Fault::of_file("invalid-utf8", path, message).note(looks_like(path, bytes));
    match format {
        Format::Html => fault.note("a page may also declare its encoding: `<meta charset=\"...\">`"),
        _ => fault,
    }
}

/// "byte 0xfc at line 3, column 2 (offset 17)"
fn wrong_byte(bytes: &[u8], at: usize) -> String {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let byte = bytes.get(at).copied().unwrap_or_default();
    format!("byte {byte:#04x} at line {line}, column {column} (offset {at})")
}

/// Returns `true` if more than one byte in twenty is zero, as in binary files, and in Latin text in UTF-16.
fn has_zeros(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(HEAD)];
    memchr::memchr_iter(0, sample).count() * 20 > sample.len()
}

/// "it looks like windows-1252 ("Zürich"): ..."
fn looks_like(path: &str, bytes: &[u8]) -> String {
    // Every second byte of Latin text in UTF-16 is zero.
    let sample = &bytes[..bytes.len().min(HEAD)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count() * 3;
    if zeros(1) > sample.len() / 2 || zeros(0) > sample.len() / 2 {
        return "it looks like UTF-16 without a byte order mark; save it as UTF-8".to_owned();
    }
    if has_zeros(bytes) {
        return "it looks like a binary file".to_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, ..) = encoding.decode(bytes);
    let word = text.split_whitespace().find(|word| word.contains(|c: char| !c.is_ascii() && c.is_alphanumeric()));
    let word = word.or_else(|| text.split_whitespace().find(|word| !word.is_ascii())).unwrap_or_default();
    let word: String = word.chars().take(30).collect();
    let name = encoding.name();
    let file = path.rsplit('/').next().unwrap_or(path);
    format!("it looks like {name} (\"{word}\"); save it as UTF-8: `iconv -f {name} -t UTF-8 {file}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: Format, bytes: &[u8]) -> Result<Arc<Input>, Box<Fault>> {
        decode("a.x", format, bytes.to_vec())
    }

    #[test]
    fn declared_encodings_are_read_and_offsets_are_those_of_the_file() {
        for (format, head) in [
            (Format::Html, "<html><head><meta charset=\"ISO-8859-1\"></head>"),
            (Format::Html, "<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>"),
            (Format::Html, "<?xml version=\"1.0\" encoding='iso-8859-15'?>"),
            (Format::Latex, "\\usepackage[latin1]{inputenc}"),
            (Format::Latex, "% !TeX encoding = ISO-8859-1\n"),
            (Format::AsciiDoc, "= T\n:encoding: latin1\n"),
            (Format::Markdown, "<!-- -*- coding: latin-1 -*- -->\n"),
        ] {
            let bytes = [head.as_bytes(), b" Z\xfcrich met \xc4nne"].concat();
            let input = read(format, &bytes).unwrap_or_else(|fault| panic!("{head}: {}", fault.message));
            let at = input.text.find("Änne").expect("it is read");
            assert_eq!(input.source_offset(at as u32) as usize, bytes.len() - 4, "{head}");
            assert_eq!(encode(&input, &input.text).as_deref(), Some(&bytes[..]), "{head}");
        }
        let japanese =
            [b"<meta charset=shift_jis>".as_slice(), &encoding_rs::SHIFT_JIS.encode("市長は言った").0, b" Ann"]
                .concat();
        let input = read(Format::Html, &japanese).expect("it is declared");
        let at = input.text.find("Ann").expect("it is read") as u32;
        assert_eq!(input.source_offset(at) as usize, japanese.len() - 3);
    }

    #[test]
    fn utf_16_is_read_by_its_mark() {
        let text = "\u{feff}One.\nZoë \u{1f600} met Ann.";
        for bytes in [
            text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
            text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ] {
            let input = read(Format::Plain, &bytes).expect("it has a mark");
            assert_eq!(&*input.text, text);
            let at = text.find("Ann").expect("it is there") as u32;
            assert_eq!(input.source_offset(at) as usize, bytes.len() - 8);
            assert_eq!((input.position(at).line, input.position(at).column), (2, 11));
            assert_eq!(encode(&input, text), Some(bytes));
        }
    }

    #[test]
    fn what_is_not_declared_is_a_fault_with_advice() {
        let fault = |format, bytes: &[u8]| read(format, bytes).expect_err("it is not UTF-8");
        let latin = fault(Format::Markdown, b"One.\nDer B\xfcrgermeister kam sp\xe4t nach Z\xfcrich.\n");
        assert!(latin.message.contains("byte 0xfc at line 2, column 6 (offset 10)"), "{}", latin.message);
        assert!(latin.notes[0].contains("windows-1252 (\"B\u{fc}rgermeister\")"), "{:?}", latin.notes);
        assert!(latin.notes[0].contains("iconv -f windows-1252 -t UTF-8 a.x"), "{:?}", latin.notes);
        let wide = fault(Format::Plain, b"H\0\xe4\0l\0l\0o\0 \0w\0o\0r\0l\0d\0");
        assert!(wide.notes[0].contains("UTF-16 without"), "{:?}", wide.notes);
        assert_eq!(fault(Format::Html, b"<meta charset=klingon>\xfc").code, "unknown-encoding");
        assert!(fault(Format::Html, b"<meta charset=utf-8>\xfc").message.contains("declares UTF-8"));
        assert_eq!(fault(Format::Html, b"<meta charset=shift_jis>\x81").code, "invalid-encoding");
        assert_eq!(fault(Format::Plain, b"\xff\xfe\0\0a\0\0\0").code, "invalid-utf8");
    }

    #[test]
    fn utf_8_is_utf_8_whatever_it_declares() {
        let input = read(Format::Html, "<meta charset=latin1>Zürich".as_bytes()).expect("UTF-8");
        assert!(input.text.ends_with("Zürich") && input.encoded.is_none());
    }
}
