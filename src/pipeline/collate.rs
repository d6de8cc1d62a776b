//! What is said of papers put together, before they are compared: duplicates left out, oddities noted.

use crate::{
    document::Document,
    domain::Domain,
    model::{Code, Diagnostic, FindingKind, Paper, Role, Severity, TextKind},
    outline::Outline,
    quantity,
};
use rust_decimal::Decimal;
use std::{collections::BTreeSet, ops::Range};

/// Orders papers by path, drops those given twice, and notes what looks wrong. An original wins over a restatement of it.
pub fn collate(mut papers: Vec<Paper>) -> (Vec<Paper>, Vec<Diagnostic>) {
    papers.sort_by(|a, b| a.source.path.cmp(&b.source.path).then_with(|| a.id.cmp(&b.id)));
    let mut diagnostics = Vec::new();
    let mut kept: Vec<Paper> = Vec::new();
    for paper in papers {
        match kept.iter().position(|k| same_work(k, &paper)) {
            Some(i)
                if kept[i].source.text == TextKind::Restatement
                    && paper.source.text == TextKind::Original =>
            {
                diagnostics.push(duplicate(&kept[i], &paper));
                kept[i] = paper;
            }
            Some(i) => diagnostics.push(duplicate(&paper, &kept[i])),
            None => kept.push(paper),
        }
    }
    kept.sort_by(|a, b| a.source.path.cmp(&b.source.path));
    diagnostics.extend(kept.iter().flat_map(oddities));
    (kept, diagnostics)
}

fn same_work(a: &Paper, b: &Paper) -> bool {
    let title = |p: &Paper| p.meta.title_zh.as_ref().map(|t| t.split_whitespace().collect::<String>());
    a.source.sha256 == b.source.sha256
        || a.meta.doi.is_some() && a.meta.doi == b.meta.doi
        || title(a).is_some_and(|t| Some(t) == title(b)) && a.meta.authors == b.meta.authors
}

fn duplicate(dropped: &Paper, kept: &Paper) -> Diagnostic {
    let message = format!("The same paper as {}; only that one is analysed.", kept.source.path);
    note(dropped, Severity::Note, Code::Duplicate, message)
}

fn oddities(paper: &Paper) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if paper.sections.is_empty() {
        let message = "No headings were found; parts were told apart by what their paragraphs say.";
        found.push(note(paper, Severity::Warning, Code::NoHeadings, message));
    }
    match (paper.problems.is_empty(), paper.countermeasures.is_empty()) {
        (true, true) => {
            let message = "No problems and no countermeasures were found; the paper may not be of this kind.";
            found.push(note(paper, Severity::Warning, Code::NoFindings, message));
        }
        (false, true) => found.push(one_sided(paper, FindingKind::Countermeasure)),
        (true, false) => found.push(one_sided(paper, FindingKind::Problem)),
        (false, false) => {}
    }
    found.extend(references(paper));
    found
}

/// Citations without an entry, and entries without a citation.
fn references(paper: &Paper) -> Vec<Diagnostic> {
    let known: BTreeSet<u32> = paper.references.iter().map(|r| r.n).collect();
    if known.is_empty() {
        let listed = paper.sections.iter().any(|s| s.role == Role::References);
        let message = "There is a reference list, but no entry of it could be read.";
        return listed
            .then(|| note(paper, Severity::Warning, Code::UnresolvedCitation, message))
            .into_iter()
            .collect();
    }
    let mut found = Vec::new();
    for citation in &paper.citations {
        let numbers = citation.markers.iter().filter(|n| !known.contains(n)).map(|n| format!("[{n}]"));
        let keys = citation.keys.iter().filter(|k| k.references.is_empty());
        let keys = keys.map(|k| format!("({}, {})", k.author, k.year));
        found.extend(numbers.chain(keys).map(|mark| Diagnostic {
            line: Some(citation.span.line),
            ..note(
                paper,
                Severity::Warning,
                Code::UnresolvedCitation,
                format!("The citation mark {mark} has no entry in the reference list."),
            )
        }));
    }
    found.extend(uncited(paper));
    found
}

/// Only where the text has citations: a list below a text without any is a list of further reading.
fn uncited(paper: &Paper) -> Option<Diagnostic> {
    let cited: BTreeSet<u32> = paper.citations.iter().flat_map(|c| c.references()).collect();
    let left: Vec<_> = paper.references.iter().filter(|r| !cited.contains(&r.n)).collect();
    let (first, more) = left.split_first().filter(|_| !cited.is_empty())?;
    let numbers = left.iter().map(|r| r.n.to_string()).collect::<Vec<_>>().join(", ");
    let message = match more.is_empty() {
        true => format!("Entry {numbers} of the reference list is not cited in the text."),
        false => format!("Entries {numbers} of the reference list are not cited in the text."),
    };
    Some(Diagnostic {
        line: Some(first.span.line),
        ..note(paper, Severity::Note, Code::UncitedReference, message)
    })
}

fn one_sided(paper: &Paper, missing: FindingKind) -> Diagnostic {
    let message = match missing {
        FindingKind::Problem => "Countermeasures were found, but no problems.",
        FindingKind::Countermeasure => "Problems were found, but no countermeasures.",
    };
    note(paper, Severity::Note, Code::OneSided, message)
}

/// A note on a text that does not speak of the field wanted, and what it was read with instead.
pub(super) fn other_field(path: &str, text: &str, wanted: &Domain, used: &Domain) -> Option<Diagnostic> {
    let message = match wanted.named == used.named {
        false => format!(
            "The text does not speak of {}; it was read with the pack `{}`.",
            wanted.label.en, used.named.name
        ),
        true if wanted.fits(text) => return None,
        true => {
            format!("The text does not speak of {}; its topics are those of another field.", wanted.label.en)
        }
    };
    Some(Diagnostic {
        severity: Severity::Note,
        code: Code::OtherField,
        path: Some(path.into()),
        line: None,
        message,
        quote: None,
    })
}

/// Percentages of the English abstract that the Chinese one does not give. Only where both give some: an abstract may leave
/// figures out, but two versions of one should not print different ones.
pub(super) fn abstracts_differ(path: &str, doc: &Document, outline: &Outline) -> Vec<Diagnostic> {
    let (Some(zh), Some(en)) = (&outline.abstract_zh, &outline.abstract_en) else { return Vec::new() };
    let percents = |range: &Range<usize>| -> Vec<(Option<Decimal>, Range<usize>)> {
        let found = quantity::scan(&doc.text()[range.clone()]).into_iter();
        let percents = found.filter(|q| q.unit.as_deref() == Some("%") && q.value.is_some());
        percents
            .map(|q| (q.value.map(|v| v.normalize()), range.start + q.range.start..range.start + q.range.end))
            .collect()
    };
    let (chinese, english) = (percents(zh), percents(en));
    if chinese.is_empty() {
        return Vec::new();
    }
    let alone = english.into_iter().filter(|(value, _)| chinese.iter().all(|(other, _)| other != value));
    alone
        .map(|(_, at)| Diagnostic {
            severity: Severity::Warning,
            code: Code::AbstractsDiffer,
            path: Some(path.into()),
            line: Some(doc.span(at.clone()).line),
            message: format!(
                "The English abstract gives {}, which the Chinese abstract does not.",
                doc.quote(at.clone())
            ),
            quote: Some(doc.quote(at).into()),
        })
        .collect()
}

/// Where the YAML block says otherwise than the text.
pub(super) fn contradictions(path: &str, doc: &Document, outline: &Outline) -> Vec<Diagnostic> {
    let head = |printed: &str| doc.furniture.iter().find(|f| f.text.contains(printed)).map(|f| f.span.line);
    let text = |printed: &str| doc.text().find(printed).map(|at| doc.span(at..at + printed.len()).line);
    let place = |printed: &str| text(printed).or_else(|| head(printed));
    let found = outline.contradictions.iter().map(|c| Diagnostic {
        severity: Severity::Warning,
        code: Code::FrontMatterContradicts,
        path: Some(path.into()),
        line: place(&c.printed),
        message: format!(
            "The front matter gives the {} as {}, the text prints {}.",
            c.what, c.stated, c.printed
        ),
        quote: Some(c.printed.clone()),
    });
    found.collect()
}

fn note(paper: &Paper, severity: Severity, code: Code, message: impl Into<String>) -> Diagnostic {
    Diagnostic {
        severity,
        code,
        path: Some(paper.source.path.clone()),
        line: None,
        message: message.into(),
        quote: None,
    }
}
