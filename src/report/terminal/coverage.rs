//! What nobody answers, what does not add up, what was announced and not delivered, and how alike the papers are.

use super::{Context, page::Page, theme};
use crate::{
    model::{Arithmetic, FindingKind, Keyness, Relation, TopicStatus, Verdict},
    report::{
        amount::working,
        table::{Align, Column, Table, spaces},
        text::Rich,
    },
};

/// How many of a paper's or a side's own words are shown.
const WORDS: usize = 10;

/// Problem themes without an answer, and topics on which no paper proposes anything.
pub fn unanswered(context: &Context, page: &mut Page) {
    let (words, comparison) = (context.words, &context.analysis.comparison);
    page.heading(&words.unanswered);
    let open = comparison.coverage.iter().filter(|c| c.addressed_by.is_empty());
    let open: Vec<_> = open.filter_map(|c| context.index.finding(&c.problem)).collect();
    if open.is_empty() {
        page.text(1, &Rich::plain(&words.unanswered_none));
    }
    for (paper, problem) in open {
        let prefix = Rich::plain(" ").add(theme::PROBLEM, context.index.item(problem.id.as_str())).and(" ");
        let body = Rich::plain(problem.label.as_deref().unwrap_or(&problem.statement));
        page.flow(prefix, &body, context.place(paper, problem.span.line));
    }
    let topics = comparison.topics.iter().filter(|t| t.status == TopicStatus::Unanswered);
    let topics = context.tags(topics.map(|t| t.id.as_str()));
    if !topics.is_empty() {
        page.text(1, &Rich::styled(theme::WARN, &words.unanswered_topics).and(" ").join(topics));
    }
}

/// Every relation between printed figures that was recomputed, those that fail first.
pub fn arithmetic(context: &Context, page: &mut Page) {
    let checks = &context.analysis.comparison.arithmetic;
    if checks.is_empty() {
        return;
    }
    page.heading(&context.words.arithmetic);
    let (bad, good): (Vec<_>, Vec<_>) = checks.iter().partition(|a| a.verdict == Verdict::Inconsistent);
    for check in bad.into_iter().chain(good) {
        relation(context, page, check);
    }
}

fn relation(context: &Context, page: &mut Page, check: &Arithmetic) {
    let words = context.words;
    let (sign, style, verdict) = match check.verdict {
        Verdict::Consistent => ("✓", theme::MEASURE, &words.consistent),
        Verdict::Inconsistent => ("✗", theme::BAD, &words.inconsistent),
    };
    let kind = match check.relation {
        Relation::Sum => &words.relation_sum,
        Relation::Share => &words.relation_share,
        Relation::Growth => &words.relation_growth,
        Relation::Difference => &words.relation_difference,
        Relation::Rank => &words.relation_rank,
        Relation::Same => &words.relation_same,
    };
    let prefix = Rich::plain(" ").add(style, format!("{sign} {verdict}")).and(" ");
    let body = Rich::plain(format!("{kind}  ")).add(theme::FIGURE, &check.expression);
    let body = body.add(theme::FAINT, format!("  {}", working(words, &context.index, check)));
    page.flow(prefix, &body, Rich::new());
    let places = check.statistics.iter().filter_map(|id| context.index.statistic(id)).map(|(paper, s)| {
        format!("{} {}", context.index.item(s.id.as_str()), context.index.place(paper, s.figure.line))
    });
    page.text(3, &Rich::styled(theme::FAINT, places.collect::<Vec<_>>().join(" · ")));
}

/// What the abstracts announce and the bodies do not deliver.
pub fn promises(context: &Context, page: &mut Page) {
    let words = context.words;
    let promises = &context.analysis.comparison.promises;
    if promises.is_empty() {
        return;
    }
    page.heading(&words.kept_not);
    let open: Vec<_> = promises.iter().filter(|p| p.found_in.is_empty()).collect();
    if open.is_empty() {
        page.text(1, &Rich::plain(&words.kept_all));
    }
    for promise in open {
        let kind = match promise.kind {
            FindingKind::Problem => Rich::styled(theme::PROBLEM, &words.problem),
            FindingKind::Countermeasure => Rich::styled(theme::MEASURE, &words.countermeasure),
        };
        let prefix = Rich::plain(" ")
            .add(theme::STRONG, context.index.key(&promise.paper))
            .and(" ")
            .join(kind)
            .and(" ");
        let paper = context.index.paper(&promise.paper);
        let announced = paper.and_then(|p| {
            let lists = p.announced.problems.iter().chain(&p.announced.countermeasures);
            lists.filter(|a| a.label == promise.announced).map(|a| context.place(p, a.span.line)).next()
        });
        page.flow(prefix, &Rich::plain(&promise.announced), announced.unwrap_or_default());
    }
    page.text(0, &Rich::styled(theme::FAINT, &words.kept_legend));
    unannounced(context, page);
}

/// Themes of the bodies that the abstracts leave out.
fn unannounced(context: &Context, page: &mut Page) {
    let words = context.words;
    let left = &context.analysis.comparison.unannounced;
    if left.is_empty() {
        return;
    }
    page.heading(&words.unannounced);
    for theme in left {
        let Some((paper, finding)) = context.index.finding(&theme.finding) else { continue };
        let style = match theme.kind {
            FindingKind::Problem => theme::PROBLEM,
            FindingKind::Countermeasure => theme::MEASURE,
        };
        let prefix = Rich::plain(" ").add(style, context.index.item(theme.finding.as_str())).and(" ");
        let label = finding.label.as_deref().unwrap_or(&finding.statement);
        page.flow(prefix, &Rich::plain(label), context.place(paper, finding.span.line));
    }
}

/// Works cited by several papers.
pub fn references(context: &Context, page: &mut Page) {
    let (words, comparison) = (context.words, &context.analysis.comparison);
    if !comparison.references.is_empty() {
        page.heading(&words.shared_list);
        for work in &comparison.references {
            let cited = work
                .cited_by
                .iter()
                .map(|c| format!("{}[{}]", context.index.key(&c.paper), c.n))
                .collect::<Vec<_>>()
                .join(" ");
            page.flow(spaces(1), &Rich::plain(&work.key), Rich::styled(theme::FAINT, cited));
        }
    }
}

/// The words that set each paper apart from the others, and problems from countermeasures.
pub fn wording(context: &Context, page: &mut Page) {
    let (words, comparison) = (context.words, &context.analysis.comparison);
    let joined =
        |terms: &[Keyness]| terms.iter().take(WORDS).map(|t| t.term.as_str()).collect::<Vec<_>>().join(" ");
    let papers = comparison
        .distinctive
        .iter()
        .map(|paper| (Rich::styled(theme::STRONG, context.index.key(&paper.paper)), joined(&paper.terms)));
    let sides = comparison.stances.iter().map(|side| {
        let name = match side.kind {
            FindingKind::Problem => Rich::styled(theme::PROBLEM, &words.problem),
            FindingKind::Countermeasure => Rich::styled(theme::MEASURE, &words.countermeasure),
        };
        (name, joined(&side.terms))
    });
    let parts: [(&str, Vec<(Rich, String)>); 2] =
        [(&words.distinctive, papers.collect()), (&words.stances, sides.collect())];
    for (title, rows) in parts {
        if rows.iter().all(|(_, terms)| terms.is_empty()) {
            continue;
        }
        page.heading(title);
        let mut table = Table::new(1, [Column::fixed(Align::Left), Column::flexible()]);
        for (name, terms) in rows {
            table.row([name, Rich::plain(terms)]);
        }
        page.table(&table);
    }
}
