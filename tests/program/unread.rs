//! Nothing passes unread: every file of a call is read, refused with a reason, or counted with one.

use crate::common::Folder;

const SLIP: &str = "The gate opens on Wednesday, Sept. 23, 2025.\n";

fn mixed() -> Folder {
    let folder = Folder::new(&[
        ("docs/a.md", SLIP),
        ("docs/b.org", SLIP),
        ("docs/c.page", SLIP),
        ("docs/report.pdf", "%PDF-1.4"),
        ("package.json", "{\"text\": \"x\"}"),
        ("src/m.rs", "fn main() {}"),
        ("src/n.rs", "fn main() {}"),
        ("LICENSE", "MIT"),
    ]);
    folder.write("img/x.png", b"\x89PNG\0");
    folder
}

#[test]
fn what_is_not_read_is_counted() {
    let folder = mixed();
    let ran = folder.run(&["check", "--format", "json"]);
    assert_eq!((ran.status, ran.err.as_str()), (1, "1 error in 1 draft; 3 files not read\n"));
    let json = ran.json();
    assert_eq!(json["summary"]["unread"], 8);
    let unread = json["unread"].as_array().expect("a list");
    let told = |value: &serde_json::Value| {
        (
            value["path"].as_str().map(str::to_owned),
            value["ending"].as_str().map(str::to_owned),
            value["files"].as_u64(),
        )
    };
    let ending = |path: Option<&str>, ending: Option<&str>, files| {
        (path.map(str::to_owned), ending.map(str::to_owned), Some(files))
    };
    assert_eq!(
        unread.iter().map(told).collect::<Vec<_>>(),
        [
            ending(Some("docs/b.org"), Some("org"), 1),
            ending(Some("docs/c.page"), Some("page"), 1),
            ending(Some("docs/report.pdf"), Some("pdf"), 1),
            ending(None, None, 1),
            ending(None, Some("json"), 1),
            ending(None, Some("png"), 1),
            ending(None, Some("rs"), 2),
        ]
    );
    assert_eq!(unread[2]["reason"], "a PDF");
    assert_eq!(unread[2]["advice"], "convert it to text, for example with `pdftotext -layout docs/report.pdf`");
    let lines = folder.run(&["check", "--format", "jsonl"]).out;
    assert_eq!(lines.lines().filter(|line| line.starts_with("{\"type\":\"unread\"")).count(), 7);
    let sarif = folder.run(&["check", "--format", "sarif"]).json();
    let notes = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().expect("a list").clone();
    assert_eq!(notes.len(), 7);
    assert!(notes.iter().all(|note| note["level"] == "note" && note["descriptor"]["id"] == "not-read"), "{notes:?}");
    assert_eq!(notes[6]["message"]["text"], "2 files with the ending .rs not read: source code");
}

#[test]
fn files_are_listed_with_their_readers() {
    let folder = mixed();
    folder.write("old/x.md", SLIP.as_bytes());
    folder.write("data", b"\0\0\0\0");
    let ran = folder.run(&["check", "--show-files", ".", "package.json", "data"]);
    let expected = "LICENSE: not read: its name has no ending\n\
                    data: not read: binary\n\
                    docs/a.md: markdown\n\
                    docs/b.org: not read: in a markup that has no reader\n\
                    docs/c.page: not read: no reader takes .page\n\
                    docs/report.pdf: not read: a PDF\n\
                    img/x.png: not read: an image\n\
                    old/x.md: markdown\n\
                    package.json: json\n\
                    src/m.rs: not read: source code\n\
                    src/n.rs: not read: source code\n";
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, expected, ""));
    folder.write("factlint.toml", b"exclude = [\"old/\"]\n");
    assert!(!folder.run(&["check", "--show-files"]).out.contains("old/x.md: markdown"));
    assert!(folder.run(&["check", "--show-files", "none.md"]).out.contains("none.md: markdown"));
}

#[test]
fn settings_name_readers_for_endings() {
    let folder = mixed();
    folder.write(
        "factlint.toml",
        b"formats = { \".ORG\" = \"plain\", page = \"markdown\", json = \"json\", txt = \"off\" }\n",
    );
    folder.write("docs/d.txt", SLIP.as_bytes());
    let ran = folder.run(&["check", "--format", "short", "--select", "weekday"]);
    let paths: Vec<&str> = ran.out.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(paths, ["docs/a.md", "docs/b.org", "docs/c.page"]);
    assert_eq!(ran.err, "3 errors in 4 drafts; 1 file not read\n");
    assert_eq!(folder.run(&["check", "docs/b.org", "--select", "weekday"]).status, 1);
    for (text, place, said) in [
        ("formats = { org = \"plian\" }\n", "1:19", "did you mean `plain`?"),
        ("formats = { org = 1 }\n", "1:19", "wrong-type"),
        ("formats = \"plain\"\n", "1:11", "wrong-type"),
        ("format = { org = \"plain\" }\n", "1:1", "did you mean `formats`?"),
    ] {
        folder.write("factlint.toml", text.as_bytes());
        let ran = folder.run(&["check", "--format", "short"]);
        assert_eq!(ran.status, 2, "{text}");
        assert!(ran.err.contains(&format!("factlint.toml:{place}:")) && ran.err.contains(said), "{}", ran.err);
    }
}

#[test]
fn a_folder_with_nothing_to_read_says_so() {
    let folder = mixed();
    for (path, said) in [
        ("src", "warning: no drafts in src: its 2 files have other endings (.rs); `formats` in factlint.toml"),
        ("img", "warning: no drafts in img: its only file has another ending (.png);"),
    ] {
        let ran = folder.run(&["check", path]);
        assert_eq!(ran.status, 0);
        assert!(ran.err.starts_with(said), "{}", ran.err);
    }
}

#[test]
fn fields_of_records_have_names() {
    let record = serde_json::json!({"body": {"text": SLIP}, "uid": 7, "at": "2025-09-23"}).to_string();
    let folder = Folder::new(&[("r.jsonl", &format!("{record}\n")), ("s.json", &format!("[{record}]"))]);
    let fields = ["--text-field", "body.text", "--id-field", "uid", "--date-field", "at"];
    for name in ["r.jsonl", "s.json"] {
        let plain = folder.run(&["check", name, "--format", "short"]);
        assert!(plain.status == 2 && plain.err.contains("its records have `at`, `body`, `uid`"), "{}", plain.err);
        let json = folder.run(&[&["check", name, "--format", "json"][..], &fields[..]].concat()).json();
        assert_eq!(json["findings"][0]["primary"]["field"], "body.text");
        let document = &json["documents"][0];
        assert_eq!((&document["document"], &document["day"]), (&"7".into(), &"2025-09-23".into()));
    }
    folder.write("factlint.toml", b"text-field = \"body.text\"\nid-field = \"uid\"\ndate-field = \"at\"\n");
    assert_eq!(folder.run(&["check", "--format", "json"]).json()["documents"][0]["day"], "2025-09-23");
    let none = folder.run(&["check", "r.jsonl", "--text-field", "body.txt", "--format", "short"]);
    assert!(none.status == 2 && none.err.contains("there is no field `body.txt`"), "{}", none.err);
}

#[test]
fn foreign_records_in_a_folder_are_a_warning() {
    let folder = Folder::new(&[("a.md", SLIP), ("data/x.ndjson", &"{\"price\": 1}\n".repeat(157))]);
    let ran = folder.run(&["check", "--format", "short"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.err.matches("warning[no-text]").count(), 1, "{}", ran.err);
    assert_eq!(folder.run(&["check", "data/x.ndjson"]).status, 2);
}
