//! The forms of a report for other programs, on the analysis `tests/report.rs` uses (three invented papers).

use calamine::{Data, Reader, Xlsx};
use cbec::{
    model::Analysis,
    report::{Format, Lang, Options, csv as folder, tables},
};
use quick_xml::events::Event;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Cursor,
};

/// Values that mean something in one format or another.
const HOSTILE: [&str; 9] = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "a|b\\|c",
    "两\r\n行",
    "\"引\" 'x'",
    "R&D 50% #1 $x_y^z~ {a}",
    "\\input{/x}",
    "@sum\tx",
    "]]> \u{1b}[31m\u{0}",
];

fn analysis() -> Analysis {
    serde_json::from_slice(&fs::read("tests/fixtures/analysis.json").unwrap()).unwrap()
}

/// The analysis in which the work two papers share stands in both their lists, less fully in the first.
fn with_a_shared_work() -> Analysis {
    let mut analysis = analysis();
    let mut printed = analysis.papers[0].references[0].clone();
    printed.n = 2;
    printed.doi = Some("10.1000/a_b".into());
    analysis.papers[2].references.push(printed);
    analysis
}

/// The analysis with a hostile value in every place a paper's words may come to.
fn hostile() -> Analysis {
    let mut analysis = with_a_shared_work();
    let mut values = HOSTILE.iter().cycle().map(|v| (*v).to_owned());
    let mut next = move || values.next().unwrap_or_default();
    for paper in &mut analysis.papers {
        paper.meta.title_zh = Some(next());
        paper.meta.authors = vec![next(), next()];
        paper.meta.journal = Some(next());
        for finding in paper.problems.iter_mut().chain(&mut paper.countermeasures) {
            finding.label = finding.label.as_ref().map(|_| next());
            finding.statement = next();
            finding.addresses.iter_mut().for_each(|a| a.why = next());
        }
        for figure in &mut paper.statistics {
            (figure.quote, figure.surface) = (next(), next());
            figure.source = Some(next());
        }
        for reference in &mut paper.references {
            reference.title = Some(next());
            reference.container = Some(next());
            (reference.url, reference.raw) = (Some(next()), next());
        }
    }
    for indicator in &mut analysis.comparison.indicators {
        indicator.name = next();
    }
    analysis
}

fn options() -> Options {
    Options { lang: Lang::Zh, ..Options::default() }
}

fn bytes(format: Format, analysis: &Analysis) -> Vec<u8> {
    format.renderer()(analysis, &options()).unwrap()
}

fn text(format: Format, analysis: &Analysis) -> String {
    String::from_utf8(bytes(format, analysis)).unwrap()
}

fn read_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|r| r.unwrap().iter().map(String::from).collect()).collect()
}

#[test]
fn markdown() {
    insta::assert_snapshot!(text(Format::Markdown, &analysis()));
}

#[test]
fn latex() {
    insta::assert_snapshot!(text(Format::Latex, &analysis()));
}

#[test]
fn graphml() {
    insta::assert_snapshot!(text(Format::Graphml, &analysis()));
}

#[test]
fn csl_json() {
    insta::assert_snapshot!(text(Format::CslJson, &with_a_shared_work()));
}

#[test]
fn bibtex() {
    insta::assert_snapshot!(text(Format::Bibtex, &with_a_shared_work()));
}

#[test]
fn ris() {
    insta::assert_snapshot!(text(Format::Ris, &with_a_shared_work()).replace("\r\n", "\n"));
}

#[test]
fn csv_tables() {
    let files = folder::files(&analysis(), &options(), false).unwrap();
    let all = files.iter().map(|(name, bytes)| {
        format!("--- {name}\n{}", String::from_utf8(bytes.clone()).unwrap().replace("\r\n", "\n"))
    });
    insta::assert_snapshot!(all.collect::<String>());
}

#[test]
fn every_format_gives_the_same_bytes_twice() {
    for analysis in [analysis(), hostile()] {
        for format in Format::ALL.iter().filter(|f| **f != Format::Csv) {
            assert!(bytes(*format, &analysis) == bytes(*format, &analysis), "{}", format.name());
        }
    }
}

#[test]
fn every_slot_of_a_label_is_filled() {
    for lang in [Lang::Zh, Lang::En] {
        let options = Options { lang, ..Options::default() };
        let report = Format::Markdown.renderer()(&analysis(), &options).unwrap();
        assert!(!String::from_utf8(report).unwrap().contains(['{', '}']));
    }
}

#[test]
fn tables_are_rectangular_end_in_a_place_and_have_each_name_once() {
    let tables = tables::all(&hostile(), &options());
    let names: Vec<_> = tables.iter().map(|t| t.name).collect();
    assert_eq!(names, tables::NAMES);
    for table in tables {
        assert!(table.columns.ends_with(&["file", "line"]), "{}", table.name);
        assert_eq!(
            table.columns.iter().collect::<BTreeSet<_>>().len(),
            table.columns.len(),
            "{}",
            table.name
        );
        assert!(!table.rows.is_empty(), "{} is not tested", table.name);
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.name);
            assert!(row.iter().rev().take(2).all(|c| *c != tables::Cell::Missing), "{}: {row:?}", table.name);
        }
    }
}

#[test]
fn csv_is_read_back_by_a_reader_and_runs_nothing() {
    let analysis = hostile();
    let tables = tables::all(&analysis, &options());
    for (table, (_, bytes)) in tables.iter().zip(folder::files(&analysis, &options(), false).unwrap()) {
        let read = read_csv(&bytes);
        assert_eq!(read[0], table.columns);
        assert_eq!(read.len(), table.rows.len() + 1, "{}", table.name);
        for (cells, written) in table.rows.iter().zip(&read[1..]) {
            for (cell, field) in cells.iter().zip(written) {
                let plain = cell.plain();
                assert!(*field == plain || *field == format!("'{plain}"), "{field}");
                assert!(cell.is_number() || !field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{field}");
            }
        }
    }
}

#[test]
fn csv_for_excel_begins_with_a_mark_and_has_the_same_rows() {
    let [with, without] =
        [true, false].map(|bom| folder::table(&analysis(), &options(), "papers", bom).unwrap());
    assert_eq!(with.strip_prefix(b"\xEF\xBB\xBF"), Some(without.as_slice()));
    assert!(!without.starts_with(b"\xEF\xBB\xBF"));
}

#[test]
fn a_workbook_is_read_back_with_numbers_as_numbers() {
    for analysis in [analysis(), hostile()] {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(Format::Xlsx, &analysis))).unwrap();
        let names = book.sheet_names();
        assert_eq!(names[0], "matrix");
        assert_eq!(names[1..], tables::NAMES);
        for table in tables::all(&analysis, &options()) {
            let sheet = book.worksheet_range(table.name).unwrap();
            assert_eq!(sheet.height(), table.rows.len() + 1, "{}", table.name);
            assert!(book.worksheet_formula(table.name).unwrap().is_empty(), "{} has formulas", table.name);
            for (cells, read) in table.rows.iter().zip(sheet.rows().skip(1)) {
                for (cell, data) in cells.iter().zip(read) {
                    let plain = cell.plain();
                    match data {
                        Data::Empty => assert_eq!(*cell, tables::Cell::Missing),
                        Data::Float(value) => assert_eq!(*value, plain.parse::<f64>().unwrap()),
                        Data::Int(value) => assert_eq!(value.to_string(), plain),
                        // XML reads the two characters of a line break as one.
                        other => assert_eq!(other.to_string().replace('\r', ""), plain.replace('\r', "")),
                    }
                }
            }
        }
    }
}

#[test]
fn graphml_is_well_formed_and_its_edges_join_nodes() {
    for analysis in [analysis(), hostile()] {
        let (mut nodes, mut ends, mut depth) = (BTreeSet::new(), Vec::new(), 0_i32);
        let xml = text(Format::Graphml, &analysis);
        let mut reader = quick_xml::Reader::from_str(&xml);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    depth += 1;
                    for attribute in tag.attributes().map(Result::unwrap) {
                        let value = attribute.value.to_string();
                        match (tag.name().as_ref(), attribute.key.as_ref()) {
                            ("node", "id") => assert!(nodes.insert(value)),
                            ("edge", _) => ends.push(value),
                            _ => {}
                        }
                    }
                }
                Event::End(_) => depth -= 1,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        assert!(!ends.is_empty() && ends.iter().all(|end| nodes.contains(end)));
        assert!(!xml.contains("<script"));
        assert!(!xml.contains('\u{1b}') && !xml.contains('\0'));
    }
}

#[test]
fn markdown_rows_have_the_cells_of_their_header_whatever_the_papers_say() {
    let report = text(Format::Markdown, &hostile());
    let cells = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    let mut width = None;
    for line in report.lines() {
        match (line.starts_with('|'), width) {
            (false, _) => width = None,
            (true, None) => width = Some(cells(line)),
            (true, Some(columns)) => assert_eq!(cells(line), columns, "{line}"),
        }
    }
    assert!(!report.contains("<script"));
}

#[test]
fn latex_braces_balance_and_no_command_of_a_paper_gets_through() {
    let report = text(Format::Latex, &hostile());
    let body: String = report.lines().filter(|l| !l.starts_with('%')).collect::<Vec<_>>().join("\n");
    let escaped = body.replace("\\\\", "").replace("\\{", "").replace("\\}", "");
    assert_eq!(escaped.matches('{').count(), escaped.matches('}').count());
    assert!(!body.contains("\\input"));
    let begun = body.matches("\\begin{longtable}").count();
    assert!(begun > 0 && begun == body.matches("\\end{longtable}").count());
}

#[test]
fn libraries_have_an_entry_for_each_paper_and_each_work_once() {
    for analysis in [with_a_shared_work(), hostile()] {
        let items: Vec<BTreeMap<String, serde_json::Value>> =
            serde_json::from_slice(&bytes(Format::CslJson, &analysis)).unwrap();
        let keys: BTreeSet<String> = items.iter().map(|i| i["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(keys.len(), items.len());
        let cited: usize = analysis.papers.iter().map(|p| p.references.len()).sum();
        let repeated: usize = analysis.comparison.references.iter().map(|r| r.cited_by.len() - 1).sum();
        assert_eq!(items.len(), analysis.papers.len() + cited - repeated);

        let bibtex = text(Format::Bibtex, &analysis);
        let entries: Vec<&str> = bibtex.lines().filter(|l| l.starts_with('@')).collect();
        assert_eq!(entries.len(), items.len());
        let escaped = bibtex.replace("\\{", "").replace("\\}", "");
        assert_eq!(escaped.matches('{').count(), escaped.matches('}').count());

        let ris = text(Format::Ris, &analysis);
        for tag in ["TY", "ID", "ER"] {
            let field = format!("{tag}  - ");
            assert_eq!(ris.lines().filter(|l| l.starts_with(&field)).count(), items.len(), "{tag}");
        }
        let field = |l: &str| l.len() >= 6 && l.get(2..6) == Some("  - ");
        assert!(ris.split("\r\n").filter(|l| !l.is_empty()).all(field));
    }
}

#[test]
fn nothing_read_is_still_a_file_of_every_format() {
    let empty = Analysis { papers: Vec::new(), comparison: Default::default(), ..analysis() };
    for format in Format::ALL.iter().filter(|f| ![Format::Csv, Format::Ndjson].contains(f)) {
        let made = bytes(*format, &empty);
        let library = [Format::Bibtex, Format::Ris].contains(format);
        assert_eq!(made.is_empty(), library, "{}", format.name());
    }
    for (name, bytes) in folder::files(&empty, &options(), false).unwrap() {
        assert_eq!(read_csv(&bytes).len(), 1, "{name} has a header and no row");
    }
}

/// `cbec compare` on the papers of the analysis, in a folder of its own.
fn compare(folder: &std::path::Path, args: &[&str]) -> std::process::Output {
    let papers = Format::Ndjson.renderer()(&analysis(), &options()).unwrap();
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_cbec"));
    command.current_dir(folder).arg("compare").args(args).write_stdin(papers).output().unwrap()
}

#[test]
fn the_program_writes_a_folder_of_tables_and_leaves_other_files_alone() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("t")).unwrap();
    fs::write(place.path().join("t/notes.txt"), "mine").unwrap();
    let run = compare(place.path(), &["-f", "csv", "-o", "t", "-f", "csl-json", "-o", "lib.json"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for name in tables::NAMES {
        let file = fs::read(place.path().join("t").join(folder::file_name(name))).unwrap();
        assert!(!read_csv(&file).is_empty(), "{name}");
        let alone = compare(place.path(), &["-f", "csv", "--table", name]);
        assert!(alone.stdout == file, "{name} on standard output is another one");
    }
    assert_eq!(fs::read(place.path().join("t/notes.txt")).unwrap(), b"mine");
    assert!(place.path().join("lib.json").is_file());
}

#[test]
fn a_folder_that_cannot_be_written_fails_and_leaves_nothing() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("file"), "mine").unwrap();
    for wanted in ["file", "no/such/folder"] {
        let run = compare(place.path(), &["-f", "csv", "-o", wanted]);
        assert_eq!(run.status.code(), Some(2), "{wanted}");
        assert!(String::from_utf8_lossy(&run.stderr).contains("cannot write"), "{wanted}");
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
    assert_eq!(fs::read(place.path().join("file")).unwrap(), b"mine");
}
