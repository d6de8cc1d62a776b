//! Domain packs: a field is data. A second pack, papers no pack fits, and what a pack's faults sound like (the command line's
//! part of that is in `tests/cmd/domain-*.toml`).

use cbec::{
    domain::{self, Domain, Origin},
    model::{Analysis, Code, Finding, Severity},
    pipeline::{self, Options},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

fn analyze(paths: &[&str], pack: Option<&Path>) -> Analysis {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    pipeline::analyze(&paths, &Options::new(pack, Some(1))).expect("an analysis")
}

fn findings(analysis: &Analysis) -> impl Iterator<Item = &Finding> {
    analysis.papers.iter().flat_map(|p| p.problems.iter().chain(&p.countermeasures))
}

fn main_topics(analysis: &Analysis) -> BTreeMap<&str, &str> {
    findings(analysis).filter_map(|f| Some((f.id.as_str(), f.topics.first()?.id.as_str()))).collect()
}

/// The field of education needs no code: its themes get the topics of its own pack.
#[test]
fn the_education_pack_knows_its_field() {
    let papers = [
        "tests/papers-education/after-school.txt",
        "tests/papers/rural-teachers.txt",
        "tests/papers/vocational-training.txt",
    ];
    let analysis = analyze(&papers, Some(Path::new("education")));
    assert_eq!(analysis.domain.name, "education");
    let expected = [
        ("after-school/P1", "teachers"),
        ("after-school/P2", "curriculum"),
        ("after-school/P3", "funding"),
        ("after-school/P4", "home_school"),
        ("after-school/C1", "teachers"),
        ("after-school/C2", "curriculum"),
        ("after-school/C3", "funding"),
        ("after-school/C4", "home_school"),
        ("rural-teachers/P1", "teacher_pay"),
        ("rural-teachers/P2", "teacher_growth"),
        ("rural-teachers/P3", "belonging"),
        ("rural-teachers/C1", "teacher_pay"),
        ("rural-teachers/C3", "belonging"),
        ("vocational-training/P1", "facilities"),
        ("vocational-training/P2", "partnership"),
        ("vocational-training/P3", "teachers"),
        ("vocational-training/C1", "facilities"),
        ("vocational-training/C2", "partnership"),
        ("vocational-training/C3", "teachers"),
    ];
    let found = main_topics(&analysis);
    for (finding, topic) in expected {
        assert_eq!(found.get(finding), Some(&topic), "{finding}");
    }
}

/// So do its actors, who are not those of trade.
#[test]
fn the_education_pack_has_actors_of_its_own() {
    let analysis = analyze(&["tests/papers-education/after-school.txt"], Some(Path::new("education")));
    let parents = findings(&analysis).find(|f| f.statement.starts_with("家长应按时接送"));
    let actors = parents.map(|f| f.actors.iter().map(|a| a.as_str()).collect::<Vec<_>>());
    assert_eq!(actors, Some(vec!["parent"]));
}

#[test]
fn a_paper_of_another_field_is_read_with_the_general_pack_and_that_is_noted() {
    let analysis = analyze(&["tests/papers/village-health.txt", "tests/papers/overseas-warehouse.txt"], None);
    let noted: Vec<&str> = analysis
        .diagnostics
        .iter()
        .filter(|d| d.code == Code::OtherField)
        .filter_map(|d| d.path.as_deref())
        .collect();
    assert_eq!(noted, ["tests/papers/village-health.txt"]);
    assert!(findings(&analysis).all(|f| !f.topics.is_empty()), "a finding without a topic");
}

/// Which pack reads a paper depends on that paper alone.
#[test]
fn neighbours_do_not_change_a_papers_topics() {
    let alone = analyze(&["tests/papers/village-health.txt"], None);
    let together = analyze(&["tests/papers/overseas-warehouse.txt", "tests/papers/village-health.txt"], None);
    let same = together.papers.iter().find(|p| p.id == alone.papers[0].id).expect("the paper");
    assert_eq!(same.problems, alone.papers[0].problems);
    assert_eq!(same.countermeasures, alone.papers[0].countermeasures);
}

/// Where a pack has nothing to say of a finding, the paper's own keywords do.
#[test]
fn keywords_are_topics_of_last_resort() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("stars.toml");
    let head = "[pack]\nname = \"stars\"\nversion = \"1\"\nlabel = { zh = \"星\", en = \"Stars\" }\n";
    fs::write(&pack, head).expect("a pack");
    let analysis = analyze(&["tests/papers-education/after-school.txt"], Some(&pack));
    let topics: Vec<&str> = findings(&analysis).flat_map(|f| &f.topics).map(|t| t.id.as_str()).collect();
    assert!(topics.contains(&"kw:课后服务"), "{topics:?}");
    assert!(topics.iter().all(|t| t.starts_with("kw:")));
    let row = analysis.comparison.topics.iter().find(|t| t.id.as_str() == "kw:课后服务");
    assert_eq!(row.map(|r| r.label.as_str()), Some("课后服务"));
}

#[test]
fn all_faults_of_a_pack_are_told_at_once_with_their_lines() {
    let text = fs::read_to_string("tests/fixtures/faulty-pack.toml").expect("the pack");
    let check = domain::check(&text, None);
    let lines: Vec<usize> =
        check.faults.iter().filter(|f| f.severity == Severity::Error).map(|f| f.line).collect();
    assert_eq!(lines, [4, 5, 6, 7, 10, 13, 13, 13, 13, 19, 21, 28, 31, 31]);
    let error = Domain::parse(Path::new("tea.toml"), &text).expect_err("a faulty pack").to_string();
    assert!(error.starts_with("tea.toml:4: ") && error.contains("line 31: "), "{error}");
}

#[test]
fn what_is_not_toml_is_told_with_its_line() {
    let cases = [("[pack\n", 1), ("[pack]\nname = = \"tea\"\n", 2), ("[pack]\nname = \"tea\n", 2)];
    for (text, line) in cases {
        let check = domain::check(text, None);
        assert!(!check.usable());
        assert_eq!(check.faults.first().map(|f| f.line), Some(line), "{text}");
    }
}

/// Whatever a file holds, looking it over ends with a list of faults.
#[test]
fn no_text_stops_the_check() {
    let text = fs::read_to_string("tests/fixtures/faulty-pack.toml").expect("the pack");
    for (end, _) in text.char_indices() {
        domain::check(&text[..end], None);
        let _ = Domain::parse(Path::new("tea.toml"), &text[end..]);
    }
}

/// Cues that never matched in papers are told topic by topic.
#[test]
fn silent_cues_are_told() {
    let pack = domain::starter("tea").expect("a name");
    let check = domain::check(&pack, Some(&["这里有示例词。".into()]));
    let told: Vec<&str> = check.unused.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(told.len(), 2);
    assert!(told[0].contains("1 of 2 cues of the topic `example_topic`") && told[0].contains("`示例暗示`"));
}

/// A field's pack may rest on papers that were read, but only by a little; the general one on none.
#[test]
fn packs_rest_on_general_vocabulary() {
    for name in domain::names() {
        let (_, text) = domain::text_of(Path::new(name)).expect(name);
        let check = domain::check(&text, None);
        assert!(check.usable(), "{name}: {:?}", check.faults);
        let seen: usize =
            check.origins.iter().filter(|(o, _)| matches!(o, Origin::Seen(_))).map(|(_, n)| n).sum();
        let most = if name == "general" { 0 } else { check.cues() / 8 };
        assert!(seen <= most, "{name}: {seen} of {} cues were only seen", check.cues());
    }
}
