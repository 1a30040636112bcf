//! Front matter in YAML and TOML: dates, keys of a project, and what is no date.

use super::*;
use crate::document::{Format, read_with};

fn read_file(path: &str, text: &str) -> Document {
    read_with(Format::Plain, &Input::file(path, text), &FrontKeys::default())
}

#[test]
fn yaml_gives_day_title_and_language_with_their_places() {
    let text = "---\ntitle: \"A \u{e9}t\u{e9}\"\ndate: 2025-09-23T10:00:00Z # noon\ntags:\n  - date: x\nlang: EN-gb\n---\nBody.\n";
    let document = read_file("a.md", text);
    let given = &document.days[0];
    assert_eq!((given.day.to_string().as_str(), given.from), ("2025-09-23", DayFrom::FrontMatter));
    assert_eq!(given.place.as_ref().map(Place::text), Some("2025-09-23T10:00:00Z"));
    assert_eq!(document.language.as_deref(), Some("en-gb"));
    assert_eq!(document.text(document.blocks[0].span), "A \u{e9}t\u{e9}");
    assert_eq!(document.place(document.blocks[0].span).text(), "A \u{e9}t\u{e9}");
    assert_eq!(document.text(document.blocks[1].span), "Body.");
}

#[test]
fn toml_gives_the_same() {
    let document = read_file("a.md", "+++\ntitle = \"T\"\ndate = 2025-09-23\n+++\nBody.\n");
    let given = &document.days[0];
    assert_eq!(given.place.as_ref().map(Place::text), Some("2025-09-23"));
    assert_eq!(document.place(document.blocks[0].span).text(), "T");
}

#[test]
fn a_project_has_keys_of_its_own() {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    let keys = FrontKeys { date: words(&["gone", "embargo"]), title: words(&["hed"]), language: words(&["sprache"]) };
    for text in [
        "---\ntitle: T\nHed: H\ndate: 2025-09-01\nembargo: 2025-09-23\nsprache: de\nlang: en\n---\nBody.\n",
        "+++\ntitle = \"T\"\nhed = \"H\"\ndate = 2025-09-01\nembargo = 2025-09-23\nsprache = \"de\"\n+++\nBody.\n",
    ] {
        let document = read_with(Format::Markdown, &Input::file("a.md", text), &keys);
        assert_eq!(document.days.iter().map(|given| given.day.to_string()).collect::<Vec<_>>(), ["2025-09-23"]);
        assert_eq!(document.place(document.blocks[0].span).text(), "H");
        assert_eq!(document.language.as_deref(), Some("de"));
    }
    let usual = read_with(Format::Plain, &Input::file("a.md", "---\ntitle: T\n---\nBody.\n"), &keys);
    assert_eq!(usual.text(usual.blocks[0].span), "T");
}

#[test]
fn a_bad_date_is_a_warning_with_a_place() {
    let document = read_file("a.md", "---\ndate: soon\n---\nBody.\n");
    assert_eq!((document.faults[0].code, document.faults[0].is_error()), ("bad-date", false));
    assert_eq!(document.faults[0].place.as_ref().map(Place::text), Some("soon"));
    assert!(document.days.is_empty());
}

#[test]
fn dates_are_read_as_people_and_programs_spell_them() {
    let day = |text| leading_day(text).map(|day| day.to_string());
    for text in [
        "2025-09-03T10:00:00Z",
        "2025-9-3T00:00:00.000Z",
        "2025/09/03",
        "2025.9.3",
        "September 3, 2025",
        "Sep 03 2025",
        "Sept. 3rd, 2025 10:00",
        "3 September 2025",
        "03-Sep-2025",
        "Wed, 03 Sep 2025 10:00:00 +0000",
        "Wed Sep 03 2025",
        "Wednesday, 3rd of September, 2025",
        "2025-Sep-03",
        "20250903",
        " 2025-09-03 10:00:00 +0200",
    ] {
        assert_eq!(day(text).as_deref(), Some("2025-09-03"), "{text}");
    }
    for text in ["23/09/2025", "09/23/2025", "23.09.2025", "23-9-2025"] {
        assert_eq!(day(text).as_deref(), Some("2025-09-23"), "{text}");
    }
    for text in [
        "soon",
        "20251301",
        "202509031",
        "2025",
        "September 2025",
        "03/09/2025",
        "2025-13-01",
        "2025-09-00",
        "Marchioness 3, 2025",
        "",
    ] {
        assert_eq!(day(text), None, "{text}");
    }
}

#[test]
fn booleans_and_templates_are_no_dates() {
    let read = |front: &str| read_file("a.md", &format!("---\n{front}\n---\nBody.\n"));
    for front in [
        "published: false",
        "date: {{ .Date }}",
        "date: <% now %>",
        "published: ~",
        "date: today",
        "date: \"`r Sys.Date()`\"",
    ] {
        let document = read(front);
        assert!(document.days.is_empty() && document.faults.is_empty(), "{front}");
    }
    let document = read("published: true\npubDate: 'Jul 08 2022'");
    assert_eq!(document.days[0].place.as_ref().map(Place::text), Some("Jul 08 2022"));
    let template = "+++\ntitle = '{{ .Name }}'\ndate = {{ .Date }}\n+++\nBody.\n";
    assert!(read_file("a.md", template).faults.is_empty());
    assert_eq!(read_file("a.md", "+++\ndate = soon\n+++\nBody.\n").faults[0].code, "bad-front-matter");
}

#[test]
fn the_file_name_is_the_last_resort() {
    let day = |path| file_name_day(path).map(|day| day.to_string());
    assert_eq!(day("posts/2025-09-23-slug.md").as_deref(), Some("2025-09-23"));
    assert_eq!(day("2025/09/23/slug.md").as_deref(), Some("2025-09-23"));
    assert_eq!(day("posts/2025-09-234.md"), None);
    assert_eq!(day("posts/slug.md"), None);
}

#[test]
fn a_rule_is_no_front_matter() {
    let document = read_file("a.txt", "---\nnever closed\n");
    assert_eq!(document.blocks.len(), 1);
}
