//! Problems and countermeasures, their topics, actors, themes and links.

use super::{Matched, alike, head, shown};
use crate::{
    eval::{
        Gold, Key, Sheet,
        gold::GoldFinding,
        pairing::pair,
        text::{Place, Taken, Text, iou, squeeze},
    },
    model::{Attribution, Finding, FindingKind, Level, Paper},
};
use std::collections::{BTreeMap, BTreeSet};

/// Labels of themes this much alike are the same theme.
const THEMES_ALIKE: f64 = 0.6;
/// Statements this much in the same place are the same point.
const POINTS_ALIKE: f64 = 0.5;

/// Marks that end a sentence or a member of an enumeration.
const ENDS: [char; 7] = ['。', '；', '！', '？', '，', ';', '.'];

/// Annotated themes by the local ids of the ones found for them.
type Themes = BTreeMap<String, String>;

/// Problems before countermeasures and themes before points: links and parents need the themes.
pub fn score(gold: &Gold, paper: &Paper, text: &Text, sheet: &mut Sheet) {
    let mut themes = Themes::new();
    for kind in [FindingKind::Problem, FindingKind::Countermeasure] {
        for level in [Level::Theme, Level::Point] {
            let side = Side::new(kind, level, gold, paper, text);
            side.count(sheet);
            side.leftovers(sheet);
            side.attributes(&mut themes, sheet);
            if kind == FindingKind::Countermeasure && level == Level::Theme {
                side.links(&themes, sheet);
            }
        }
    }
}

/// The findings of one kind and level, annotated and found.
struct Side<'a> {
    kind: FindingKind,
    level: Level,
    gold: Vec<&'a GoldFinding>,
    gold_places: Vec<Option<Place>>,
    got: Vec<&'a Finding>,
    matched: Matched,
    text: &'a Text,
}

impl<'a> Side<'a> {
    fn new(kind: FindingKind, level: Level, gold: &'a Gold, paper: &'a Paper, text: &'a Text) -> Self {
        let (gold, got) = match kind {
            FindingKind::Problem => (&gold.problems, &paper.problems),
            FindingKind::Countermeasure => (&gold.countermeasures, &paper.countermeasures),
        };
        let gold: Vec<_> = gold.iter().filter(|g| g.level == level).collect();
        let got: Vec<_> =
            got.iter().filter(|p| p.level == level && p.attribution == Attribution::Own).collect();
        let gold_places = places(gold.iter().map(|g| g.words()), text);
        let pairs = match level {
            Level::Theme => {
                pair(gold.len(), got.len(), THEMES_ALIKE, |i, j| alike(gold[i].words(), words(got[j])))
            }
            Level::Point => {
                let got_places = places(got.iter().map(|p| words(p)), text);
                pair(gold.len(), got.len(), POINTS_ALIKE, |i, j| iou(gold_places[i], got_places[j]))
            }
        };
        let optional: Vec<bool> = gold.iter().map(|g| g.optional).collect();
        let matched = Matched::new(pairs, &optional, got.len());
        Side { kind, level, gold, gold_places, got, matched, text }
    }

    fn key(&self) -> Key {
        match (self.kind, self.level) {
            (FindingKind::Problem, Level::Theme) => Key::ProblemTheme,
            (FindingKind::Problem, Level::Point) => Key::ProblemPoint,
            (FindingKind::Countermeasure, Level::Theme) => Key::CountermeasureTheme,
            (FindingKind::Countermeasure, Level::Point) => Key::CountermeasurePoint,
        }
    }

    /// `problems theme`, as messages have it.
    fn name(&self) -> String {
        self.key().as_str().replace('.', " ")
    }

    fn pairs(&self) -> impl Iterator<Item = (&GoldFinding, &Finding)> {
        self.matched.firm.iter().map(|(i, j)| (self.gold[*i], self.got[*j]))
    }

    fn count(&self, sheet: &mut Sheet) {
        sheet.add(self.key(), self.matched.hits(), self.matched.gold(), self.matched.got());
        let mut exact = 0;
        for (g, p) in self.pairs() {
            sheet.right.push(g.id.clone());
            if bare(g.words()) == bare(words(p)) {
                exact += 1;
                sheet.right.push(format!("{} exact", g.id));
            }
        }
        sheet.add_strict(self.key(), exact);
    }

    fn leftovers(&self, sheet: &mut Sheet) {
        for &i in &self.matched.missed {
            let g = self.gold[i];
            let line = self.text.line(self.gold_places[i]);
            sheet.miss(line, format!("{} missed: {} {}", self.name(), g.id, g.words()));
        }
        for &j in &self.matched.extra {
            let p = self.got[j];
            sheet.miss(Some(p.span.line), format!("{} extra: {} {}", self.name(), p.id, words(p)));
        }
    }

    fn attributes(&self, themes: &mut Themes, sheet: &mut Sheet) {
        for (g, p) in self.pairs() {
            topics(g, p, sheet);
            if self.kind == FindingKind::Countermeasure {
                actors(g, p, sheet);
            }
            match (self.level, &p.parent) {
                (Level::Theme, _) => {
                    themes.insert(local(p.id.as_str()).to_owned(), g.id.clone());
                }
                (Level::Point, Some(parent)) => {
                    let theme = themes.get(local(parent.as_str()));
                    judge_parent(g, p, theme.map(String::as_str), sheet);
                }
                (Level::Point, None) => {}
            }
        }
    }

    /// Links between annotated themes; a theme that is no annotated one is `?`.
    fn links(&self, themes: &Themes, sheet: &mut Sheet) {
        let gold: BTreeSet<(&str, &str)> = self
            .gold
            .iter()
            .flat_map(|g| g.addresses.iter().map(|problem| (g.id.as_str(), problem.as_str())))
            .collect();
        let known = |id: &str| themes.get(local(id)).map_or("?", String::as_str);
        let mut lines = BTreeMap::new();
        for p in &self.got {
            for a in &p.addresses {
                lines.entry((known(p.id.as_str()), known(a.problem.as_str()))).or_insert(p.span.line);
            }
        }
        let got: BTreeSet<(&str, &str)> = lines.keys().copied().collect();
        let right: Vec<_> = gold.intersection(&got).collect();
        sheet.add(Key::Links, right.len(), gold.len(), got.len());
        sheet.right.extend(right.iter().map(|(c, p)| format!("{c}->{p}")));
        for (c, p) in gold.difference(&got) {
            let place = self.gold.iter().position(|g| g.id == *c).and_then(|i| self.gold_places[i]);
            sheet.miss(self.text.line(place), format!("link missed: {c} {p}"));
        }
        for link in got.difference(&gold) {
            sheet.miss(lines.get(link).copied(), format!("link extra: {} {}", link.0, link.1));
        }
    }
}

fn topics(g: &GoldFinding, p: &Finding, sheet: &mut Sheet) {
    let gold: BTreeSet<&str> = g.topics.iter().map(String::as_str).collect();
    let got: BTreeSet<&str> = p.topics.iter().map(|t| t.id.as_str()).collect();
    sheet.add(Key::Topics, gold.intersection(&got).count(), gold.len(), got.len());
    if gold == got {
        sheet.right.push(format!("{} topics", g.id));
    }
    let Some(main) = g.topics.first() else { return };
    let right = got.contains(main.as_str());
    sheet.judge(Key::PrimaryTopic, right, || format!("{} primary", g.id));
    if !right {
        let got: Vec<_> = p.topics.iter().map(|t| t.id.as_str()).collect();
        let (gold, got) = (g.topics.join(", "), got.join(", "));
        let message = format!("topic of {} {} gold {gold} got {got}", g.id, head(g.words()));
        sheet.miss(Some(p.span.line), message);
    }
}

fn actors(g: &GoldFinding, p: &Finding, sheet: &mut Sheet) {
    let gold: BTreeSet<&str> = g.actors.iter().map(String::as_str).collect();
    let got: BTreeSet<&str> = p.actors.iter().map(|a| a.as_str()).collect();
    sheet.add(Key::Actors, gold.intersection(&got).count(), gold.len(), got.len());
    if gold == got {
        sheet.right.push(format!("{} actors", g.id));
    } else {
        sheet.miss(Some(p.span.line), format!("actors of {} gold {gold:?} got {got:?}", g.id));
    }
}

fn judge_parent(g: &GoldFinding, p: &Finding, theme: Option<&str>, sheet: &mut Sheet) {
    let right = theme == g.parent.as_deref();
    sheet.judge(Key::Parent, right, || format!("{} parent", g.id));
    if !right {
        let (gold, got) = (shown(g.parent.as_deref()), shown(theme));
        sheet.miss(Some(p.span.line), format!("parent of {} gold {gold} got {got}", g.id));
    }
}

/// The label of a theme, the statement of a point.
fn words(finding: &Finding) -> &str {
    match finding.level {
        Level::Theme => finding.label.as_deref().unwrap_or_default(),
        Level::Point => &finding.statement,
    }
}

/// A text without white space and without the mark that ends it, which readers quote or leave.
fn bare(text: &str) -> String {
    squeeze(text).trim_end_matches(ENDS).to_owned()
}

/// `P1.2` of `001/P1.2`.
fn local(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

fn places<'a>(words: impl Iterator<Item = &'a str>, text: &Text) -> Vec<Option<Place>> {
    let mut taken = Taken::new();
    words.map(|words| text.locate(words, &mut taken)).collect()
}
