//! What is told, line by line, before it is known whether a terminal or a forge shows it.

use super::labels::Labels;
use crate::{
    model::{
        Change, Changed, ConflictState, CoverageState, Difference, Effects, FieldChange, FileRef, ItemChange,
        ItemRef, Level, LinkRef, Move, PaperChange, PaperRef, Piece, PieceKind, RowState,
    },
    report::{Options, labels::fill},
};

/// Texts up to so many characters are told as `old → new`, longer ones word by word.
const SHORT: usize = 16;
/// Fields that are the text of an item themselves.
const TEXTS: [&str; 4] = ["label", "statement", "surface", "raw"];

/// A part with its heading.
pub struct Section {
    pub head: Line,
    pub groups: Vec<Group>,
}

/// Lines under a title.
pub struct Group {
    pub title: String,
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Default)]
pub struct Line {
    pub change: Option<Change>,
    pub indent: usize,
    pub parts: Vec<Part>,
    /// File and line, at the edge.
    pub place: String,
}

/// A stretch of a line.
pub enum Part {
    Plain(String),
    Id(String),
    Strong(String),
    Faint(String),
    Removed(String),
    Added(String),
}

/// What everything is told with.
pub struct Teller<'a> {
    pub labels: Labels,
    pub options: &'a Options,
}

impl Teller<'_> {
    /// The first words: what changed, in numbers; empty if nothing did.
    pub fn summary(&self, difference: &Difference) -> Vec<String> {
        let papers: Vec<Change> = difference.papers.iter().map(|p| p.change).collect();
        let items = |of: fn(&PaperChange) -> &[ItemChange]| -> Vec<Change> {
            difference.papers.iter().flat_map(|p| of(p).iter().map(|i| i.change)).collect()
        };
        let l = self.labels;
        let meta: Vec<Change> =
            difference.papers.iter().flat_map(|p| p.meta.iter().map(|_| Change::Changed)).collect();
        let links: Vec<Change> =
            difference.papers.iter().flat_map(|p| p.links.iter().map(|c| c.change)).collect();
        let kinds = [
            (l.word(|w| &w.papers), papers),
            (l.word(|w| &w.meta), meta),
            (l.word(|w| &w.problems), items(|p| &p.problems)),
            (l.word(|w| &w.countermeasures), items(|p| &p.countermeasures)),
            (l.word(|w| &w.statistics), items(|p| &p.statistics)),
            (l.word(|w| &w.links), links),
            (l.word(|w| &w.references), items(|p| &p.references)),
            (l.word(|w| &w.promises), items(|p| &p.promises)),
        ];
        let told = kinds.into_iter().filter(|(_, all)| !all.is_empty()).map(|(name, all)| tally(name, &all));
        told.chain(self.counts(difference)).collect()
    }

    fn counts(&self, difference: &Difference) -> Vec<String> {
        let (old, new) = (difference.old.counts, difference.new.counts);
        let l = self.labels;
        let counts = [
            (l.word(|w| &w.unanswered), old.unanswered, new.unanswered),
            (l.word(|w| &w.conflicts), old.conflicts, new.conflicts),
            (l.word(|w| &w.inconsistent), old.inconsistent, new.inconsistent),
        ];
        let changed = counts.into_iter().filter(|(_, old, new)| old != new);
        changed
            .map(|(name, old, new)| {
                fill(l.word(|w| &w.count), &[("name", &name), ("old", &old), ("new", &new)])
            })
            .collect()
    }

    /// One paper.
    pub fn paper(&self, paper: &PaperChange) -> Section {
        let l = self.labels;
        let title = |p: &PaperRef| p.title.clone().unwrap_or_else(|| l.word(|w| &w.untitled).into());
        let mut parts = Vec::new();
        if let Some(latest) = paper.latest() {
            parts.push(Part::Id(latest.id.clone()));
            parts.push(Part::Strong(title(latest)));
            parts.push(Part::Faint(format!("({})", latest.path)));
        }
        let head = Line { change: Some(paper.change), parts, ..Line::default() };
        let items = |title: &str, all: &[ItemChange]| Group {
            title: title.into(),
            lines: all.iter().flat_map(|i| self.item(i, paper)).collect(),
        };
        let groups = [
            Group {
                title: l.word(|w| &w.meta).into(),
                lines: paper.meta.iter().map(|f| self.field(f, 0, Some(Change::Changed))).collect(),
            },
            items(l.word(|w| &w.problems), &paper.problems),
            items(l.word(|w| &w.countermeasures), &paper.countermeasures),
            items(l.word(|w| &w.statistics), &paper.statistics),
            Group {
                title: l.word(|w| &w.links).into(),
                lines: paper.links.iter().map(|c| self.link(c)).collect(),
            },
            items(l.word(|w| &w.references), &paper.references),
            items(l.word(|w| &w.promises), &paper.promises),
        ];
        Section { head, groups: groups.into_iter().filter(|g| !g.lines.is_empty()).collect() }
    }

    fn item(&self, item: &ItemChange, paper: &PaperChange) -> Vec<Line> {
        let Some(latest) = item.latest() else { return Vec::new() };
        let indent = usize::from(latest.level == Some(Level::Point));
        let mut parts = Vec::new();
        if let Some(id) = &latest.id {
            parts.push(Part::Id(within(id).into()));
        }
        let old_id = item.old.as_ref().filter(|_| item.new.is_some()).and_then(|o| o.id.as_deref());
        if let Some(was) = old_id.filter(|old| latest.id.as_deref().map(within) != Some(within(old))) {
            parts.push(Part::Faint(format!(
                "({})",
                fill(self.labels.word(|w| &w.was), &[("id", &within(was))])
            )));
        }
        let inline = item.fields.iter().find(|f| TEXTS.contains(&f.field.as_str()) && !f.words.is_empty());
        match inline {
            Some(field) => parts.extend(words(&field.words)),
            None => parts.push(Part::Plain(latest.text.clone())),
        }
        if let Some(clause) = &latest.context {
            parts.push(Part::Faint(format!("〔{clause}〕")));
        }
        if !item.quoted_by.is_empty() {
            let ids: Vec<&str> = item.quoted_by.iter().map(|id| within(id)).collect();
            parts.push(Part::Faint(fill(self.labels.word(|w| &w.quoted_by), &[("ids", &ids.join(" "))])));
        }
        let file = if item.new.is_some() { &paper.new } else { &paper.old };
        let place = place(file.as_ref(), latest);
        let head = Line { change: Some(item.change), indent, parts, place };
        let rest = item.fields.iter().filter(|f| inline.is_none_or(|i| i.field != f.field));
        std::iter::once(head).chain(rest.map(|f| self.field(f, indent + 2, None))).collect()
    }

    /// `name: old → new`, or word by word.
    fn field(&self, field: &FieldChange, indent: usize, change: Option<Change>) -> Line {
        let mut parts = vec![Part::Faint(format!("{}:", self.labels.field(&field.field)))];
        let long = |v: &Option<String>| v.as_ref().is_some_and(|v| v.chars().count() > SHORT);
        let named = matches!(field.field.as_str(), "topics" | "actors");
        if !named && !field.words.is_empty() && long(&field.old) && long(&field.new) {
            parts.extend(words(&field.words));
        } else {
            let shown = |v: &Option<String>| match v {
                None => self.labels.word(|w| &w.nothing).to_owned(),
                Some(ids) if named => ids.split("; ").map(|id| self.name(id)).collect::<Vec<_>>().join("·"),
                Some(v) => v.clone(),
            };
            parts.extend([
                Part::Removed(shown(&field.old)),
                Part::Plain("→".into()),
                Part::Added(shown(&field.new)),
            ]);
        }
        Line { change, indent, parts, ..Line::default() }
    }

    fn name(&self, id: &str) -> String {
        self.options.names.get(id).cloned().unwrap_or_else(|| id.rsplit(':').next().unwrap_or(id).to_owned())
    }

    fn link(&self, link: &Changed<LinkRef>) -> Line {
        let told = |item: &ItemRef| format!("{} {}", item.id.as_deref().map_or("", within), item.text);
        let parts = link.latest().map(|l| {
            let slots: [(&str, &dyn std::fmt::Display); 2] =
                [("measure", &told(&l.countermeasure)), ("problem", &told(&l.problem))];
            Part::Plain(fill(self.labels.word(|w| &w.answers), &slots))
        });
        Line { change: Some(link.change), parts: parts.into_iter().collect(), ..Line::default() }
    }

    /// What it changes in the comparison; nothing if it changes nothing there.
    pub fn effects(&self, effects: &Effects) -> Option<Section> {
        let l = self.labels;
        let group = |title: &str, lines: Vec<Line>| Group { title: title.into(), lines };
        let groups = [
            group(l.word(|w| &w.coverage), effects.coverage.iter().map(|c| self.coverage(c)).collect()),
            group(l.word(|w| &w.conflicts), effects.conflicts.iter().map(|c| self.conflict(c)).collect()),
            group(l.word(|w| &w.arithmetic), effects.arithmetic.iter().map(|c| self.arithmetic(c)).collect()),
            group(l.word(|w| &w.topics), effects.topics.iter().map(|c| self.row(c)).collect()),
            group(l.word(|w| &w.actors), effects.actors.iter().map(|c| self.row(c)).collect()),
            group(l.word(|w| &w.shared), effects.references.iter().map(shared).collect()),
        ];
        let groups: Vec<Group> = groups.into_iter().filter(|g| !g.lines.is_empty()).collect();
        let head = Line { parts: vec![Part::Strong(l.word(|w| &w.effects).into())], ..Line::default() };
        if groups.is_empty() { None } else { Some(Section { head, groups }) }
    }

    fn coverage(&self, change: &Changed<CoverageState>) -> Line {
        let told = self.labels.word(match (&change.old, &change.new) {
            (Some(_), Some(new)) if new.answered => |w| &w.coverage_gained,
            (Some(_), Some(_)) => |w| &w.coverage_lost,
            (None, _) => |w| &w.coverage_new,
            (_, None) => |w| &w.coverage_gone,
        });
        let problem = change.latest().map(|state| &state.problem);
        let mut parts = problem.map(named).unwrap_or_default();
        parts.push(Part::Faint(format!("— {told}")));
        Line { change: Some(change.change), parts, ..Line::default() }
    }

    fn conflict(&self, change: &Changed<ConflictState>) -> Line {
        let mut parts = Vec::new();
        if let Some(state) = change.latest() {
            parts.push(Part::Strong(state.indicator.clone()));
            for (lead, item) in [("", &state.a), ("≠", &state.b)] {
                parts.extend(Some(Part::Plain(lead.into())).filter(|_| !lead.is_empty()));
                parts.extend(named(item));
            }
        }
        let kind = |state: &Option<ConflictState>| state.as_ref().map(|s| self.labels.conflict(s.kind));
        parts.extend(between(kind(&change.old), kind(&change.new)));
        Line { change: Some(change.change), parts, ..Line::default() }
    }

    fn arithmetic(&self, change: &Changed<crate::model::ArithmeticState>) -> Line {
        let mut parts = Vec::new();
        if let Some(state) = change.latest() {
            parts.push(Part::Strong(state.expression.clone()));
            parts.push(Part::Id(state.statistics.join(" ")));
        }
        let verdict =
            |state: Option<&crate::model::ArithmeticState>| state.map(|s| self.labels.verdict(s.verdict));
        parts.extend(between(verdict(change.old.as_ref()), verdict(change.new.as_ref())));
        Line { change: Some(change.change), parts, ..Line::default() }
    }

    fn row(&self, change: &Changed<RowState>) -> Line {
        let label = change
            .latest()
            .map(|row| self.options.names.get(&row.id).cloned().unwrap_or_else(|| row.label.clone()));
        let counts = |row: &RowState| match row.status {
            Some(status) => {
                let counts = format!("{}▸{}", row.problem_papers, row.countermeasure_papers);
                format!("{counts} {}", self.labels.status(status))
            }
            None => row.countermeasure_papers.to_string(),
        };
        let (old, new) = (change.old.as_ref().map(counts), change.new.as_ref().map(counts));
        let mut parts = vec![Part::Strong(label.unwrap_or_default())];
        parts.extend(between(old.as_deref(), new.as_deref()));
        Line { change: Some(change.change), parts, ..Line::default() }
    }

    /// Where things went.
    pub fn moves(&self, moves: &[Move]) -> Option<Section> {
        let l = self.labels;
        let line = |m: &Move| {
            let mut told = Vec::new();
            let two = |template: &str, old: &str, new: &str| fill(template, &[("old", &old), ("new", &new)]);
            let path = |f: &FileRef| f.path.clone();
            if m.old.path != m.new.path {
                told.push(two(l.word(|w| &w.moved), &path(&m.old), &path(&m.new)));
            } else {
                told.push(path(&m.new));
            }
            if m.old.id != m.new.id {
                told.push(two(l.word(|w| &w.moved), &m.old.id, &m.new.id));
            }
            if m.old.encoding != m.new.encoding {
                told.push(two(l.word(|w| &w.encoding), &m.old.encoding, &m.new.encoding));
            }
            if m.lines > 0 {
                told.push(fill(l.word(|w| &w.lines), &[("n", &m.lines)]));
            }
            if !m.renumbered.is_empty() {
                let list: Vec<String> =
                    m.renumbered.iter().map(|r| format!("{}→{}", within(&r.old), within(&r.new))).collect();
                told.push(fill(l.word(|w| &w.renumbered), &[("list", &list.join(" "))]));
            }
            Line { parts: vec![Part::Plain(told.join(" · "))], ..Line::default() }
        };
        if moves.is_empty() {
            return None;
        }
        let head = Line { parts: vec![Part::Strong(l.word(|w| &w.moves).into())], ..Line::default() };
        let groups = vec![Group { title: String::new(), lines: moves.iter().map(line).collect() }];
        Some(Section { head, groups })
    }
}

/// `figures +1 -2 ~3`.
fn tally(name: &str, all: &[Change]) -> String {
    let signs = Change::ALL.iter().map(|change| (*change, all.iter().filter(|c| *c == change).count()));
    let told = signs.filter(|(_, n)| *n > 0).map(|(change, n)| format!("{}{n}", sign(change)));
    std::iter::once(name.to_owned()).chain(told).collect::<Vec<_>>().join(" ")
}

/// The sign of a change, for those who see no colours.
pub fn sign(change: Change) -> &'static str {
    match change {
        Change::Added => "+",
        Change::Removed => "-",
        Change::Changed => "~",
    }
}

fn words(pieces: &[Piece]) -> Vec<Part> {
    let part = |p: &Piece| match p.is {
        PieceKind::Same => Part::Plain(p.text.clone()),
        PieceKind::Removed => Part::Removed(p.text.clone()),
        PieceKind::Added => Part::Added(p.text.clone()),
    };
    pieces.iter().map(part).collect()
}

/// What follows the thing said of: its one state, or both.
fn between(old: Option<&str>, new: Option<&str>) -> Vec<Part> {
    match (old, new) {
        (Some(old), Some(new)) if old != new => {
            vec![Part::Removed(old.into()), Part::Plain("→".into()), Part::Added(new.into())]
        }
        (old, new) => new.or(old).map(|one| Part::Faint(format!("— {one}"))).into_iter().collect(),
    }
}

fn named(item: &ItemRef) -> Vec<Part> {
    let id = item.id.clone().map(Part::Id);
    id.into_iter().chain([Part::Plain(item.text.clone())]).collect()
}

fn shared(change: &Changed<crate::model::SharedState>) -> Line {
    let papers = |s: &crate::model::SharedState| s.papers.join(" ");
    let (old, new) = (change.old.as_ref().map(papers), change.new.as_ref().map(papers));
    let key = change.latest().map(|s| s.key.clone()).unwrap_or_default();
    let mut parts = vec![Part::Strong(key)];
    parts.extend(between(old.as_deref(), new.as_deref()));
    Line { change: Some(change.change), parts, ..Line::default() }
}

/// `P1.2` of `001/P1.2`: the heading names the paper.
fn within(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn place(paper: Option<&PaperRef>, item: &ItemRef) -> String {
    let file = paper.and_then(|p| p.path.rsplit('/').next());
    file.zip(item.line).map(|(file, line)| format!("{file}:{line}")).unwrap_or_default()
}
