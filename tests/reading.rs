//! What can be read, what is refused and why, and that every character is found again in the file.

use cbec::{
    model::{Code, Diagnostic, Format, Severity, TextKind},
    source::{self, Decoded, Input, collect},
};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, UTF_16LE};
use proptest::prelude::*;
use std::{fs, path::PathBuf};
use tempfile::TempDir;

const SIMPLIFIED: &str = "本文讨论县域旅游业在发展过程中遇到的主要困难，并从政府、企业和居民三个方面提出建议。\n资金不足是第一个问题。\n";
const TRADITIONAL: &str = "本文討論縣域旅遊業在發展過程中遇到的主要困難，並從政府、企業和居民三個方面提出建議。\n資金不足是第一個問題。\n";

fn decode(bytes: &[u8]) -> Result<Decoded, Diagnostic> {
    source::decode("x.txt", bytes, Some(Format::Text))
}

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    match encoding {
        e if e == UTF_16LE => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        e if e == UTF_16BE => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        e => e.encode(text).0.into_owned(),
    }
}

fn with_mark(mark: &[u8], bytes: Vec<u8>) -> Vec<u8> {
    [mark, &bytes].concat()
}

#[test]
fn encodings_are_told_and_named() {
    let cases: [(&str, Vec<u8>, &str, &str); 11] = [
        ("UTF-8", SIMPLIFIED.into(), "UTF-8", SIMPLIFIED),
        ("UTF-8 with mark", with_mark(b"\xEF\xBB\xBF", SIMPLIFIED.into()), "UTF-8", SIMPLIFIED),
        ("UTF-16LE with mark", with_mark(b"\xFF\xFE", encode(SIMPLIFIED, UTF_16LE)), "UTF-16LE", SIMPLIFIED),
        (
            "UTF-16BE with mark",
            with_mark(b"\xFE\xFF", encode(TRADITIONAL, UTF_16BE)),
            "UTF-16BE",
            TRADITIONAL,
        ),
        ("UTF-16LE without mark", encode(SIMPLIFIED, UTF_16LE), "UTF-16LE", SIMPLIFIED),
        ("UTF-16BE without mark", encode(SIMPLIFIED, UTF_16BE), "UTF-16BE", SIMPLIFIED),
        (
            "UTF-16LE, no line end",
            encode(SIMPLIFIED.lines().next().unwrap(), UTF_16LE),
            "UTF-16LE",
            SIMPLIFIED.lines().next().unwrap(),
        ),
        ("GBK", encode(SIMPLIFIED, GB18030), "gb18030", SIMPLIFIED),
        ("GBK, Traditional", encode(TRADITIONAL, GB18030), "gb18030", TRADITIONAL),
        ("Big5", encode(TRADITIONAL, BIG5), "Big5", TRADITIONAL),
        (
            "GB18030, four bytes",
            encode(&SIMPLIFIED.replace("县域", "县域𠮷㐂"), GB18030),
            "gb18030",
            &SIMPLIFIED.replace("县域", "县域𠮷㐂"),
        ),
    ];
    for (name, bytes, encoding, text) in cases {
        let decoded = decode(&bytes).unwrap_or_else(|d| panic!("{name}: {d:?}"));
        assert_eq!((decoded.encoding.as_str(), decoded.text.as_str()), (encoding, text), "{name}");
        assert_eq!(decoded.bytes, bytes.len(), "{name}");
        assert!(decoded.warnings.is_empty(), "{name}");
    }
}

#[test]
fn a_heading_is_enough_to_tell_the_encoding() {
    for text in ["一、乡村旅游发展存在的主要问题与对策研究", "第二章 我国农产品流通的现状"]
    {
        assert_eq!(decode(&encode(text, GB18030)).unwrap().text, text);
    }
    for text in ["一、鄉村旅遊發展存在的主要問題與對策研究", "第二章 我國農產品流通的現狀"]
    {
        assert_eq!(decode(&encode(text, BIG5)).unwrap().text, text);
    }
}

/// A name, the bytes, and the code, line and part of the message of the refusal.
type Refused = (&'static str, Vec<u8>, Code, Option<usize>, &'static str);

#[test]
fn what_is_no_chinese_text_is_refused_with_a_reason() {
    let gbk_broken = [encode(SIMPLIFIED, GB18030), vec![0xFF, 0x20], encode(SIMPLIFIED, GB18030)].concat();
    let utf8_broken = [SIMPLIFIED.as_bytes(), b"\xE4\xB8", SIMPLIFIED.as_bytes()].concat();
    let utf16_broken =
        with_mark(b"\xFF\xFE", [encode(SIMPLIFIED, UTF_16LE), vec![0x00, 0xDC, 0x41, 0x00]].concat());
    let shift_jis = encoding_rs::SHIFT_JIS
        .encode("これはテストです。ひらがなとカタカナでかいた文がつづきます。")
        .0
        .into_owned();
    let cases: [Refused; 19] = [
        ("nothing", vec![], Code::Empty, None, "empty"),
        ("white space", " \n\t\u{3000}\r\n".into(), Code::Empty, None, "white space"),
        ("only a mark", b"\xEF\xBB\xBF".to_vec(), Code::Empty, None, "white space"),
        ("only front matter", "---\ntitle: 某文\n---\n\n".into(), Code::Empty, None, "front matter"),
        ("PNG", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), Code::NotText, None, "PNG image"),
        ("JPEG", b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), Code::NotText, None, "JPEG image"),
        ("PDF", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".to_vec(), Code::NotText, None, "convert it to plain text"),
        ("docx", b"PK\x03\x04\x14\0".to_vec(), Code::NotText, None, "docx"),
        ("web page", "<!DOCTYPE html><html lang=\"zh\">".into(), Code::NotText, None, "web page"),
        ("zero bytes", [SIMPLIFIED.as_bytes(), b"\0\0\0"].concat(), Code::NotText, None, "zero bytes"),
        (
            "control characters",
            SIMPLIFIED.replace('的', "\u{1}\u{2}").repeat(3).into(),
            Code::NotText,
            None,
            "control characters",
        ),
        ("UTF-32", b"\xFF\xFE\0\0\x2D\x4E\0\0".to_vec(), Code::NotText, None, "UTF-32"),
        ("damaged UTF-8", utf8_broken, Code::NotText, Some(3), "UTF-8"),
        ("damaged GBK", gbk_broken, Code::NotText, Some(3), "gb18030"),
        ("damaged UTF-16", utf16_broken, Code::NotText, Some(3), "UTF-16LE"),
        ("Shift_JIS", shift_jis, Code::NotText, None, "Shift_JIS"),
        ("English", "A paper on rural roads. ".repeat(40).into(), Code::NoChinese, None, "not Chinese"),
        (
            "English with a name",
            format!("{}A paper by 王.", "A paper on rural roads. ".repeat(9)).into(),
            Code::NoChinese,
            None,
            "not Chinese",
        ),
        (
            "Japanese",
            "これはテストです。ひらがなとカタカナでかいた文がつづきます。".repeat(3).into(),
            Code::NoChinese,
            None,
            "n",
        ),
    ];
    for (name, bytes, code, line, part) in cases {
        let refusal = decode(&bytes).expect_err(name);
        assert_eq!(
            (refusal.severity, refusal.code, refusal.line),
            (Severity::Error, code, line),
            "{name}: {refusal:?}"
        );
        assert!(refusal.message.contains(part), "{name}: {}", refusal.message);
        assert!(refusal.message.ends_with('.'), "{name}: not a sentence: {}", refusal.message);
        assert_eq!(refusal.path.as_deref(), Some("x.txt"), "{name}");
    }
}

#[test]
fn a_damaged_file_names_the_byte() {
    let bytes = [b"\xEF\xBB\xBF", SIMPLIFIED.as_bytes(), b"\xFF", SIMPLIFIED.as_bytes()].concat();
    let refusal = decode(&bytes).unwrap_err();
    assert!(refusal.message.contains(&format!("byte {}", 3 + SIMPLIFIED.len())), "{}", refusal.message);
}

#[test]
fn text_lost_before_is_a_warning_not_an_error() {
    let decoded = decode(format!("{SIMPLIFIED}此处有\u{FFFD}字。").as_bytes()).unwrap();
    assert_eq!(decoded.warnings.len(), 1);
    assert_eq!((decoded.warnings[0].severity, decoded.warnings[0].line), (Severity::Warning, Some(3)));
}

#[test]
fn line_ends_are_kept_and_lines_counted() {
    let text =
        "---\r\ntext: restatement\r\n---\r\n第一行说明本文的研究背景与研究意义所在。\r\n第二行。\r第三行。";
    let decoded = decode(text.as_bytes()).unwrap();
    assert_eq!(decoded.first_line, 4);
    assert_eq!(decoded.text, "第一行说明本文的研究背景与研究意义所在。\r\n第二行。\r第三行。");
    assert_eq!(decoded.front_matter.text_kind(), TextKind::Restatement);
}

#[test]
fn the_hash_and_the_format_are_those_of_the_file() {
    let decoded = source::decode("<stdin>", format!("# 标题\n\n{SIMPLIFIED}").as_bytes(), None).unwrap();
    assert_eq!(decoded.format, Format::Markdown);
    assert_eq!(decoded.sha256.len(), 64);
    assert_eq!(source::decode("<stdin>", SIMPLIFIED.as_bytes(), None).unwrap().format, Format::Text);
}

/// The front matter of a file with these lines between the marks, and the lines complained of.
fn front_matter(lines: &str) -> (Vec<(String, Vec<String>)>, Vec<usize>) {
    let decoded = decode(format!("---\n{lines}\n---\n{SIMPLIFIED}").as_bytes()).unwrap();
    assert_eq!(decoded.text, SIMPLIFIED, "{lines}");
    (decoded.front_matter.fields, decoded.warnings.iter().filter_map(|w| w.line).collect())
}

#[test]
fn front_matter_in_the_shapes_people_write() {
    let cases: [(&str, &str, &[&str]); 17] = [
        ("title: 县域旅游", "title", &["县域旅游"]),
        ("title：县域旅游", "title", &["县域旅游"]),
        ("Title-ZH: 县域旅游", "title_zh", &["县域旅游"]),
        ("title: \"甲：\\\"乙\\\"\"", "title", &["甲：\"乙\""]),
        ("title: 'it''s' # note", "title", &["it's"]),
        ("year: 2023  # of the DOI", "year", &["2023"]),
        ("doi: 10.1000/x.2023.5", "doi", &["10.1000/x.2023.5"]),
        ("url: https://example.org/a#b", "url", &["https://example.org/a#b"]),
        ("authors: [甲一, 乙二]", "authors", &["甲一", "乙二"]),
        ("authors: [甲一，'乙, 二'、\"丙\"]", "authors", &["甲一", "乙, 二", "丙"]),
        ("authors:\n  - 甲一\n  - 乙二", "authors", &["甲一", "乙二"]),
        ("authors:\n- 甲一\n\n- \"乙二\"", "authors", &["甲一", "乙二"]),
        ("authors:\n  - name: 甲一\n  - name: 乙二", "authors", &["甲一", "乙二"]),
        ("title: 县域旅游\n  发展研究", "title", &["县域旅游发展研究"]),
        ("note: >\n  first line\n  second line", "note", &["first line second line"]),
        ("volume: ~\nissue: 3", "issue", &["3"]),
        ("# comment\n\ntext: restatement", "text", &["restatement"]),
    ];
    for (lines, key, values) in cases {
        let (fields, complaints) = front_matter(lines);
        let found = fields.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone()).unwrap_or_default();
        assert_eq!(found, values, "{lines}");
        assert!(complaints.is_empty(), "{lines}: {complaints:?}");
    }
}

#[test]
fn malformed_front_matter_is_reported_line_by_line_and_the_rest_read() {
    let cases: [(&str, &[usize]); 6] = [
        ("year: 2023\ntitle: \"县域\nissue: 3", &[3]),
        ("year: 2023\nauthors: [甲一, 乙二\nissue: 3", &[3]),
        ("year: 2023\nno colon\nissue: 3", &[3]),
        ("year: 2023\nyear: 2024\nissue: 3", &[3]),
        ("year: 2023\n- item\nissue: 3", &[3]),
        ("year: 2023\nkeys: [a]\n  nested: x\nissue: 3", &[4]),
    ];
    for (lines, wanted) in cases {
        let (fields, complaints) = front_matter(lines);
        assert_eq!(complaints, wanted, "{lines}");
        for (key, value) in [("year", "2023"), ("issue", "3")] {
            assert!(fields.iter().any(|(k, v)| k == key && v == &[value]), "{lines}: {fields:?}");
        }
    }
}

#[test]
fn a_rule_is_not_front_matter() {
    for text in [
        format!("---\n{SIMPLIFIED}"),
        format!("---\n{SIMPLIFIED}---\n"),
        format!("----\ntitle: x\n---\n{SIMPLIFIED}"),
    ] {
        let decoded = decode(text.as_bytes()).unwrap();
        assert_eq!(decoded.text, text);
        assert!(decoded.warnings.is_empty());
    }
    let unclosed = decode(format!("---\ntitle: x\n{SIMPLIFIED}").as_bytes()).unwrap();
    assert_eq!((unclosed.warnings[0].code, unclosed.warnings[0].line), (Code::FrontMatter, Some(1)));
}

/// A folder with these files, each holding a Chinese text.
fn folder(files: &[&str]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in files {
        let path = dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, SIMPLIFIED).unwrap();
    }
    dir
}

fn found(dir: &TempDir, inputs: &[Input]) -> Vec<String> {
    let root = format!("{}/", dir.path().display());
    inputs.iter().map(|input| input.path.replace(&root, "")).collect()
}

#[test]
fn folders_are_read_to_any_depth_in_order_without_what_is_no_paper() {
    let dir = folder(&[
        "b.txt",
        "a/z.md",
        "a/c.markdown",
        "a/D.TXT",
        "README.md",
        "a/readme.zh-CN.md",
        "LICENSE.txt",
        ".hidden/x.txt",
        ".x.txt",
        "gold/b.txt",
        "data.json",
        "图.png",
    ]);
    let (inputs, diagnostics) = collect(&[dir.path().into()]);
    assert_eq!(found(&dir, &inputs), ["a/D.TXT", "a/c.markdown", "a/z.md", "b.txt"]);
    assert!(diagnostics.is_empty());
}

#[test]
fn a_named_file_is_read_whatever_its_name() {
    let dir = folder(&["README.md", "paper.text", ".x.txt"]);
    let named: Vec<PathBuf> = ["README.md", "paper.text", ".x.txt"].map(|f| dir.path().join(f)).into();
    assert_eq!(found(&dir, &collect(&named).0), [".x.txt", "README.md", "paper.text"]);
}

#[test]
fn the_order_and_spelling_of_arguments_change_nothing() {
    let dir = folder(&["a.txt", "b.txt"]);
    let [a, b, again] = ["a.txt", "b.txt", "./a.txt"].map(|f| dir.path().join(f));
    let expected = collect(&[a.clone(), b.clone()]);
    for order in
        [vec![b.clone(), a.clone()], vec![a.clone(), a.clone(), b.clone()], vec![dir.path().into(), b, a]]
    {
        assert_eq!(collect(&order), expected);
    }
    assert_eq!(collect(&[dir.path().into(), again]).0.len(), 2);
    assert_eq!(collect(&["-".into(), "-".into()]).0, [Input::stdin()]);
}

#[test]
fn what_is_missing_is_reported_and_the_rest_goes_on() {
    let dir = folder(&["a.txt", "empty/data.json"]);
    let (inputs, diagnostics) =
        collect(&[dir.path().join("none.txt"), dir.path().join("a.txt"), dir.path().join("empty")]);
    assert_eq!(found(&dir, &inputs), ["a.txt"]);
    assert_eq!(diagnostics.len(), 2);
    assert!(
        diagnostics
            .iter()
            .all(|d| d.severity == Severity::Error && d.code == Code::Unreadable && d.path.is_some())
    );
    let gone = Input::file(dir.path().join("none.txt"));
    assert_eq!(source::read(&gone).unwrap_err().code, Code::Unreadable);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    let (dir, other) = (folder(&["a/b.txt"]), folder(&["c.txt"]));
    std::os::unix::fs::symlink(dir.path(), dir.path().join("a/up")).unwrap();
    std::os::unix::fs::symlink(other.path(), dir.path().join("other")).unwrap();
    let (inputs, diagnostics) = collect(&[dir.path().into()]);
    assert_eq!(found(&dir, &inputs), ["a/b.txt", "other/c.txt"]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let dir = folder(&["a.txt"]);
    let path = dir.path().join("a.txt");
    // A sparse file: large on paper only.
    fs::File::options().write(true).open(&path).unwrap().set_len(source::MAX_BYTES + 1).unwrap();
    let refusal = source::read(&Input::file(&path)).unwrap_err();
    assert_eq!(refusal.code, Code::TooLarge);
    assert!(refusal.message.contains("32 MiB"), "{}", refusal.message);
}

/// Text with a Chinese sentence in it, so that it is not refused, and anything around.
fn text(alphabet: &'static str) -> impl Strategy<Value = String> {
    let part =
        proptest::collection::vec(proptest::sample::select(alphabet.chars().collect::<Vec<_>>()), 0..60);
    part.prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #[test]
    fn every_character_is_found_again_in_the_file(
        simplified in text("的一是乡村振兴aZ09 ，。%é℃\r\n①《》—·"),
        traditional in text("的一是鄉村振興aZ09 ，。%\r\n《》—·"),
        rare in text("𠮷㐂龘的aé\n"),
    ) {
        let (s, t) = (format!("{SIMPLIFIED}{simplified}"), format!("{TRADITIONAL}{traditional}"));
        let cases = [
            (s.as_bytes().to_vec(), encoding_rs::UTF_8),
            (with_mark(b"\xEF\xBB\xBF", s.as_bytes().to_vec()), encoding_rs::UTF_8),
            (format!("---\ntitle: 某文\n---\n{s}{rare}").into(), encoding_rs::UTF_8),
            (with_mark(b"\xFF\xFE", encode(&format!("---\ntitle: 某文\n---\n{s}{rare}"), UTF_16LE)), UTF_16LE),
            (with_mark(b"\xFE\xFF", encode(&format!("{t}{rare}"), UTF_16BE)), UTF_16BE),
            (encode(&format!("{s}{rare}"), GB18030), GB18030),
            (encode(&format!("---\ntitle: 某文\n---\n{s}{rare}"), GB18030), GB18030),
            (encode(&t, BIG5), BIG5),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(&bytes).unwrap();
            prop_assert_eq!(&decoded.encoding, encoding.name());
            for (start, c) in decoded.text.char_indices() {
                let range = decoded.map.to_file(start)..decoded.map.to_file(start + c.len_utf8());
                let (again, _) = encoding.decode_without_bom_handling(&bytes[range]);
                prop_assert_eq!(again.as_ref(), c.to_string());
            }
            prop_assert_eq!(decoded.map.to_file(decoded.text.len()), bytes.len());
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), chinese in any::<bool>()) {
        let all = if chinese { [SIMPLIFIED.as_bytes(), &bytes].concat() } else { bytes };
        if let Ok(decoded) = decode(&all) {
            prop_assert!(decoded.map.to_file(decoded.text.len()) <= all.len());
        }
    }

    #[test]
    fn no_front_matter_makes_it_panic(lines in "(---\n)?([a-z]{0,3}[:：]? ?[\\[\\]'\"\\\\,，a-z#|>-]{0,8}\n){0,6}(---\n)?") {
        let _ = decode(format!("{lines}{SIMPLIFIED}").as_bytes());
    }
}
