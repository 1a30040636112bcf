//! The zip file around the parts of a document, unpacked no further than the limits say.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Limits;
use crate::findings::Fault;

/// First bytes of the container that Office encrypts files in, and that `.doc` files are.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

pub(super) struct Package<'a> {
    pub(super) path: &'a str,
    pub(super) limits: Limits,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    pub(super) fn open(path: &'a str, bytes: &'a [u8], limits: Limits) -> Result<Self, Box<Fault>> {
        if bytes.starts_with(COMPOUND) {
            let fault = Fault::of_file("encrypted-package", path, "is encrypted, or an old .doc file");
            return Err(Box::new(fault.note("save it as a .docx without a password")));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            let message = format!("is not a DOCX file: not a complete zip file ({error})");
            let fault = Fault::of_file("bad-package", path, message);
            Box::new(fault.note("save it as .docx again; if it is text, `--format-in plain` reads it as such"))
        })?;
        Ok(Self { path, limits, archive, left: limits.unpacked })
    }

    /// A fault of a part.
    pub(super) fn fault(&self, code: &'static str, part: &str, message: impl std::fmt::Display) -> Fault {
        Fault::of_file(code, self.path, format!("{part}: {message}"))
    }

    /// The text of a part; `None` if the package has no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Box<Fault>> {
        let (path, limits, left) = (self.path, self.limits, self.left);
        let fault = |code, message: String| Box::new(Fault::of_file(code, path, format!("{name}: {message}")));
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                let fault = fault("encrypted-package", "is encrypted".to_owned());
                return Err(Box::new(fault.note("save it as a .docx without a password")));
            }
            Err(error) => return Err(fault("bad-package", format!("cannot be unpacked ({error})"))),
        };
        let mut bytes = Vec::new();
        file.take(left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| fault("bad-package", format!("cannot be unpacked ({error})")))?;
        if bytes.len() as u64 > left {
            let message = format!("unpacks to more than {} bytes", limits.unpacked);
            let fault = fault("package-too-large", message);
            return Err(Box::new(fault.note("`--max-size` or `max-size` raises the limit")));
        }
        self.left -= bytes.len() as u64;
        let text = String::from_utf8(bytes).map_err(|error| {
            fault("bad-package", format!("is not UTF-8 at byte {}", error.utf8_error().valid_up_to()))
        })?;
        Ok(Some(text))
    }
}
