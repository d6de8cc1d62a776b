//! Reports of checks, and readers of the formats that share no code with the writers.

use cbec::{
    check::{
        Location, Place, Related, Report, Standing, Violation,
        format::{Format, RuleFacts, render},
    },
    model::Severity,
};
use quick_xml::{Reader, events::Event};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// Rules a report may name.
pub fn rules() -> Vec<RuleFacts> {
    let fact = |id, summary: &str, severity| RuleFacts {
        id,
        summary: summary.into(),
        explanation: format!("{summary} Mend it in the text, or say in cbec.toml why it is right."),
        severity,
    };
    vec![
        fact("conflicting-figures", "Two papers give different figures for the same thing.", Severity::Error),
        fact("figure-without-period", "A figure is printed without its period.", Severity::Warning),
        fact("few-papers", "The corpus has fewer papers than it should.", Severity::Error),
        fact("title-missing", "A paper has no title.", Severity::Error),
        fact("problem-unanswered", "A problem is named and nothing is proposed.", Severity::Note),
    ]
}

/// A violation of the second rule without a place.
pub fn violation(message: &str) -> Violation {
    Violation {
        rule: "figure-without-period",
        severity: Severity::Warning,
        message: message.into(),
        location: None,
        items: Vec::new(),
        related: Vec::new(),
        fingerprint: "5f1c".into(),
        standing: Standing::New,
    }
}

pub fn at(path: &str, place: Option<(usize, usize, usize, usize)>) -> Location {
    let place =
        place.map(|(line, column, end_line, end_column)| Place { line, column, end_line, end_column });
    Location { path: path.into(), place }
}

/// One of each kind: with a place, a whole file, the whole corpus, known, accepted, across lines, one passing rule.
pub fn report() -> Report {
    let base = violation("茶叶产量“120吨”没有注明年份。");
    Report {
        violations: vec![
            Violation {
                location: Some(at("./corpus/茶 产业.txt", Some((12, 4, 12, 9)))),
                items: vec!["茶 产业/S3".into()],
                fingerprint: "a1".into(),
                ..base.clone()
            },
            Violation {
                rule: "conflicting-figures",
                severity: Severity::Error,
                message: "2023年合格率一处为62.5%，另一处为65.2%。".into(),
                location: Some(at("corpus/a.txt", Some((3, 1, 4, 2)))),
                items: vec!["a/S1".into(), "b/S7".into()],
                related: vec![Related {
                    location: at("corpus/b.txt", Some((8, 20, 8, 25))),
                    message: "这里是65.2%。".into(),
                }],
                fingerprint: "a2".into(),
                standing: Standing::New,
            },
            Violation {
                rule: "few-papers",
                severity: Severity::Error,
                message: "应有至少5篇，实有2篇。".into(),
                fingerprint: "a3".into(),
                ..base.clone()
            },
            Violation {
                rule: "problem-unanswered",
                severity: Severity::Note,
                message: "没有对策回应“检测设备不足”。".into(),
                location: Some(at("corpus/a.txt", None)),
                fingerprint: "a4".into(),
                ..base.clone()
            },
            Violation {
                message: "带括号[1](2)的旧问题。".into(),
                location: Some(at("corpus/a.txt", Some((30, 2, 30, 2)))),
                fingerprint: "a5".into(),
                standing: Standing::Baseline,
                ..base.clone()
            },
            Violation {
                message: "经人工确认的问题。".into(),
                location: Some(at("corpus/b.txt", Some((5, 1, 5, 8)))),
                fingerprint: "a6".into(),
                standing: Standing::Suppressed { reason: "表中已注明年份".into() },
                ..base
            },
        ],
    }
}

/// A report with so many violations of each severity, notes first.
pub fn many(errors: usize, warnings: usize, notes: usize) -> Report {
    let of = |severity: Severity, count: usize| {
        (0..count).map(move |n| Violation {
            severity,
            location: Some(at("a.txt", Some((n + 1, 1, n + 1, 2)))),
            ..violation(&format!("{severity} {n}"))
        })
    };
    let all =
        of(Severity::Note, notes).chain(of(Severity::Warning, warnings)).chain(of(Severity::Error, errors));
    Report { violations: all.collect() }
}

pub fn written(format: Format, report: &Report) -> String {
    let bytes = render(format, report, &rules()).expect("a report in the format");
    String::from_utf8(bytes).expect("UTF-8")
}

pub fn json(format: Format, report: &Report) -> Value {
    serde_json::from_str(&written(format, report)).expect("JSON")
}

/// Faults of a value by a schema of `tests/schemas`.
pub fn faults(schema: &str, value: &Value) -> Vec<String> {
    let text = fs::read_to_string(format!("tests/schemas/{schema}")).expect(schema);
    // A bracket in a pattern of the published SARIF schema is bare, which ECMAScript lets pass and regex engines do not.
    let schema = serde_json::from_str(&text.replace("{2}]?$", r"{2}\\]?$")).expect("a JSON Schema");
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("a schema that can be used");
    validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// A workflow command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    pub kind: String,
    pub properties: BTreeMap<String, String>,
    pub message: String,
}

/// Reads lines as the runner does: `::name key=value,key=value::message`, escapes taken back, the percent sign last.
pub fn commands(text: &str) -> Vec<Command> {
    let unescaped = |value: &str, pairs: &[(&str, &str)]| {
        pairs.iter().fold(value.to_owned(), |v, (from, to)| v.replace(from, to)).replace("%25", "%")
    };
    text.split_terminator(['\n', '\r'])
        .map(|line| {
            let (head, message) = line
                .strip_prefix("::")
                .and_then(|rest| rest.split_once("::"))
                .unwrap_or_else(|| panic!("no command: {line:?}"));
            let (kind, properties) = head.split_once(' ').unwrap_or((head, ""));
            let properties = properties.split(',').filter_map(|pair| pair.split_once('='));
            let data = [("%0D", "\r"), ("%0A", "\n")];
            let value = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")];
            Command {
                kind: kind.into(),
                properties: properties.map(|(k, v)| (k.to_owned(), unescaped(v, &value))).collect(),
                message: unescaped(message, &data),
            }
        })
        .collect()
}

/// What a schema lets an element have.
#[derive(Debug, Default)]
struct Allowed {
    children: BTreeSet<String>,
    attributes: BTreeSet<String>,
    required: BTreeSet<String>,
}

/// Faults of an XML document by the elements and attributes of `tests/schemas/junit-10.xsd`. All its groups are choices and
/// sequences of one kind of member, so that names are all there is to hold; counts come on top.
pub fn junit_faults(xml: &str) -> Vec<String> {
    let schema = elements(&fs::read_to_string("tests/schemas/junit-10.xsd").expect("the schema"));
    let mut faults = Vec::new();
    let mut open: Vec<String> = Vec::new();
    walk(xml, &mut |step| match step {
        Step::Open(name, attributes) => {
            let Some(allowed) = schema.get(&name) else {
                faults.push(format!("<{name}> is no element of the schema"));
                open.push(name);
                return;
            };
            if let Some(parent) = open.last()
                && !schema.get(parent).is_some_and(|p| p.children.contains(&name))
            {
                faults.push(format!("<{name}> in <{parent}>"));
            }
            let given: BTreeSet<String> = attributes.into_keys().collect();
            faults.extend(given.difference(&allowed.attributes).map(|a| format!("<{name} {a}>")));
            faults.extend(allowed.required.difference(&given).map(|a| format!("<{name}> without {a}")));
            open.push(name);
        }
        Step::Close => drop(open.pop()),
    });
    faults
}

fn elements(xsd: &str) -> BTreeMap<String, Allowed> {
    let mut all: BTreeMap<String, Allowed> = BTreeMap::new();
    let mut now = String::new();
    walk(xsd, &mut |step| {
        let Step::Open(tag, attributes) = step else { return };
        match (tag.as_str(), attributes.get("name"), attributes.get("ref")) {
            ("xs:element", Some(name), _) => {
                now.clone_from(name);
                all.entry(now.clone()).or_default();
            }
            ("xs:element", _, Some(child)) => {
                all.entry(now.clone()).or_default().children.insert(child.clone());
            }
            ("xs:attribute", Some(name), _) => {
                let allowed = all.entry(now.clone()).or_default();
                allowed.attributes.insert(name.clone());
                if attributes.get("use").is_some_and(|u| u == "required") {
                    allowed.required.insert(name.clone());
                }
            }
            _ => {}
        }
    });
    assert!(all.len() >= 10, "only {} elements in the schema", all.len());
    all
}

/// A step through an XML document.
pub enum Step {
    Open(String, BTreeMap<String, String>),
    Close,
}

/// Goes through a document that must be well-formed.
pub fn walk(xml: &str, visit: &mut impl FnMut(Step)) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e}: {xml}")) {
            Event::Start(element) => {
                let attributes = element.attributes().map(|a| {
                    let a = a.expect("an attribute");
                    let value =
                        a.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value").into_owned();
                    (a.key.as_ref().to_owned(), value)
                });
                let attributes = attributes.collect();
                visit(Step::Open(element.name().as_ref().to_owned(), attributes));
            }
            Event::End(_) => visit(Step::Close),
            Event::Eof => break,
            _ => {}
        }
    }
}

/// The text without what XML cannot hold and terminals act on.
pub fn printable(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
