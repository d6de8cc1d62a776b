//! Just enough of an HTML reader for tests: tags with their attributes, and the text between them.
#![allow(dead_code)] // each test binary uses a part

use cbec::{
    domain::Domain,
    model::{Analysis, Paper, PaperId, TopicId},
    pipeline,
};
use std::fs;

/// A start tag, an end tag or a stretch of text.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    Start { name: String, attributes: Vec<(String, String)> },
    End(String),
    Text(String),
}

impl Token {
    pub fn get(&self, wanted: &str) -> Option<&str> {
        let Token::Start { attributes, .. } = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    pub fn is(&self, wanted: &str) -> bool {
        matches!(self, Token::Start { name, .. } if name == wanted)
    }
}

pub const VOID: [&str; 4] = ["meta", "input", "br", "link"];

/// Reads a page. Panics where a tag is not as `maud` and browsers write them.
pub fn tokens(page: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if at > 0 {
            tokens.push(Token::Text(rest[..at].to_owned()));
        }
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<!") {
            rest = &after[after.find('>').unwrap() + 1..];
        } else if let Some(after) = rest.strip_prefix("</") {
            let end = after.find('>').unwrap();
            tokens.push(Token::End(after[..end].to_owned()));
            rest = &after[end + 1..];
        } else {
            let (token, after) = start(&rest[1..]);
            rest = after;
            for raw in ["style", "script"] {
                if token.is(raw) {
                    let end = rest.find(&format!("</{raw}>")).unwrap();
                    rest = &rest[end..];
                }
            }
            tokens.push(token);
        }
    }
    tokens
}

fn start(text: &str) -> (Token, &str) {
    let end = text.find([' ', '>']).unwrap();
    let name = text[..end].to_owned();
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "a tag named {name:?}");
    let (mut rest, mut attributes) = (&text[end..], Vec::new());
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return (Token::Start { name, attributes }, after);
        }
        let end = rest.find(['=', ' ', '>']).unwrap();
        let key = rest[..end].to_owned();
        assert!(
            key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'),
            "an attribute named {key:?} in {name}"
        );
        assert!(attributes.iter().all(|(k, _)| *k != key), "{key} twice in {name}");
        rest = &rest[end..];
        let value = match rest.strip_prefix("=\"") {
            Some(after) => {
                let end = after.find('"').unwrap();
                rest = &after[end + 1..];
                after[..end].to_owned()
            }
            None => String::new(),
        };
        attributes.push((key, value));
    }
}

/// Three invented papers on community care.
pub fn analysis() -> Analysis {
    serde_json::from_slice(&fs::read("tests/fixtures/analysis.json").unwrap()).unwrap()
}

pub const ATTACK: &str = "<script>alert(1)</script>\"' onmouseover=\"alert(2)\" </title></style><!--";

/// The same with an attack in every place a paper or a pack can write to.
pub fn hostile() -> Analysis {
    let mut analysis = analysis();
    for paper in &mut analysis.papers {
        paper.meta.title_zh = Some(ATTACK.into());
        paper.meta.authors = vec![ATTACK.into()];
        paper.meta.journal = Some(ATTACK.into());
        paper.meta.doi = Some(format!("10.1/x\" onclick=\"{ATTACK}"));
        paper.meta.keywords_zh = vec![ATTACK.into()];
        paper.source.path = format!("{ATTACK}/{}", paper.source.path);
        for finding in paper.problems.iter_mut().chain(&mut paper.countermeasures) {
            finding.statement.push_str(ATTACK);
            finding.label = finding.label.as_ref().map(|l| format!("{l}{ATTACK}"));
            finding.section.push_str(ATTACK);
            finding.evidence.iter_mut().for_each(|e| e.cue = ATTACK.into());
            finding.addresses.iter_mut().for_each(|a| a.why = ATTACK.into());
        }
        for statistic in &mut paper.statistics {
            statistic.quote.push_str(ATTACK);
            statistic.surface.push_str(ATTACK);
            statistic.unit = Some(ATTACK.into());
            statistic.source = Some(ATTACK.into());
        }
        paper.references.iter_mut().for_each(|r| r.raw = ATTACK.into());
    }
    for topic in &mut analysis.comparison.topics {
        topic.label = ATTACK.into();
        topic.id = TopicId::new(format!("{}{ATTACK}", topic.id));
    }
    for indicator in &mut analysis.comparison.indicators {
        indicator.name = ATTACK.into();
        indicator.unit = Some(ATTACK.into());
        indicator.observations.iter_mut().for_each(|o| o.source = Some(ATTACK.into()));
    }
    analysis.comparison.actors.iter_mut().for_each(|a| a.label = ATTACK.into());
    analysis.comparison.references.iter_mut().for_each(|r| r.key = ATTACK.into());
    analysis.comparison.promises.iter_mut().for_each(|p| p.announced = ATTACK.into());
    analysis
        .comparison
        .distinctive
        .iter_mut()
        .flat_map(|d| &mut d.terms)
        .for_each(|t| t.term = ATTACK.into());
    analysis.comparison.arithmetic.iter_mut().for_each(|a| a.expression = ATTACK.into());
    analysis.diagnostics.iter_mut().for_each(|d| d.message = ATTACK.into());
    analysis
}

/// The papers of the fixture over and over, compared anew.
pub fn many(n: usize) -> Analysis {
    let fixture = analysis();
    let papers = fixture.papers.iter().cycle().take(n).enumerate().map(|(i, paper)| {
        let id = format!("paper {i:03}");
        let json = serde_json::to_string(paper).unwrap();
        let json = json.replace(&format!("\"{}/", paper.id), &format!("\"{id}/"));
        let mut paper: Paper = serde_json::from_str(&json).unwrap();
        paper.id = PaperId::new(id);
        paper.meta.doi = None;
        paper.meta.title_zh = Some(format!("第{i}篇"));
        paper.meta.title_en = None;
        paper.source.path = format!("many/{i}.txt");
        paper.source.sha256 = format!("{i:064x}");
        paper
    });
    pipeline::assemble(papers.collect(), &Domain::built_in().unwrap(), Vec::new())
}
