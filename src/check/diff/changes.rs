//! What became of one paper.

use super::{
    Both, Corpora,
    fields::{self, change, changed as differing},
    figures::{self, Masks},
    items::{Pairs, announced, unnumbered},
    matching::rest,
};
use crate::model::{
    Address, Analysis, Change, Changed, Comparison, FieldChange, Finding, FindingId, FindingKind, ItemChange,
    ItemRef, LinkRef, Paper, PaperChange, PaperRef, Reference, Statistic,
};
use std::collections::BTreeMap;

/// A paper that is in the new analysis only.
pub fn added(paper: &Paper, corpora: &Corpora) -> PaperChange {
    whole(paper, corpora.new, |item| one_sided(None, Some(item)), |paper| (None, Some(paper)))
}

/// A paper that is in the old analysis only.
pub fn removed(paper: &Paper, corpora: &Corpora) -> PaperChange {
    whole(paper, corpora.old, |item| one_sided(Some(item), None), |paper| (Some(paper), None))
}

fn one_sided(old: Option<ItemRef>, new: Option<ItemRef>) -> ItemChange {
    ItemChange { change: Change::of(&old, &new), old, new, fields: Vec::new(), quoted_by: Vec::new() }
}

fn whole(
    paper: &Paper,
    analysis: &Analysis,
    item: impl Fn(ItemRef) -> ItemChange,
    sides: impl Fn(PaperRef) -> (Option<PaperRef>, Option<PaperRef>),
) -> PaperChange {
    let (old, new) = sides(paper_ref(paper));
    let promises = announcements(paper, &analysis.comparison);
    PaperChange {
        change: Change::of(&old, &new),
        old,
        new,
        meta: Vec::new(),
        problems: paper.problems.iter().map(|f| item(finding_ref(f))).collect(),
        countermeasures: paper.countermeasures.iter().map(|f| item(finding_ref(f))).collect(),
        statistics: paper.statistics.iter().map(|s| item(statistic_ref(s))).collect(),
        links: Vec::new(),
        references: paper.references.iter().map(|r| item(reference_ref(r))).collect(),
        promises: promises.iter().map(|p| item(p.to_ref())).collect(),
    }
}

/// A paper that is in both; nothing in it if nothing differs.
pub fn changed(both: &Both, corpora: &Corpora) -> PaperChange {
    let Both { old, new, items } = both;
    let mut meta = differing(fields::META, &old.meta, &new.meta);
    meta.extend(differing(fields::SOURCE, *old, *new));
    let citations = Citations::of(both);
    let core = |a: &Statistic, b: &Statistic| {
        let mut fields = differing(fields::STATISTIC, a, b);
        fields.extend(citations.differing(&a.citations, &b.citations));
        fields
    };
    let mut statistics = listed(&items.statistics, (&old.statistics, &new.statistics), core, statistic_ref);
    let masks = Masks::of(&statistics, old, new);
    figures::clauses(&mut statistics, both, &masks);
    let mut problems = findings(&items.problems, (&old.problems, &new.problems), &citations, corpora);
    let mut measures =
        findings(&items.countermeasures, (&old.countermeasures, &new.countermeasures), &citations, corpora);
    figures::quotations(&mut statistics, &mut problems, (&old.problems, &new.problems), &masks);
    figures::quotations(&mut statistics, &mut measures, (&old.countermeasures, &new.countermeasures), &masks);
    let (a, b) = (announcements(old, &corpora.old.comparison), announcements(new, &corpora.new.comparison));
    PaperChange {
        change: Change::Changed,
        old: Some(paper_ref(old)),
        new: Some(paper_ref(new)),
        meta,
        problems: told(problems),
        countermeasures: told(measures),
        statistics: told(statistics),
        links: links(both),
        references: told(listed(
            &items.references,
            (&old.references, &new.references),
            reference_fields,
            reference_ref,
        )),
        promises: told(listed(&items.promises, (&a, &b), Announcement::fields, Announcement::to_ref)),
    }
}

/// Without the pairs in which nothing differs.
fn told(all: Vec<ItemChange>) -> Vec<ItemChange> {
    all.into_iter().filter(|c| c.change != Change::Changed || !c.fields.is_empty()).collect()
}

fn findings(
    pairs: &Pairs,
    lists: (&Vec<Finding>, &Vec<Finding>),
    citations: &Citations,
    corpora: &Corpora,
) -> Vec<ItemChange> {
    let compare = |x: &Finding, y: &Finding| {
        let mut fields = differing(fields::FINDING, x, y);
        let parents = (x.parent.as_ref().map(FindingId::as_str), y.parent.as_ref().map(FindingId::as_str));
        let same = parents.0.map(|id| corpora.ids.of_old(id)) == parents.1.map(|id| corpora.ids.of_new(id));
        if !same {
            let label = |all: &[Finding], id: Option<&str>| {
                all.iter().find(|f| Some(f.id.as_str()) == id).map(|f| f.statement.clone())
            };
            fields.extend(change("parent", label(lists.0, parents.0), label(lists.1, parents.1)));
        }
        fields.extend(citations.differing(&x.citations, &y.citations));
        fields
    };
    listed(pairs, (lists.0, lists.1), compare, finding_ref)
}

/// Every item of two lists once, in the order of the new one; what was removed stands behind what it stood behind.
fn listed<T>(
    pairs: &Pairs,
    (old, new): (&[T], &[T]),
    compare: impl Fn(&T, &T) -> Vec<FieldChange>,
    to_ref: impl Fn(&T) -> ItemRef,
) -> Vec<ItemChange> {
    let mut all: Vec<((usize, usize), ItemChange)> = Vec::new();
    for (i, j) in pairs {
        let fields = compare(&old[*i], &new[*j]);
        all.push((
            (j + 1, 0),
            ItemChange { fields, ..one_sided(Some(to_ref(&old[*i])), Some(to_ref(&new[*j]))) },
        ));
    }
    for j in rest(new.len(), pairs.iter().map(|p| p.1)) {
        all.push(((j + 1, 0), one_sided(None, Some(to_ref(&new[j])))));
    }
    for i in rest(old.len(), pairs.iter().map(|p| p.0)) {
        let before = pairs.iter().filter(|p| p.0 < i).max().map_or(0, |p| p.1 + 1);
        all.push(((before, i + 1), one_sided(Some(to_ref(&old[i])), None)));
    }
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, item)| item).collect()
}

/// Links between items that are in both analyses; that a link goes with its item need not be told.
fn links(both: &Both) -> Vec<Changed<LinkRef>> {
    let Both { old, new, items } = both;
    let reached = |all: &[Address], problems: &[Finding]| -> Vec<usize> {
        all.iter().filter_map(|a| problems.iter().position(|p| p.id == a.problem)).collect()
    };
    let mut found = Vec::new();
    for (i, j) in &items.countermeasures {
        let (x, y) = (&old.countermeasures[*i], &new.countermeasures[*j]);
        let (before, after) = (reached(&x.addresses, &old.problems), reached(&y.addresses, &new.problems));
        for (p, q) in &items.problems {
            let (was, is) = (before.contains(p), after.contains(q));
            let link = |c: &Finding, p: &Finding| LinkRef {
                countermeasure: finding_ref(c),
                problem: finding_ref(p),
            };
            if was && !is {
                found.push(Changed::of(Some(link(x, &old.problems[*p])), None));
            } else if is && !was {
                found.push(Changed::of(None, Some(link(y, &new.problems[*q]))));
            }
        }
    }
    found
}

/// What the numbers of citation marks lead to: reference lists are numbered anew when an entry is put in.
struct Citations {
    old: BTreeMap<u32, usize>,
    new: BTreeMap<u32, usize>,
}

impl Citations {
    fn of(both: &Both) -> Self {
        let Both { old, new, items } = both;
        let pairs = || items.references.iter().enumerate();
        Citations {
            old: pairs().map(|(k, (i, _))| (old.references[*i].n, k)).collect(),
            new: pairs().map(|(k, (_, j))| (new.references[*j].n, k)).collect(),
        }
    }

    fn differing(&self, old: &[u32], new: &[u32]) -> Option<FieldChange> {
        let meant = |marks: &[u32], known: &BTreeMap<u32, usize>| -> Vec<Result<usize, u32>> {
            marks.iter().map(|n| known.get(n).copied().ok_or(*n)).collect()
        };
        if meant(old, &self.old) == meant(new, &self.new) {
            return None;
        }
        let shown = |marks: &[u32]| {
            Some(marks.iter().map(|n| format!("[{n}]")).collect::<String>()).filter(|s| !s.is_empty())
        };
        let (before, after) = (shown(old), shown(new));
        // Equal marks that lead elsewhere: the references tell of it.
        if before == after { None } else { Some(fields::told("citations", before, after)) }
    }
}

/// Something the abstract announces, and whether the body delivers it.
struct Announcement<'a> {
    label: &'a str,
    kept: bool,
    line: Option<usize>,
}

impl Announcement<'_> {
    fn to_ref(&self) -> ItemRef {
        ItemRef { id: None, text: self.label.into(), context: None, level: None, line: self.line }
    }

    fn fields(&self, other: &Self) -> Vec<FieldChange> {
        let label = change("label", Some(self.label.into()), Some(other.label.into()));
        let kept = change("kept", Some(self.kept.to_string()), Some(other.kept.to_string()));
        label.into_iter().chain(kept).collect()
    }
}

/// In the order of [`announced`].
fn announcements<'a>(paper: &'a Paper, comparison: &Comparison) -> Vec<Announcement<'a>> {
    let kept = |kind: FindingKind, label: &str| {
        let mut promises = comparison.promises.iter();
        promises
            .any(|p| p.paper == paper.id && p.kind == kind && p.announced == label && !p.found_in.is_empty())
    };
    let lines = paper.announced.problems.iter().chain(&paper.announced.countermeasures).map(|a| a.span.line);
    announced(&paper.announced)
        .zip(lines)
        .map(|((kind, label), line)| Announcement { label, kept: kept(kind, label), line: Some(line) })
        .collect()
}

fn reference_fields(old: &Reference, new: &Reference) -> Vec<FieldChange> {
    let fields = differing(fields::REFERENCE, old, new);
    let raw = |r: &Reference| Some(unnumbered(&r.raw).to_owned());
    // What was read of an entry says more than the entry; where nothing was read, its words must do.
    if fields.is_empty() { change("raw", raw(old), raw(new)).into_iter().collect() } else { fields }
}

fn paper_ref(paper: &Paper) -> PaperRef {
    let title = paper.meta.title_zh.as_ref().or(paper.meta.title_en.as_ref());
    PaperRef { id: paper.id.to_string(), path: paper.source.path.clone(), title: title.cloned() }
}

/// A finding as it is told.
pub fn finding_ref(finding: &Finding) -> ItemRef {
    ItemRef {
        id: Some(finding.id.to_string()),
        text: finding.label.clone().unwrap_or_else(|| finding.statement.clone()),
        context: None,
        level: Some(finding.level),
        line: Some(finding.span.line),
    }
}

/// A figure as it is told.
pub fn statistic_ref(statistic: &Statistic) -> ItemRef {
    ItemRef {
        id: Some(statistic.id.to_string()),
        text: statistic.surface.clone(),
        context: Some(statistic.quote.clone()),
        level: None,
        line: Some(statistic.figure.line),
    }
}

fn reference_ref(reference: &Reference) -> ItemRef {
    ItemRef {
        id: Some(format!("[{}]", reference.n)),
        text: unnumbered(&reference.raw).into(),
        context: None,
        level: None,
        line: Some(reference.span.line),
    }
}
