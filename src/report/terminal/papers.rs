//! Each paper: its problems, beneath each the answers to it.

use super::{Context, page::Page, short, summary::is_theme, theme};
use crate::{
    model::{Finding, FindingId, Paper},
    report::{labels::fill, table::spaces, text::Rich},
};
use std::collections::BTreeSet;

/// Where themes, points, answers and points of answers begin.
const INDENTS: [usize; 4] = [1, 4, 4, 7];

/// Every paper in turn.
pub fn write(context: &Context, page: &mut Page) {
    page.heading(&context.words.by_paper);
    for paper in &context.analysis.papers {
        one(context, page, paper);
    }
}

fn one(context: &Context, page: &mut Page, paper: &Paper) {
    let title = Rich::styled(theme::STRONG, context.index.key(&paper.id))
        .and(" ")
        .add(theme::HEADING, context.title(paper));
    page.subheading(title);
    page.text(0, &imprint(paper));
    if paper.problems.is_empty() && paper.countermeasures.is_empty() {
        page.text(INDENTS[0], &Rich::styled(theme::WARN, &context.words.no_findings));
    }
    let mut shown = BTreeSet::new();
    for problem in paper.problems.iter().filter(|f| is_theme(f)) {
        theme_line(
            context,
            page,
            paper,
            problem,
            Place { indent: INDENTS[0], style: theme::PROBLEM, lead: "" },
        );
        points(context, page, paper, (&paper.problems, &problem.id, INDENTS[1]));
        answers(context, page, paper, problem, &mut shown);
    }
    let rest: Vec<&Finding> =
        paper.countermeasures.iter().filter(|f| is_theme(f) && !shown.contains(&f.id)).collect();
    if !rest.is_empty() {
        page.text(INDENTS[0], &Rich::styled(theme::HEADING, &context.words.answers_nothing));
    }
    for measure in rest {
        theme_line(
            context,
            page,
            paper,
            measure,
            Place { indent: INDENTS[2], style: theme::MEASURE, lead: "" },
        );
        points(context, page, paper, (&paper.countermeasures, &measure.id, INDENTS[3]));
    }
}

/// Authors, journal, year, DOI, file.
fn imprint(paper: &Paper) -> Rich {
    let meta = &paper.meta;
    let issue = [
        meta.year.map(|y| y.to_string()),
        meta.volume.clone(),
        meta.issue.as_ref().map(|i| format!("({i})")),
    ];
    let parts = [
        Some(meta.authors.join("、")).filter(|a| !a.is_empty()),
        meta.journal.as_ref().map(|j| format!("《{j}》")),
        Some(issue.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|i| !i.is_empty()),
        meta.doi.as_ref().map(|d| format!("doi:{d}")),
        Some(paper.source.path.clone()),
    ];
    Rich::styled(theme::FAINT, parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

struct Place {
    indent: usize,
    style: anstyle::Style,
    lead: &'static str,
}

fn theme_line(context: &Context, page: &mut Page, paper: &Paper, finding: &Finding, place: Place) {
    let id = short(finding.id.as_str());
    let prefix = spaces(place.indent).add(theme::FAINT, place.lead).add(place.style.bold(), id).and(" ");
    page.flow(prefix, &name(context, finding), context.place(paper, finding.span.line));
}

/// The label with topics and actors.
fn name(context: &Context, finding: &Finding) -> Rich {
    let label = finding.label.as_deref().unwrap_or(&finding.statement);
    let mark = if finding.by_hand.is_some() { context.words.by_hand_mark.as_str() } else { "" };
    let mut name = Rich::styled(theme::STRONG, label).add(theme::TAG, mark);
    let topics = context.tags(finding.topics.iter().map(|t| t.id.as_str()));
    if !topics.is_empty() {
        name = name.add(theme::TAG, "  [").join(topics).add(theme::TAG, "]");
    }
    let actors = context.tags(finding.actors.iter().map(|a| a.as_str()));
    if actors.is_empty() { name } else { name.add(theme::TAG, " @").join(actors) }
}

fn points(
    context: &Context,
    page: &mut Page,
    paper: &Paper,
    (all, theme, indent): (&[Finding], &FindingId, usize),
) {
    for point in all.iter().filter(|f| f.parent.as_ref() == Some(theme)) {
        let prefix = spaces(indent).add(theme::FAINT, short(point.id.as_str())).and(" ");
        let mut text = Rich::plain(&point.statement);
        if point.attribution == crate::model::Attribution::Cited {
            text = text.add(theme::TAG, &context.words.cited_mark);
        }
        if point.by_hand.is_some() {
            text = text.add(theme::TAG, &context.words.by_hand_mark);
        }
        page.flow(prefix, &text, context.place(paper, point.span.line));
    }
}

/// The countermeasures that answer a problem; each is told in full the first time.
fn answers<'a>(
    context: &Context<'a>,
    page: &mut Page,
    paper: &Paper,
    problem: &Finding,
    shown: &mut BTreeSet<&'a FindingId>,
) {
    let answers = context.index.answers(&problem.id);
    if answers.is_empty() {
        page.text(INDENTS[2], &Rich::styled(theme::WARN, format!("↳ {}", context.words.nobody)));
    }
    for (measure, _) in answers {
        if shown.insert(&measure.id) {
            let place = Place { indent: INDENTS[2], style: theme::MEASURE, lead: "↳ " };
            theme_line(context, page, paper, measure, place);
            points(context, page, paper, (&paper.countermeasures, &measure.id, INDENTS[3]));
        } else {
            let id = short(measure.id.as_str());
            let again = Rich::styled(theme::FAINT, "↳ ").add(theme::MEASURE, id).and(" ");
            let above =
                fill(&context.words.seen_above, &[("label", &measure.label.as_deref().unwrap_or_default())]);
            page.text(INDENTS[2], &again.add(theme::FAINT, above));
        }
    }
}
