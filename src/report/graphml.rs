//! Which countermeasure answers which problem, as a graph in GraphML.

use super::{Error, Options, index::Index};
use crate::model::{Analysis, Finding, FindingKind, Level, Paper};
use std::fmt::Write as _;

/// Keys of the graph: id, what it is on, type. The id is the attribute's name.
const KEYS: [(&str, &str, &str); 9] = [
    ("kind", "node", "string"),
    ("paper", "node", "string"),
    ("label", "node", "string"),
    ("topics", "node", "string"),
    ("file", "node", "string"),
    ("line", "node", "int"),
    ("override", "node", "string"),
    ("score", "edge", "double"),
    ("why", "edge", "string"),
];

/// Nodes are themes, edges go from a countermeasure to the problem it answers.
pub fn render(analysis: &Analysis, options: &Options) -> Result<Vec<u8>, Error> {
    let index = Index::new(analysis, options);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (name, on, kind) in KEYS {
        let _ =
            writeln!(out, "  <key id=\"{name}\" for=\"{on}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
    out.push_str("  <graph id=\"links\" edgedefault=\"directed\">\n");
    for paper in &analysis.papers {
        themes(&paper.problems).for_each(|f| node(&mut out, &index, paper, FindingKind::Problem, f));
        themes(&paper.countermeasures)
            .for_each(|f| node(&mut out, &index, paper, FindingKind::Countermeasure, f));
    }
    analysis.papers.iter().flat_map(|p| themes(&p.countermeasures)).for_each(|f| edges(&mut out, &index, f));
    out.push_str("  </graph>\n</graphml>\n");
    Ok(out.into_bytes())
}

fn themes(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|f| f.level == Level::Theme)
}

fn node(out: &mut String, index: &Index, paper: &Paper, kind: FindingKind, finding: &Finding) {
    let topics: Vec<&str> = finding.topics.iter().map(|t| index.name(t.id.as_str())).collect();
    let _ = writeln!(out, "    <node id=\"{}\">", escape(finding.id.as_str()));
    data(out, "kind", kind.as_str());
    data(out, "paper", paper.id.as_str());
    data(out, "label", finding.label.as_deref().unwrap_or(&finding.statement));
    data(out, "topics", &topics.join("; "));
    data(out, "file", &paper.source.path);
    data(out, "line", &finding.span.line.to_string());
    data(out, "override", &finding.by_hand.as_ref().map(ToString::to_string).unwrap_or_default());
    out.push_str("    </node>\n");
}

fn edges(out: &mut String, index: &Index, finding: &Finding) {
    // An edge to a node that is not there would make the file invalid.
    let answered = finding
        .addresses
        .iter()
        .filter(|a| index.finding(&a.problem).is_some_and(|(_, problem)| problem.level == Level::Theme));
    for address in answered {
        let _ = writeln!(
            out,
            "    <edge source=\"{}\" target=\"{}\">",
            escape(finding.id.as_str()),
            escape(address.problem.as_str())
        );
        data(out, "score", &address.score.to_string());
        data(out, "why", &address.why);
        out.push_str("    </edge>\n");
    }
}

fn data(out: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        let _ = writeln!(out, "      <data key=\"{key}\">{}</data>", escape(value));
    }
}

/// Text for an element or an attribute. Characters XML 1.0 has no way to write are replaced.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_and_what_xml_cannot_write_is_replaced() {
        for (text, written) in [
            ("<a b='c'>&\"", "&lt;a b=&apos;c&apos;&gt;&amp;&quot;"),
            ("两\n行", "两&#10;行"),
            ("\u{0}\u{1b}\u{ffff}", "\u{fffd}\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(escape(text), written);
        }
    }
}
