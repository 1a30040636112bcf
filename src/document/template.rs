//! Template tags in a text: `{{ page.title }}`, `{% include x %}`, `{{< figure src="x" >}}`. Their words are not prose.

/// Longest tag, in bytes.
const LONGEST: usize = 2_000;
/// How tags begin, and what ends each.
const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// The text of a block with every tag replaced by a placeholder and spaces of the same length; `None` if it has none.
pub(super) fn without_tags(block: &str) -> Option<String> {
    let mut text = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'{', &block.as_bytes()[at..]).map(|found| at + found) {
        match tag(&block[start..]) {
            Some(len) => {
                text.push_str(&block[done..start]);
                text.push_str(super::lines::OBJECT);
                text.extend(std::iter::repeat_n(' ', len - super::lines::OBJECT.len()));
                (at, done) = (start + len, start + len);
            }
            None => at = start + 1,
        }
    }
    (done > 0).then(|| text + &block[done..])
}

/// The length of a template tag that a text begins with.
pub fn tag(text: &str) -> Option<usize> {
    let (open, close) = TAGS.iter().find(|(open, _)| text.starts_with(open))?;
    let end = memchr::memmem::find(text.as_bytes().get(open.len()..)?, close.as_bytes())? + open.len() + close.len();
    // "}}}" ends a tag in a brace.
    (end <= LONGEST).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_no_prose() {
        let found = |text: &str| without_tags(text).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        assert_eq!(found("See {{ site.name }} and {% link a.md %}, x."), Some("See \u{fffc} and \u{fffc} , x.".into()));
        assert_eq!(found("{{< figure alt=\"President Anna Holt\" >}}"), Some("\u{fffc}".into()));
        for text in ["a {b} c", "{{ open", "{ { a } }", "plain"] {
            assert_eq!(found(text), None, "{text}");
        }
        let tagged = "é {{ é }} é";
        assert_eq!(without_tags(tagged).map(|text| text.len()), Some(tagged.len()));
    }
}
