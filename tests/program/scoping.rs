//! Text that speaks of another time, voice or world is left alone; the same words plainly said of now are not.

use crate::common::Folder;

/// Each holds somebody who is out of office on the day of the draft, 2 June 2025.
const LEFT_ALONE: &[(&str, &str)] = &[
    ("quotation", "\"President Joe Biden will sign it,\" she said on Monday."),
    (
        "quotation over paragraphs",
        "\u{201c}President Joe Biden will sign it.\n\n\u{201c}President Joe Biden is here,\u{201d} he said.",
    ),
    ("block quotation", "> President Joe Biden will sign it on Monday."),
    ("transcript", "HOLT: They left.\n\nANN HOLT: Thank you. President Joe Biden is in Rome."),
    (
        "transcript in bold",
        "**Holt:** Thank you. President Joe Biden is in Rome.\n\n**Q:** Why? President Joe Biden is in Rome.",
    ),
    (
        "interview",
        "They met.\n\n**Q.** President Joe Biden is in Rome?\n\n**A.** President Joe Biden is in Rome.\n\nPresident Joe Biden is in Rome.\n\n**Q.** Why?",
    ),
    (
        "background of many words",
        "They met.\n\n## Background to the long row over the old bridge\n\nPresident Joe Biden is in Rome.",
    ),
    (
        "history of something",
        "They met.\n\n## A brief history of the office and its tenants\n\nPresident Joe Biden is in Rome.",
    ),
    ("one breath", "The hall has letters of President Joe Biden and President Donald Trump."),
    (
        "one breath, more of them",
        "On Monday the hall shows President Barack Obama's, President George W. Bush's, and President Joe Biden's letters.",
    ),
    ("caption", "President Joe Biden is seen on the lawn on Monday. (Photo by A. Holt/Getty Images)"),
    (
        "timeline",
        "* Jan. 5, 2022: President Joe Biden signs it.\n* Jan. 6, 2022: It fails. President Joe Biden is in Rome.",
    ),
    ("background", "## Background\n\nPresident Joe Biden will sign it on Monday."),
    ("history", "They met.\n\n## History\n\nPresident Joe Biden will sign it on Monday."),
    (
        "obituary",
        "# Jo Holt, who drew bridges, dies at 90\n\nShe leaves two sons. President Joe Biden is her neighbour.",
    ),
    ("review", "# Review: The long road\n\nIn its first pages, President Joe Biden is alone."),
    ("fiction", "# The bridge: a short story\n\nPresident Joe Biden is alone. The phone rings."),
    ("world of a book", "In the novel, President Joe Biden is alone."),
    ("hypothetical", "If President Joe Biden were here, he would sign. Suppose President Joe Biden is in Rome."),
    (
        "coordination",
        "Former Presidents Joe Biden and Barack Obama will speak. Former President Barack Obama and Vice President Kamala Harris will speak.",
    ),
    ("successor", "The then-president, Joe Biden, and his successor spoke on Monday."),
    (
        "modifiers",
        "Former two-term Democratic President Joe Biden is in Rome. Former White House national security adviser Jake Sullivan will speak.",
    ),
    (
        "live page",
        "# Live\n\n## 2 June 2025\n\nPresident Donald Trump will sign it.\n\n## 19 January 2025, 10:15\n\nPresident Joe Biden will sign it.",
    ),
    (
        "live page in bold",
        "**2 June 2025**\n\nPresident Donald Trump will sign it.\n\n**19 January 2025**\n\nPresident Joe Biden will sign it.",
    ),
    ("years with a point", "- 2020. They meet.\n- 2023. They meet. President Joe Biden will sign it."),
    (
        "sections of years",
        "# Bridges\n\n## 2023\n\nPresident Joe Biden will sign it.\n\n## 2024\n\nPresident Joe Biden will sign it.",
    ),
    ("table of years", "| Year | What |\n|---|---|\n| 2023 | President Joe Biden will sign it. |"),
];

fn dated(day: &str, text: &str) -> String {
    format!("---\ndate: {day}\n---\n\n{text}\n")
}

fn offices(text: &str) -> String {
    let folder = Folder::new(&[("draft.md", text)]);
    folder.run(&["check", "--hints", "--select", "office-holder", "--format", "short", "draft.md"]).out
}

#[test]
fn other_times_voices_and_worlds_are_left_alone() {
    for (kind, text) in LEFT_ALONE {
        let found = offices(&dated("2025-06-02", text));
        assert!(!found.contains("office-holder"), "{kind}: {found}");
    }
}

#[test]
fn the_same_said_of_now_is_not() {
    for text in [
        "President Joe Biden will sign it on Monday.",
        "# Jo Holt dies\n\nShe leaves two sons. President Joe Biden is her neighbour.",
        "# Live\n\n## 19 January 2025\n\nPresident Joe Biden will sign it.",
        "\"They left,\" she said. President Joe Biden will sign it.",
        "A. They met.\n\nB. President Joe Biden will sign it.",
        "Q. Why?\n\nA. He left.\n\nPresident Joe Biden will sign it.",
        "They met.\n\n## The long history of the old bridge\n\nPresident Joe Biden will sign it.",
        "# Background to the long row over the bridge\n\nPresident Joe Biden will sign it.",
        "| Who | What |\n|---|---|\n| The house | President Joe Biden will sign it. |",
        "# Bridges\n\n## 2024\n\nThey fall.\n\n## 2025\n\nPresident Joe Biden will sign it.",
        "# Bridges\n\n## 2024\n\nPresident Joe Biden will sign it.",
        "President Joe Biden and Vice President JD Vance will sign it.",
        "President Joe Biden and Prime Minister Mark Carney will sign it.",
        "President Joe Biden will sign it, and President Donald Trump reads it.",
        "President Joe Biden, President Biden to all, will sign it.",
    ] {
        assert!(offices(&dated("2025-06-02", text)).contains("error[office-holder] "), "{text}");
    }
    // Two sit for a state at once: who names two says that both do.
    let senators = "Ohio Sen. Sherrod Brown and Ohio Sen. Bernie Moreno will sign it.";
    let found = offices(&dated("2025-06-02", senators));
    assert!(found.contains("error[office-holder] Sherrod Brown was not in office as senator"), "{found}");
}

#[test]
fn entries_of_years_are_held_to_them() {
    for (entries, day) in [
        ("- 2019: They meet.\n- 2023: President Barack Obama signs it.", "2026-06-04"),
        ("* 2019 \u{2013} They meet.\n* **2023** \u{2013} President Barack Obama signs it.", "2026-06-04"),
        ("1. 2019. They meet.\n2. 2023. President Barack Obama signs it.", "2026-06-04"),
        ("2019: They meet.\n\n2023: They meet. President Barack Obama signs it.", "2026-06-04"),
    ] {
        let found = offices(&dated(day, entries));
        assert!(found.contains("warning[office-holder] President Barack Obama"), "{entries}: {found}");
        // Some day of the year is enough.
        for year in ["2009", "2017"] {
            assert!(
                !offices(&dated(day, &entries.replace("2023", year))).contains("office-holder"),
                "{entries} {year}"
            );
        }
    }
}

#[test]
fn since_a_year_is_until_now() {
    for text in [
        "They met under Joe Biden, who has been president since 2021, and left.",
        "Joe Biden has been the U.S. president since January 20, 2021.",
        "They thanked Joe Biden, who is president of the United States.",
    ] {
        assert!(offices(&dated("2025-06-02", text)).contains("error[office-holder] Joe Biden"), "{text}");
    }
    let apposed = offices(&dated("2025-06-02", "They thanked Joe Biden, president since 2021, for the bridge."));
    assert!(apposed.contains("warning[office-holder] Joe Biden"), "{apposed}");
    for text in [
        "Joe Biden, president since 2021 of the rowing club, thanked them.",
        "They thanked Joe Biden, who had been president since 2021. In 2023, Joe Biden, president since 2021, thanked them.",
        "\"Joe Biden, who has been president since 2021, is here,\" she said.",
    ] {
        assert!(!offices(&dated("2025-06-02", text)).contains("office-holder"), "{text}");
    }
}

#[test]
fn on_a_day_of_handover_both_hold_the_office() {
    let text = "President Joe Biden is on the steps. President Donald Trump will speak. Former President Joe Biden will leave.";
    assert!(!offices(&dated("2025-01-20", text)).contains("office-holder"));
}
