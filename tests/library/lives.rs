//! Acts and ages in Markdown: under headings that are dates, in tables, and in drafts with a day.

use factlint::document::{Format, read};
use factlint::engine::{Engine, Options};
use factlint::text::Input;

/// A draft with its finding, `rule: text`, or nothing for a sound one.
const DRAFTS: &[(&str, &str)] = &[
    (
        "# Diary\n\n## 12 October 2014\n\nThe poet Seamus Heaney read for an hour in the old library.\n",
        "dead-person: Seamus Heaney read",
    ),
    ("# Diary\n\n## 12 October 2012\n\nThe poet Seamus Heaney read for an hour in the old library.\n", ""),
    ("# Diary\n\n## 12 October 2014\n\nThe poet Seamus Heaney often read here in his last years.\n", ""),
    (
        "| Date | Programme |\n|---|---|\n| 4 May 2016 | The comedian Robin Williams spoke to students |\n| 9 June 2016 | The actor Tom Hanks spoke to students |\n",
        "dead-person: Robin Williams spoke",
    ),
    (
        "| Date | Programme |\n|---|---|\n| 4 May 2013 | The comedian Robin Williams spoke to students |\n| 9 June 2016 | The actor Tom Hanks spoke to students |\n",
        "",
    ),
    (
        "- **June 2016:** The roof is repaired.\n- **March 2018:** The actor Gene Wilder opens the theatre.\n",
        "dead-person: March 2018:** The actor Gene Wilder opens",
    ),
    (
        "- **June 2016:** The roof is repaired.\n- **March 2018:** The suit that the actor Gene Wilder wore goes on show.\n",
        "",
    ),
    (
        "**9 September 2014, Cupertino** \u{b7} On a stage, Steve Jobs presents a watch of Apple.\n",
        "dead-person: 9 September 2014, Cupertino** \u{b7} On a stage, Steve Jobs presents",
    ),
    (
        "---\ndate: 2019-07-02\n---\nThe American singer Tom Petty opened the festival on Saturday night.\n",
        "dead-person: Tom Petty opened the festival on Saturday",
    ),
    ("---\ndate: 2019-07-02\n---\nThe American singer Tom Petty was remembered on Saturday night.\n", ""),
    (
        "---\ndate: 2024-12-30\n---\nJimmy Carter, the 39th president of the United States, died on Sunday at his home. He was 98.\n",
        "known-age: 98",
    ),
    (
        "---\ndate: 2024-12-30\n---\nJimmy Carter, the 39th president of the United States, died on Sunday at his home. He was 100.\n",
        "",
    ),
    ("---\ndate: 2018-08-26\n---\nThe late John McCain, the Arizona senator, has signed more bills than most.\n", ""),
];

#[test]
fn what_people_do_is_compared_with_their_lives() {
    let engine = Engine::new(factlint::embedded::rules(), Options::default());
    for (draft, expected) in DRAFTS {
        let document = read(Format::Markdown, &Input::file("a.md", *draft));
        let findings = engine.check(&document).findings;
        let shown: Vec<String> =
            findings.iter().map(|found| format!("{}: {}", found.rule, found.primary.place.text())).collect();
        assert_eq!(shown.join("; "), *expected, "{draft}");
    }
}
