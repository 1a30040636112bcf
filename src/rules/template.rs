//! Message templates: text with `{name}` places. `{{` and `}}` are braces.

/// The names in a template, in order, or an error message about its braces.
pub fn names(template: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (mark, after) = (&rest[at..=at], &rest[at + 1..]);
        if let Some(doubled) = after.strip_prefix(mark) {
            rest = doubled;
        } else if mark == "}" {
            return Err("unmatched `}`".to_owned());
        } else {
            let end = after.find('}').ok_or("unmatched `{`")?;
            names.push(&after[..end]);
            rest = &after[end + 1..];
        }
    }
    Ok(names)
}

/// Fills a template; a name that `lookup` does not know stays as it is.
pub fn render(template: &str, lookup: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let (mark, after) = (&rest[at..=at], &rest[at + 1..]);
        if let Some(doubled) = after.strip_prefix(mark) {
            out.push_str(mark);
            rest = doubled;
        } else if let (true, Some(end)) = (mark == "{", after.find('}')) {
            let name = &after[..end];
            out.push_str(&lookup(name).unwrap_or_else(|| format!("{{{name}}}")));
            rest = &after[end + 1..];
        } else {
            out.push_str(mark);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled() {
        let lookup = |name: &str| (name == "a").then(|| "1".to_owned());
        assert_eq!(render("{a} and {b}, {{a}}", lookup), "1 and {b}, {a}");
        assert_eq!(names("{a} and {b}, {{a}}"), Ok(vec!["a", "b"]));
        assert!(names("{a").is_err() && names("a}").is_err());
        assert_eq!(render("a} {b", lookup), "a} {b");
    }
}
