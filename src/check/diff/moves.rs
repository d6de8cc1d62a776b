//! What only stands elsewhere, or is numbered anew.

use super::{Both, Corpora};
use crate::model::{Analysis, FileRef, Finding, Move, Paper, Renumbered, Statistic};

/// Nothing if the paper is where it was and its items are called and numbered as they were.
pub fn of(both: &Both, corpora: &Corpora) -> Option<Move> {
    let Both { old, new, items } = both;
    let mut renumbered = Vec::new();
    let mut lines = 0;
    let mut note = |a: (&str, usize), b: (&str, usize)| {
        if within(a.0) != within(b.0) {
            renumbered.push(Renumbered { old: a.0.into(), new: b.0.into() });
        }
        lines += usize::from(a.1 != b.1);
    };
    let finding = |f: &Finding| (f.id.to_string(), f.span.line);
    let figure = |s: &Statistic| (s.id.to_string(), s.figure.line);
    let problems =
        items.problems.iter().map(|(i, j)| (finding(&old.problems[*i]), finding(&new.problems[*j])));
    let measures = items
        .countermeasures
        .iter()
        .map(|(i, j)| (finding(&old.countermeasures[*i]), finding(&new.countermeasures[*j])));
    let figures =
        items.statistics.iter().map(|(i, j)| (figure(&old.statistics[*i]), figure(&new.statistics[*j])));
    for (a, b) in problems.chain(measures).chain(figures) {
        note((&a.0, a.1), (&b.0, b.1));
    }
    let references = items.references.iter().map(|(i, j)| (old.references[*i].n, new.references[*j].n));
    for (a, b) in references.filter(|(a, b)| a != b) {
        renumbered.push(Renumbered { old: format!("[{a}]"), new: format!("[{b}]") });
    }
    let files = [file(old), file(new)];
    let stays = old.id == new.id
        && files[0].encoding == files[1].encoding
        && below(corpora.old, old) == below(corpora.new, new);
    let [old, new] = files;
    if stays && lines == 0 && renumbered.is_empty() {
        return None;
    }
    Some(Move { old, new, lines, renumbered })
}

/// The part of an id that does not come from the name of the file.
fn within(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn file(paper: &Paper) -> FileRef {
    FileRef {
        id: paper.id.to_string(),
        path: paper.source.path.clone(),
        encoding: paper.source.encoding.clone(),
    }
}

/// The path below the folder all papers of the analysis are in: where that folder lies is nobody's change.
fn below<'a>(analysis: &Analysis, paper: &'a Paper) -> &'a str {
    let folders = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
    let path = paper.source.path.as_str();
    let common = analysis.papers.iter().fold(folders(path), |common, other| {
        let other = &other.source.path.as_bytes()[..folders(&other.source.path)];
        let shared = path.bytes().zip(other).take_while(|(a, b)| a == *b).count().min(common);
        path.as_bytes()[..shared].iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1)
    });
    &path[common..]
}
