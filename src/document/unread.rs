//! Files that no reader takes: what they are, and how their text can be checked.

/// What a file is that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// In a few words, after "is": "a PDF".
    pub what: &'static str,
    /// A way to have its text checked, if there is one: FILE and ENDING are those of the file.
    pub advice: Option<&'static str>,
    /// Whether its text may be a draft, as that of a PDF and unlike that of an image.
    pub may_be_draft: bool,
    /// Whether it is text that is read if the file is named: source code and data.
    pub is_text: bool,
}

const WORD: Option<&str> = Some("save it as .docx, for example with `soffice --convert-to docx FILE`");
const PANDOC: Option<&str> = Some("convert it, for example with `pandoc FILE -t markdown -o FILE.md`");
const MAPPED: Option<&str> = Some(
    "convert it with `pandoc FILE -t markdown -o FILE.md`, or name a reader for its ending: `formats = { ENDING = \"plain\" }`",
);
const DATA: Option<&str> = Some("name it on the command line to have it read as plain text");

/// Endings of subtitles, which are read as transcripts only.
pub const SUBTITLES: [&str; 7] = ["srt", "vtt", "sbv", "sub", "ass", "ssa", "ttml"];

/// Endings by what files with them are, and a way to have their text checked.
const KINDS: [(&[&str], &str, Option<&str>); 20] = [
    (&["pdf"], "a PDF", Some("convert it to text, for example with `pdftotext -layout FILE`")),
    (&["doc", "dot"], "an old Word document", WORD),
    (&["odt", "ott", "fodt", "sxw", "wpd", "wps", "pages"], "a document of another word processor", WORD),
    (&["rtf"], "rich text", WORD),
    (
        &["gdoc", "gsheet", "gslides", "webloc", "url", "lnk", "desktop"],
        "a link to a document",
        Some("download the document, for example as .docx"),
    ),
    (&["epub", "mobi", "azw3", "fb2"], "an e-book", PANDOC),
    (
        &["org", "textile", "mediawiki", "wiki", "typ", "dj", "muse", "t2t", "rd", "man", "texi"],
        "in a markup that has no reader",
        MAPPED,
    ),
    (&SUBTITLES, "a file of subtitles, which cut sentences", Some("save the transcript as plain text")),
    (
        &["csv", "tsv", "xls", "xlsx", "xlsm", "ods", "numbers", "parquet", "arrow", "feather"],
        "a table",
        Some("to check a column of texts, convert it to JSON Lines"),
    ),
    (
        &["ppt", "pptx", "odp"],
        "a file of slides",
        Some("export its text, for example with `pandoc FILE -t markdown -o FILE.md`"),
    ),
    (&["xml", "rss", "atom", "opml", "dita", "dbk", "docbook", "tei", "xsl", "xsd", "plist"], "XML", PANDOC),
    (&["msg", "mbox", "pst"], "a mailbox of many mails", Some("save each mail as .eml")),
    (
        &[
            "yaml",
            "yml",
            "toml",
            "ini",
            "cfg",
            "conf",
            "env",
            "lock",
            "properties",
            "po",
            "pot",
            "geojson",
            "json5",
            "jsonc",
            "bib",
            "log",
            "sql",
            "diff",
            "patch",
        ],
        "a file of data or settings",
        DATA,
    ),
    (
        &["png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff", "heic", "avif", "psd", "ai", "eps"],
        "an image",
        None,
    ),
    (&["mp3", "m4a", "wav", "ogg", "flac", "aac", "opus"], "a sound recording", Some("check its transcript")),
    (&["mp4", "mov", "avi", "mkv", "webm", "m4v"], "a video", Some("check its transcript")),
    (&["zip", "tar", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "jar", "whl"], "an archive", Some("unpack it")),
    (&["woff", "woff2", "ttf", "otf", "eot"], "a font", None),
    (
        &[
            "bin", "exe", "dll", "so", "dylib", "o", "a", "class", "pyc", "wasm", "db", "sqlite", "sqlite3", "pkl",
            "npy", "dat",
        ],
        "binary",
        None,
    ),
    (
        &[
            "c", "h", "cc", "cpp", "hpp", "rs", "py", "pyi", "js", "mjs", "cjs", "ts", "tsx", "jsx", "go", "java",
            "kt", "rb", "php", "sh", "bash", "zsh", "fish", "ps1", "bat", "cmd", "pl", "pm", "lua", "r", "jl", "swift",
            "scala", "cs", "fs", "vb", "css", "scss", "less", "vue", "svelte", "ex", "exs", "erl", "hs", "ml", "clj",
            "dart", "nix", "tf", "mk", "cmake", "gradle", "proto", "graphql", "zig", "el", "vim",
        ],
        "source code",
        DATA,
    ),
];

/// The kinds that are text, and read as such if a file is named.
const TEXTS: [&str; 2] = ["source code", "a file of data or settings"];

/// What no text is.
const BINARY: Unread = Unread { what: "binary", advice: None, may_be_draft: false, is_text: false };

/// The kinds whose text may be a draft.
const DRAFTS: [&str; 10] = [
    "a PDF",
    "an old Word document",
    "a document of another word processor",
    "rich text",
    "a link to a document",
    "an e-book",
    "in a markup that has no reader",
    "a file of subtitles, which cut sentences",
    "a file of slides",
    "a mailbox of many mails",
];

/// The beginnings of files that are known by them.
const SIGNS: [(&[u8], &str); 9] = [
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF8", "gif"),
    (b"\x1f\x8b", "gz"),
    (b"SQLite format 3", "db"),
    (b"\x7fELF", "exe"),
];

/// What packages hold in their first entry, `mimetype`, or in the names of their parts.
const PACKAGES: [(&[u8], &str); 5] = [
    (b"application/epub+zip", "epub"),
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument", "ods"),
    (b"xl/workbook.xml", "xlsx"),
    (b"ppt/presentation.xml", "pptx"),
];

/// Bytes of a file that show whether it is binary.
const SAMPLE: usize = 8_000;

/// The ending of a path, in lower case; `None` for names without one.
pub fn ending(path: &str) -> Option<String> {
    let (name, ending) = path.rsplit(['/', '\\']).next()?.rsplit_once('.')?;
    (!name.is_empty() && !ending.is_empty()).then(|| ending.to_ascii_lowercase())
}

impl Unread {
    /// The advice for a file.
    pub fn advice_for(&self, path: &str) -> Option<String> {
        let ending = ending(path).unwrap_or_default();
        self.advice.map(|advice| advice.replace("FILE", path).replace("ENDING", &ending))
    }
}

/// What a file is by its ending, if that is known.
pub fn by_ending(ending: &str) -> Option<Unread> {
    let kind = KINDS.iter().find(|(endings, ..)| endings.contains(&ending));
    kind.map(|&(_, what, advice)| Unread {
        what,
        advice,
        may_be_draft: DRAFTS.contains(&what),
        is_text: TEXTS.contains(&what),
    })
}

/// What a file without a reader is by its bytes; `None` if it may be plain text.
pub fn by_bytes(bytes: &[u8]) -> Option<Unread> {
    if let Some((_, ending)) = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        return by_ending(ending);
    }
    let has = |words: &[u8]| memchr::memmem::find(bytes, words).is_some();
    if bytes.starts_with(b"PK\x03\x04") && !has(b"word/") {
        let package = PACKAGES.iter().find(|(words, _)| has(words));
        return by_ending(package.map_or("zip", |(_, ending)| ending));
    }
    if bytes.starts_with(b"-----BEGIN PGP") {
        return Some(Unread { what: "a signature or a key", ..BINARY });
    }
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = sample.iter().filter(|&&byte| byte < 9 || (14..27).contains(&byte)).count();
    (!is_wide && !bytes.starts_with(b"PK") && controls * 50 > sample.len()).then_some(BINARY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;

    #[test]
    fn no_ending_has_a_reader_and_a_reason_against_it() {
        for (.., endings) in Format::ALL {
            for ending in endings {
                assert_eq!(by_ending(ending), None, "{ending}");
            }
        }
    }

    #[test]
    fn bytes_show_what_a_file_is() {
        let what = |bytes: &[u8]| by_bytes(bytes).map(|unread| unread.what);
        assert_eq!(what(b"%PDF-1.7\n"), Some("a PDF"));
        assert_eq!(what(b"PK\x03\x04....mimetypeapplication/epub+zip"), Some("an e-book"));
        assert_eq!(what(b"PK\x03\x04....xl/workbook.xml"), Some("a table"));
        assert_eq!(what(b"PK\x03\x04....a.txt"), Some("an archive"));
        assert_eq!(what(b"PK\x03\x04....word/document.xml"), None);
        assert_eq!(what(b"-----BEGIN PGP SIGNATURE-----\n"), Some("a signature or a key"));
        assert_eq!(what(&[0; 64]), Some("binary"));
        for text in ["Plain text.\n", "", "\u{feff}One", "A form feed\u{c}", "Zürich"] {
            assert_eq!(what(text.as_bytes()), None, "{text}");
        }
        assert_eq!(what(b"\xff\xfeO\0n\0e\0"), None);
    }

    #[test]
    fn endings_are_those_of_names() {
        for (path, expected) in
            [("a/B.PDF", Some("pdf")), ("a.b/c", None), (".gitignore", None), ("a.", None), ("a.tar.gz", Some("gz"))]
        {
            assert_eq!(ending(path).as_deref(), expected, "{path}");
        }
    }
}
