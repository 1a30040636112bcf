//! What new users tried on their first day, in drafts of the same kinds: sound text that must pass, and slips that must be
//! found. `reading.rs` and `silence.rs` have those that depend on formats and marks.

#![allow(clippy::disallowed_methods, reason = "a test reads the sources of tests")]

use crate::common::Folder;

/// The findings of a draft: `line:column rule`.
fn found(name: &str, text: &str) -> Vec<String> {
    let folder = Folder::new(&[(name, text)]);
    let ran = folder.run(&["check", name, "--format", "short"]);
    let place = |line: &str| {
        let rest = line.strip_prefix(name).and_then(|rest| rest.strip_prefix(':')).unwrap_or(line);
        let (place, rest) = rest.split_once(": ").unwrap_or((rest, ""));
        let rule = rest.split(['[', ']']).nth(1).unwrap_or(rest);
        format!("{place} {rule}")
    };
    ran.out.lines().map(place).collect()
}

fn passes(name: &str, text: &str) {
    assert_eq!(found(name, text), Vec::<String>::new(), "{text}");
}

#[test]
fn sound_drafts_pass() {
    passes(
        "offices.md",
        "---\ndate: 2025-11-04\n---\n\nOn Friday, January 17, 2025, President Joe Biden signed the order on wells.\n\n\
         Prime Minister Justin Trudeau told the house on Monday, 6 January 2025, that he would go.\n\n\
         Pope Francis died on Monday, April 21, 2025. Pope Leo XIV was elected in May.\n",
    );
    passes("power.md", "President Emomali Rahmon, who took power in 1992, was elected president two years later.\n");
    passes(
        "acronym.md",
        "The U.S. Geological Survey (USGS) counts them. The United States Geological Survey (USGS) has 9,000 staff.\n\n\
         The Mgmt. Review Board (MRB) meets in May. The Management Review Board (MRB) has nine members.\n",
    );
    passes(
        "messages.md",
        "For example, ‘The number of rooms must be a number, like 12’.\n\n\
         If it has a point, say ‘The number of rooms must be a whole number, like 12’.\n",
    );
    passes("minutes.md", "# Minutes\n\nRB: Who has the key?\n\nTK: It is in the office.\n\nRB/TK: We will look.\n");
    passes("status.md", "- [done] Book the hall\n- [to do] Print the programme\n");
    passes(
        "terms.md",
        "She led the guild from 1991 to 1995 and from 1999 to 2003, eight years in all.\n\n\
         He was warden twice, from 1980 to 1984 and from 1990 to 1998, for 12 years.\n",
    );
    passes(
        "dates.md",
        "There is no April 31st, so the fee is due on the day before. The string 2031-02-29 is not a valid date. \
         Upgrade to version 31.2.2022 first, and then to build 2.31.2023.\n",
    );
    passes(
        "values.md",
        "The switch has two values: 0 and 1. There are two ports: 443 and 8443.\n\n\
         The gate returns three codes: 200, 403 and 500. We merged two requests: 71 and 94.\n",
    );
    passes("numbered.txt", "Kinds of roof\n\n1. Hipped: All four sides slope.\n2. Gabled: Two sides slope.\n");
    passes(
        "shortcode.md",
        "{{< file name=\"what-the-tide-can-tell-you-of-the-coast-part-one.pdf\" label=\"Part 1\" >}}\n\nText.\n\n\
         {{< file name=\"what-the-tide-can-tell-you-of-the-coast-part-two.pdf\" label=\"Part 2\" >}}\n",
    );
}

#[test]
fn slips_are_found() {
    let cases: [(&str, &str, &[&str]); 13] = [
        (
            "wrapped.md",
            "The fair was held on Wednesday,\nSept. 23, 2025 in Marsh.\n\nThe rule ran until April\n31, 2024.\n\n\
             The strike ran from 12 June 2020 until 3 May\n2020.\n",
            &["1:22 weekday", "4:20 impossible-date", "7:40 date-order"],
        ),
        (
            "default.md",
            "The default interval is 10 minutes. It can be set. The default interval is 15 minutes.\n",
            &["1:76 slot-default"],
        ),
        (
            "share.md",
            "The mine is worth $12.4 billion. The broker takes a fee of 1 percent, or about $1.2 billion.\n\n\
             Ten percent of $84,000 is $14,000. The levy is 4 percent of the $3,000 sale, or $1,200.\n",
            &["1:80 percent-of", "3:27 percent-of", "3:81 percent-of"],
        ),
        ("brackets.md", "Of 60 ships, 21 (45%) were late.\n", &["1:18 percent-of"]),
        (
            "units.md",
            "The canal is 10 to 15 miles (16 to 42 km) long. She is 5'8\" (193 cm) tall.\n",
            &["1:36 unit-pair", "1:62 unit-pair"],
        ),
        (
            "weekdays.md",
            "Open on 23 September 2025 (Wed).\n\nOpen on 2025-09-23 (Wednesday).\n\nSeptember 23, 2025, was a Wednesday.\n\n\
             Date: 23 September 2025, Wednesday\n",
            &["1:28 weekday", "3:21 weekday", "5:27 weekday", "7:26 weekday"],
        ),
        ("list.md", "The press run has four stages: plate, ink, print, fold and cut.\n", &["1:19 list-count"]),
        (
            "lists.md",
            "The kit is built in four stages:\n\n1. Cut\n2. Glue\n3. Paint\n\nIt is packed in 3 steps:\n\n- Wrap\n- Weigh\n- Seal\n- Stamp\n",
            &["1:21 list-count", "7:17 list-count"],
        ),
        (
            "alert.md",
            "> [!NOTE]\n> Rents fell from 120 to 90, a fall of 50%.\n\n> **Note:** The crew of 12 people, seven women and six men, slept.\n",
            &["2:40 percent-change", "4:25 total"],
        ),
        (
            "answer.md",
            "Here is a summary of the talk in Markdown format:\n\nI would be happy to provide a summary if you share the text.\n",
            &["1:31 machine-phrase", "3:21 machine-phrase"],
        ),
        ("lines.md", "Title\r\rFirst line.\rHeld Wednesday, Sept. 23, 2025.\r", &["4:6 weekday"]),
        (
            "marks.md",
            "The old poster said Wednesday, Sept. 23, 2025. <!-- factlint-ignore weekday: quotes the poster -->\n\n\
             The vote is on Wednesday, Sept. 23, 2025.\n",
            &["3:16 weekday"],
        ),
        (
            "placeholder.md",
            "The bridge opened in TK. The CEO, TK, was there.\n",
            &["1:22 placeholder", "1:35 placeholder"],
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(found(name, text), expected, "{text}");
    }
}

#[test]
fn the_readme_names_every_check() {
    let readme = include_str!("../../README.md");
    let list = Folder::new(&[]).run(&["rules", "list", "--format", "json"]).json();
    let rules = list["rules"].as_array().expect("rules");
    assert!(rules.len() > 70, "{}", rules.len());
    for rule in rules {
        let id = rule["id"].as_str().expect("an id");
        assert!(readme.contains(&format!("[{id}](docs/checks/{id}.md)")), "the table \"What it looks for\" lacks {id}");
    }
}

#[test]
fn every_test_of_the_page_exists() {
    let page = include_str!("../../docs/first-day.md");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = page.split('`').filter_map(|code| code.split_once("::"));
    let mut count = 0;
    for (module, name) in named {
        count += 1;
        let has_it = ["tests/program", "tests/library", "src/report"].iter().any(|folder| {
            let text = std::fs::read_to_string(root.join(folder).join(format!("{module}.rs"))).unwrap_or_default();
            text.contains(&format!("fn {name}()"))
        });
        assert!(has_it, "docs/first-day.md names `{module}::{name}`, which is no test");
    }
    assert!(count > 60, "{count}");
}
