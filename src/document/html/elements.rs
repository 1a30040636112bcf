//! What elements of HTML mean to a reader of prose.

/// The effect of an element on the prose around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ElementRole {
    /// Ends and starts blocks.
    Block,
    /// A block that gives its text a kind.
    Kind(Kind),
    /// A list or a table: where looking back for an open item or cell ends.
    Holder,
    /// The main content of a page: `main`, `article`.
    Matter,
    /// No prose, however deep.
    Out,
    /// Represents something that is not prose within a sentence: code, mathematics.
    Object,
    /// A line break.
    Break,
    /// `<q>`.
    Quotation,
    /// Leaves the text as it is.
    Inline,
}

/// Elements that give blocks a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading,
    Item,
    Cell,
    Quote,
    Caption,
}

/// The role of an element by its name, which the tokenizer gives in lower case.
pub(super) fn role(name: &[u8]) -> ElementRole {
    match name {
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => ElementRole::Kind(Kind::Heading),
        b"li" | b"dt" | b"dd" => ElementRole::Kind(Kind::Item),
        b"td" | b"th" => ElementRole::Kind(Kind::Cell),
        b"blockquote" => ElementRole::Kind(Kind::Quote),
        b"figcaption" | b"caption" => ElementRole::Kind(Kind::Caption),
        b"ul" | b"ol" | b"dl" | b"menu" | b"table" => ElementRole::Holder,
        b"main" | b"article" => ElementRole::Matter,
        b"p" | b"div" | b"section" | b"header" | b"footer" | b"aside" | b"address" | b"figure" | b"fieldset"
        | b"hgroup" | b"details" | b"summary" | b"body" | b"html" | b"head" | b"tr" | b"thead" | b"tbody"
        | b"tfoot" | b"hr" | b"center" | b"legend" | b"search" => ElementRole::Block,
        b"script" | b"style" | b"nav" | b"pre" | b"template" | b"noscript" | b"svg" | b"iframe" | b"object"
        | b"form" | b"button" | b"select" | b"textarea" | b"audio" | b"video" | b"canvas" | b"del" | b"s"
        | b"strike" | b"title" | b"rp" | b"rt" | b"listing" | b"xmp" | b"plaintext" => ElementRole::Out,
        b"code" | b"kbd" | b"samp" | b"tt" | b"math" => ElementRole::Object,
        b"br" => ElementRole::Break,
        b"q" => ElementRole::Quotation,
        _ => ElementRole::Inline,
    }
}

/// Elements without an end.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"source"
            | b"track"
            | b"wbr"
    )
}
