//! The JSON from the reader's side: types written anew from `docs/format.md`, strict about every field, and the program's own
//! output read back through them.

use assert_cmd::Command;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// Papers in several layouts, all of the project's own writing.
const PAPERS: &str = "tests/papers";

macro_rules! contract {
    ($($name:ident { $($field:ident: $type:ty),* $(,)? })*) => {$(
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(dead_code)]
        struct $name { $($field: $type),* }
    )*};
}

contract! {
    Analysis { schema: String, tool: Named, domain: Named, papers: Vec<Paper>, comparison: Comparison,
        diagnostics: Vec<Diagnostic>, filter: Option<Filter> }
    Filter { papers: Vec<String>, topics: Vec<String>, actors: Vec<String> }
    Named { name: String, version: String }
    Diagnostic { severity: Severity, code: String, path: Option<String>, line: Option<u64>, message: String,
        quote: Option<String> }

    Source { path: String, bytes: u64, sha256: String, format: FileFormat, encoding: String, text: TextKind,
        pages: Option<u64> }
    Meta { title_zh: Option<String>, title_en: Option<String>, authors: Vec<String>, doi: Option<String>,
        journal: Option<String>, year: Option<u16>, volume: Option<String>, issue: Option<String>,
        keywords_zh: Vec<String>, keywords_en: Vec<String>, license: Option<String> }
    Claims { span: Option<Span>, problems: Vec<Announced>, countermeasures: Vec<Announced> }
    Announced { label: String, topics: Vec<String>, span: Span }
    Section { number: Option<String>, level: u8, title: String, role: Role, span: Span }
    Span { start: u64, end: u64, line: u64, page: Option<u64> }
    Citation { markers: Vec<u32>, keys: Vec<CitationKey>, span: Span }
    CitationKey { author: String, year: String, references: Vec<u32> }
    Term { term: String, count: u64, weight: f64 }

    Finding { id: String, level: Level, parent: Option<String>, number: Option<String>, label: Option<String>,
        statement: String, topics: Vec<Topic>, section: String, span: Span, attribution: Attribution,
        citations: Vec<u32>, actors: Vec<String>, addresses: Vec<Address>, evidence: Vec<Evidence>, r#override: Option<ByHand> }
    ByHand { action: Decision, reason: String, fields: Vec<String> }
    Topic { id: String, score: f64 }
    Address { problem: String, score: f64, why: String }
    Evidence { rule: String, cue: String }

    Statistic { id: String, surface: String, quote: String, value: Option<Number>, low: Option<Number>,
        high: Option<Number>, resolution: Option<Number>, unit: Option<String>, unit_inferred: bool,
        dimension: Dimension, qualifier: Qualifier, measure: Measure, role: FactRole, indicator: Option<String>,
        subject: Option<String>, period: Option<Period>, source: Option<String>, citations: Vec<u32>,
        attribution: Attribution, section: String, span: Span, figure: Span, r#override: Option<ByHand> }
    Period { start: String, end: String }

    Comparison { topics: Vec<TopicRow>, coverage: Vec<Coverage>, actors: Vec<ActorRow>, indicators: Vec<Indicator>,
        arithmetic: Vec<Arithmetic>, tally: Tally, promises: Vec<Promise>, unannounced: Vec<Unannounced>,
        references: Vec<Shared>, similarity: Vec<Similarity>,
        distinctive: Vec<Distinctive>, stances: Vec<StanceTerms> }
    Tally { consistent: usize, inconsistent: usize, uncheckable: usize }
    TopicRow { id: String, label: String, papers: Vec<TopicCell>, status: TopicStatus }
    TopicCell { paper: String, problems: Vec<String>, countermeasures: Vec<String> }
    Coverage { paper: String, problem: String, addressed_by: Vec<String> }
    ActorRow { id: String, label: String, papers: Vec<ActorCell> }
    ActorCell { paper: String, countermeasures: Vec<String> }
    Indicator { name: String, unit: Option<String>, observations: Vec<Observation>, conflicts: Vec<Conflict> }
    Observation { statistic: String, paper: String, period: Option<Period>, value: Option<Number>, low: Option<Number>,
        high: Option<Number>, source: Option<String> }
    Conflict { a: String, b: String, kind: ConflictKind, why: String }
    Arithmetic { relation: Relation, expression: String, statistics: Vec<String>, stated: Number, computed: Interval,
        verdict: Verdict }
    Interval { low: Number, high: Number }
    Promise { paper: String, kind: Kind, announced: String, found_in: Vec<String> }
    Unannounced { paper: String, kind: Kind, finding: String, why: String }
    Shared { key: String, cited_by: Vec<CitedBy> }
    CitedBy { paper: String, n: u32 }
    Similarity { a: String, b: String, cosine: f64 }
    Distinctive { paper: String, terms: Vec<Keyness> }
    StanceTerms { kind: Kind, terms: Vec<Keyness> }
    StanceWords { kind: Kind, words: u64, counts: std::collections::BTreeMap<String, u64> }
    Keyness { term: String, keyness: f64 }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Paper {
    id: String,
    source: Source,
    meta: Meta,
    #[serde(rename = "abstract")]
    announced: Claims,
    sections: Vec<Section>,
    problems: Vec<Finding>,
    countermeasures: Vec<Finding>,
    statistics: Vec<Statistic>,
    citations: Vec<Citation>,
    references: Vec<Reference>,
    terms: Vec<Term>,
    words: u64,
    stance_words: Vec<StanceWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Reference {
    n: u32,
    authors: Vec<String>,
    title: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    container: Option<String>,
    year: Option<u16>,
    volume: Option<String>,
    issue: Option<String>,
    pages: Option<String>,
    doi: Option<String>,
    url: Option<String>,
    raw: String,
    span: Span,
}

/// A decimal written as a string, never as a float.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct Number(#[allow(dead_code)] String);

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let digits = text.strip_prefix('-').unwrap_or(&text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if all_digits(whole) && all_digits(fraction) {
            Ok(Number(text))
        } else {
            Err(format!("`{text}` is no decimal"))
        }
    }
}

macro_rules! words {
    ($($name:ident: $($word:ident)*;)*) => {$(
        #[derive(Debug, PartialEq, Deserialize)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum $name { $($word),* }
    )*};
}

words! {
    Severity: error warning note;
    FileFormat: text markdown;
    TextKind: original restatement;
    Role: introduction literature_review status opportunity mechanism problem countermeasure conclusion references other;
    Level: theme point;
    Attribution: own cited;
    Dimension: money count percent percentage_point multiple duration rank;
    Qualifier: exact about over under up_to;
    Measure: level growth share rate difference rank;
    FactRole: observed prescribed;
    Decision: accept reject relabel;
    TopicStatus: answered indirect unanswered proposed_only;
    ConflictKind: rounding other_source other_scope conflict;
    Relation: sum share growth difference rank same;
    Verdict: consistent inconsistent;
    Kind: problem countermeasure;
}

fn cbec(args: &[&str]) -> Vec<u8> {
    let output = Command::cargo_bin("cbec").unwrap().args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn analysis() -> Analysis {
    serde_json::from_slice(&cbec(&["analyze", PAPERS, "-f", "json"])).unwrap()
}

#[test]
fn the_programs_own_output_has_the_fields_documented_and_no_other() {
    let analysis = analysis();
    assert_eq!(analysis.schema, "cbec/1");
    assert_eq!(analysis.tool.name, "cbec");
    assert!(analysis.papers.len() > 10);
    for part in [
        analysis.papers.iter().map(|p| p.problems.len()).sum::<usize>(),
        analysis.papers.iter().map(|p| p.countermeasures.len()).sum(),
        analysis.papers.iter().map(|p| p.sections.len()).sum(),
        analysis.papers.iter().map(|p| p.references.len()).sum(),
        analysis.papers.iter().map(|p| p.terms.len()).sum(),
        analysis.comparison.topics.len(),
        analysis.comparison.coverage.len(),
    ] {
        assert!(part > 0, "a part of the analysis is empty, so that nothing of it is held");
    }
}

#[test]
fn the_fixture_fills_every_part_of_the_contract() {
    let analysis: Analysis =
        serde_json::from_slice(&std::fs::read("tests/fixtures/analysis.json").unwrap()).unwrap();
    let comparison = &analysis.comparison;
    assert!(comparison.indicators.iter().any(|i| !i.conflicts.is_empty()));
    assert!(
        !comparison.arithmetic.is_empty()
            && !comparison.promises.is_empty()
            && !comparison.unannounced.is_empty()
            && !comparison.references.is_empty()
    );
    let decided = analysis.papers.iter().flat_map(|p| &p.problems).filter_map(|f| f.r#override.as_ref());
    assert!(
        decided.count() > 0
            && analysis.papers.iter().flat_map(|p| &p.statistics).any(|s| s.r#override.is_some())
    );
}

#[test]
fn ndjson_is_one_paper_a_line() {
    let papers = analysis().papers;
    let lines = String::from_utf8(cbec(&["analyze", PAPERS, "-f", "ndjson"])).unwrap();
    let ids: Vec<String> = lines.lines().map(|l| serde_json::from_str::<Paper>(l).unwrap().id).collect();
    assert_eq!(ids, papers.into_iter().map(|p| p.id).collect::<Vec<_>>());
}

#[test]
fn every_id_that_is_mentioned_exists() {
    let analysis = analysis();
    let papers: BTreeSet<&str> = analysis.papers.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(papers.len(), analysis.papers.len(), "two papers of one id");
    let mut items = BTreeSet::new();
    for paper in &analysis.papers {
        let findings = paper.problems.iter().chain(&paper.countermeasures).map(|f| &f.id);
        for id in findings.chain(paper.statistics.iter().map(|s| &s.id)) {
            assert!(id.starts_with(&format!("{}/", paper.id)), "{id} in {}", paper.id);
            assert!(items.insert(id.as_str()), "{id} twice");
        }
    }
    let comparison = &analysis.comparison;
    let findings = analysis.papers.iter().flat_map(|p| p.problems.iter().chain(&p.countermeasures));
    let mut mentioned: Vec<&String> =
        findings.flat_map(|f| f.parent.iter().chain(f.addresses.iter().map(|a| &a.problem))).collect();
    let cells = comparison.topics.iter().flat_map(|t| &t.papers);
    mentioned.extend(cells.flat_map(|c| c.problems.iter().chain(&c.countermeasures)));
    mentioned.extend(comparison.coverage.iter().flat_map(|c| c.addressed_by.iter().chain([&c.problem])));
    mentioned.extend(comparison.actors.iter().flat_map(|a| &a.papers).flat_map(|c| &c.countermeasures));
    mentioned.extend(comparison.indicators.iter().flat_map(|i| &i.observations).map(|o| &o.statistic));
    mentioned.extend(comparison.indicators.iter().flat_map(|i| &i.conflicts).flat_map(|c| [&c.a, &c.b]));
    mentioned.extend(comparison.arithmetic.iter().flat_map(|a| &a.statistics));
    mentioned.extend(comparison.promises.iter().flat_map(|p| &p.found_in));
    mentioned.extend(comparison.unannounced.iter().map(|u| &u.finding));
    for id in mentioned {
        assert!(items.contains(id.as_str()), "{id} is mentioned, but there is no such item");
    }
}

#[test]
fn themes_and_points_are_what_they_are_said_to_be() {
    for paper in analysis().papers {
        for finding in paper.problems.iter().chain(&paper.countermeasures) {
            assert_eq!(finding.level == Level::theme, finding.label.is_some(), "{}", finding.id);
            assert_eq!(finding.level == Level::point, finding.parent.is_some(), "{}", finding.id);
            assert!(finding.addresses.iter().all(|a| (0.0..=1.0).contains(&a.score)), "{}", finding.id);
        }
        for problem in &paper.problems {
            assert!(problem.actors.is_empty() && problem.addresses.is_empty(), "{}", problem.id);
        }
    }
}

#[test]
fn the_output_is_valid_by_the_programs_own_schema() {
    let schema: Value = serde_json::from_slice(&cbec(&["schema"])).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let output: Value = serde_json::from_slice(&cbec(&["analyze", PAPERS, "-f", "json"])).unwrap();
    let errors: Vec<String> =
        validator.iter_errors(&output).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let mut wrong = output;
    wrong["papers"][0]["source"]["text"] = "hearsay".into();
    assert!(!validator.is_valid(&wrong), "the schema lets anything pass");
}
