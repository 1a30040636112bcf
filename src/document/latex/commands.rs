//! What commands and environments of `LaTeX` mean to a reader of prose.

use crate::document::BlockKind;

/// The effect of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    /// Its argument is a separate block.
    Block(BlockKind),
    /// Its argument is a note.
    Note,
    /// Skips this number of arguments, which are not prose.
    Drop(usize),
    /// The same, in a cell of a table that spans several rows or columns.
    Span(usize),
    /// Skips this number of arguments, which are represented by a placeholder.
    Object(usize),
    /// This number of arguments are prose, and the second number of arguments after them are not.
    Keep(usize, usize),
    /// Is replaced by this text.
    Read(&'static str),
    /// Its argument is read between these marks.
    Quoted(&'static str, &'static str),
    /// Defines a command: its name and arguments are not prose.
    Define,
    /// Ends a paragraph.
    Break,
    /// Begins an item.
    Item,
    /// Its argument is between two identical delimiters.
    Verb,
    /// An accent over the next letter.
    Accent(char),
    /// Its content is read in place.
    Inline,
}

/// The effect of a command by its name; `\'` and the like are named by their character.
pub(super) fn command(name: &str) -> Command {
    match name {
        "part" | "chapter" | "section" | "subsection" | "subsubsection" | "paragraph" | "subparagraph" | "title"
        | "subtitle" | "frametitle" | "framesubtitle" => Command::Block(BlockKind::Heading),
        "caption" | "captionof" => Command::Block(BlockKind::Caption),
        "footnote" | "footnotetext" | "endnote" | "thanks" | "marginpar" => Command::Note,
        "label" | "input" | "include" | "includegraphics" | "bibliography" | "bibliographystyle" | "nocite"
        | "hspace" | "vspace" | "pagestyle" | "thispagestyle" | "index" | "usepackage" | "documentclass" | "author"
        | "date" | "institute" | "affil" | "color" | "graphicspath" | "addbibresource" | "pagenumbering"
        | "hypertarget" | "hyperlink" | "href" | "textcolor" | "colorbox" | "selectlanguage" | "foreignlanguage"
        | "todo" | "phantom" | "hphantom" | "vphantom" | "sout" | "st" | "setmainfont" | "hypersetup" | "geometry"
        | "theoremstyle" | "raisebox" | "rule" | "setlist" | "columnwidth" | "fontsize" | "cline" | "cmidrule"
        | "noalign" | "real" | "linespread" | "parbox" | "vskip" | "hskip" | "phantomsection" | "captionsetup" => {
            Command::Drop(arguments(name))
        }
        "multirow" | "multicolumn" => Command::Span(arguments(name)),
        "setcounter" | "addtocounter" | "setlength" | "addtolength" | "fancyhead" | "definecolor"
        | "addcontentsline" | "resizebox" | "scalebox" => Command::Drop(arguments(name)),
        "ref" | "pageref" | "eqref" | "autoref" | "cref" | "Cref" | "nameref" | "cite" | "citep" | "citet"
        | "citeauthor" | "citeyear" | "parencite" | "textcite" | "autocite" | "footcite" | "url" | "nolinkurl"
        | "path" | "texttt" | "code" | "ensuremath" | "num" | "SI" | "qty" | "passthrough" => {
            Command::Object(arguments(name))
        }
        "texorpdfstring" => Command::Keep(1, 1),
        "enquote" | "textquote" => Command::Quoted("\u{201c}", "\u{201d}"),
        "newcommand"
        | "renewcommand"
        | "providecommand"
        | "def"
        | "gdef"
        | "let"
        | "newenvironment"
        | "renewenvironment"
        | "DeclareMathOperator"
        | "newtheorem"
        | "newcounter"
        | "newlength" => Command::Define,
        "par" | "newline" | "newpage" | "clearpage" | "cleardoublepage" | "pagebreak" | "linebreak" | "bigskip"
        | "medskip" | "smallskip" | "hline" | "toprule" | "midrule" | "bottomrule" | "endhead" | "endfirsthead"
        | "endfoot" | "endlastfoot" | "tabularnewline" => Command::Break,
        "item" => Command::Item,
        "verb" | "lstinline" => Command::Verb,
        "'" => Command::Accent('\u{301}'),
        "`" => Command::Accent('\u{300}'),
        "^" => Command::Accent('\u{302}'),
        "\"" => Command::Accent('\u{308}'),
        "~" => Command::Accent('\u{303}'),
        "=" => Command::Accent('\u{304}'),
        "." => Command::Accent('\u{307}'),
        "u" => Command::Accent('\u{306}'),
        "v" => Command::Accent('\u{30c}'),
        "H" => Command::Accent('\u{30b}'),
        "c" => Command::Accent('\u{327}'),
        "k" => Command::Accent('\u{328}'),
        "r" => Command::Accent('\u{30a}'),
        "d" => Command::Accent('\u{323}'),
        _ => read(name).map_or(Command::Inline, Command::Read),
    }
}

fn arguments(name: &str) -> usize {
    match name {
        "multirow" | "multicolumn" | "setcounter" | "addtocounter" | "setlength" | "addtolength" | "rule" | "SI"
        | "qty" | "fontsize" | "resizebox" => 2,
        "definecolor" | "addcontentsline" => 3,
        "columnwidth" | "phantomsection" | "vskip" | "hskip" => 0,
        _ => 1,
    }
}

/// Commands that represent characters.
fn read(name: &str) -> Option<&'static str> {
    Some(match name {
        "&" => "&",
        "%" => "%",
        "$" | "textdollar" => "$",
        "#" => "#",
        "_" | "textunderscore" => "_",
        "{" => "{",
        "}" => "}",
        "-" | "/" | "@" | "relax" | "protect" | "noindent" | "centering" | "maketitle" | "tightlist" | "today" => "",
        " " | "," | ";" | ":" | "!" | "quad" | "qquad" | "space" | "enspace" | "hfill" | "\\" | "\n" | "\t" => " ",
        "ldots" | "dots" | "textellipsis" => "\u{2026}",
        "textendash" => "\u{2013}",
        "textemdash" => "\u{2014}",
        "textquoteleft" | "lq" => "\u{2018}",
        "textquoteright" | "rq" => "\u{2019}",
        "textquotedblleft" => "\u{201c}",
        "textquotedblright" => "\u{201d}",
        "textquotesingle" => "'",
        "textquotedbl" => "\"",
        "guillemotleft" => "\u{ab}",
        "guillemotright" => "\u{bb}",
        "euro" | "texteuro" => "\u{20ac}",
        "pounds" | "textsterling" => "\u{a3}",
        "S" => "\u{a7}",
        "P" => "\u{b6}",
        "copyright" | "textcopyright" => "\u{a9}",
        "textdegree" => "\u{b0}",
        "textbackslash" => "\\",
        "textasciitilde" => "~",
        "textasciicircum" => "^",
        "textless" => "<",
        "textgreater" => ">",
        "textbar" => "|",
        "LaTeX" => "LaTeX",
        "TeX" => "TeX",
        "ss" => "\u{df}",
        "ae" => "\u{e6}",
        "AE" => "\u{c6}",
        "oe" => "\u{153}",
        "OE" => "\u{152}",
        "o" => "\u{f8}",
        "O" => "\u{d8}",
        "aa" => "\u{e5}",
        "AA" => "\u{c5}",
        "l" => "\u{142}",
        "L" => "\u{141}",
        "i" => "i",
        "j" => "j",
        "dh" => "\u{f0}",
        "DH" => "\u{d0}",
        "th" => "\u{fe}",
        "TH" => "\u{de}",
        _ => return None,
    })
}

/// The effect of an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Environment {
    /// No prose.
    Out,
    /// Its text is of this kind; this number of arguments follows its name.
    Kind(BlockKind, usize),
    /// Its text is unchanged; this number of arguments follows its name.
    Plain(usize),
}

/// The effect of an environment by its name, without a final star.
pub(super) fn environment(name: &str) -> Environment {
    match name.trim_end_matches('*') {
        "verbatim" | "Verbatim" | "lstlisting" | "minted" | "Highlighting" | "Shaded" | "alltt" | "equation"
        | "align" | "alignat" | "gather" | "multline" | "eqnarray" | "math" | "displaymath" | "flalign"
        | "tikzpicture" | "picture" | "comment" | "thebibliography" | "filecontents" | "algorithm" | "algorithmic"
        | "forest" | "IEEEeqnarray" => Environment::Out,
        "quote" | "quotation" | "verse" | "displayquote" | "displaycquote" => Environment::Kind(BlockKind::Quote, 0),
        "itemize" | "enumerate" | "description" | "compactitem" | "compactenum" | "inparaenum" => {
            Environment::Kind(BlockKind::Item, 0)
        }
        "tabular" | "longtable" | "array" | "supertabular" | "tblr" | "longtblr" => {
            Environment::Kind(BlockKind::Cell, 1)
        }
        "tabularx" | "tabulary" | "xltabular" => Environment::Kind(BlockKind::Cell, 2),
        "minipage" | "multicols" | "wrapfigure" | "adjustbox" | "otherlanguage" | "CSLReferences" => {
            Environment::Plain(1)
        }
        _ => Environment::Plain(0),
    }
}
