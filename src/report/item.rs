//! One finding or figure with everything known of it: what `cbec show` prints.

use super::{
    Options,
    labels::Words,
    snippet::{self, Excerpt},
    table::{Column, Table, spaces},
    terminal::{Context, figures, finish, page::Page, theme},
    text::Rich,
};
use crate::model::{
    Analysis, Attribution, ByHand, Dimension, FactRole, Finding, FindingKind, Level, Paper, Role, Span,
    Statistic,
};

/// An item of an analysis.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// A problem or countermeasure.
    Finding(&'a Paper, FindingKind, &'a Finding),
    /// A figure.
    Statistic(&'a Paper, &'a Statistic),
}

impl<'a> Item<'a> {
    /// Every item.
    pub fn all(analysis: &'a Analysis) -> impl Iterator<Item = Item<'a>> {
        analysis.papers.iter().flat_map(|p| {
            let problems = p.problems.iter().map(move |f| Item::Finding(p, FindingKind::Problem, f));
            let measures =
                p.countermeasures.iter().map(move |f| Item::Finding(p, FindingKind::Countermeasure, f));
            problems.chain(measures).chain(p.statistics.iter().map(move |s| Item::Statistic(p, s)))
        })
    }

    /// The item of that id; `3/P1` is also P1 of the third paper, as reports with long ids write it.
    pub fn find(analysis: &'a Analysis, id: &str) -> Option<Self> {
        Item::all(analysis).find(|item| item.id() == id).or_else(|| {
            let (number, rest) = id.rsplit_once('/')?;
            let paper = analysis.papers.get(number.parse::<usize>().ok()?.checked_sub(1)?)?;
            let id = format!("{}/{rest}", paper.id);
            Item::all(analysis).find(|item| item.id() == id)
        })
    }

    /// Its id.
    pub fn id(&self) -> &'a str {
        match self {
            Item::Finding(_, _, finding) => finding.id.as_str(),
            Item::Statistic(_, statistic) => statistic.id.as_str(),
        }
    }

    /// The paper it is of.
    pub fn paper(&self) -> &'a Paper {
        match self {
            Item::Finding(paper, ..) | Item::Statistic(paper, _) => paper,
        }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Item::Finding(_, _, finding) => finding.span,
            Item::Statistic(_, statistic) => statistic.span,
        }
    }

    /// Where in its clause a figure stands.
    pub fn figure(&self) -> Option<Span> {
        match self {
            Item::Finding(..) => None,
            Item::Statistic(_, statistic) => Some(statistic.figure),
        }
    }

    /// What somebody decided of it.
    pub fn by_hand(&self) -> Option<&'a ByHand> {
        match self {
            Item::Finding(_, _, finding) => finding.by_hand.as_ref(),
            Item::Statistic(_, statistic) => statistic.by_hand.as_ref(),
        }
    }

    fn citations(&self) -> &'a [u32] {
        match self {
            Item::Finding(_, _, finding) => &finding.citations,
            Item::Statistic(_, statistic) => &statistic.citations,
        }
    }
}

/// Ids that look like `id`, the likeliest first, at most `n`.
pub fn near(analysis: &Analysis, id: &str, n: usize) -> Vec<String> {
    let wanted = id.to_uppercase();
    let ranked = Item::all(analysis).filter_map(|item| {
        let full = item.id().to_uppercase();
        let same_end = full.rsplit('/').next() == Some(wanted.as_str());
        let distance = if same_end { 0 } else { strsim::levenshtein(&full, &wanted) };
        (distance <= 3).then(|| (distance, item.id().to_owned()))
    });
    let mut ranked: Vec<_> = ranked.collect();
    ranked.sort_by_key(|(distance, _)| *distance);
    ranked.into_iter().take(n).map(|(_, id)| id).collect()
}

/// The item, what it is linked with, and its lines in the file.
pub fn render(analysis: &Analysis, item: Item, excerpt: Option<&Excerpt>, options: &Options) -> Vec<u8> {
    let context = Context::new(analysis, options);
    let mut page = Page::new(options.width.max(super::NARROWEST));
    let mut facts = Facts { context: &context, rows: Vec::new() };
    match item {
        Item::Finding(paper, kind, finding) => {
            head(&context, &mut page, item, kind_name(context.words, kind, finding.level));
            page.text(1, &Rich::styled(theme::STRONG, &finding.statement));
            facts.finding(paper, finding);
        }
        Item::Statistic(_, statistic) => {
            head(&context, &mut page, item, context.words.figure.clone());
            page.text(1, &quote(context.words, statistic));
            facts.statistic(statistic);
        }
    }
    facts.citations(item);
    if let Some(by_hand) = item.by_hand() {
        facts.add(&context.words.by_hand, super::by_hand::told(context.words, by_hand));
    }
    page.blank();
    page.table(&facts.table());
    page.subheading(Rich::styled(theme::HEADING, &item.paper().source.path));
    match excerpt {
        Some(excerpt) => snippet::write(&mut page, excerpt, item.span().line),
        None => page.text(1, &Rich::plain(&context.words.source_gone)),
    }
    finish(page.into_string(), options.color)
}

fn head(context: &Context, page: &mut Page, item: Item, kind: String) {
    let title = Rich::styled(theme::HEADING, item.id()).and("  ").add(theme::FAINT, kind);
    let place = format!("{}:{}", item.paper().source.path, item.span().line);
    page.flow(Rich::new(), &title, Rich::styled(theme::FAINT, place));
    let paper = context.title(item.paper());
    page.text(0, &Rich::styled(theme::FAINT, paper));
    page.blank();
}

fn kind_name(words: &Words, kind: FindingKind, level: Level) -> String {
    let kind = match kind {
        FindingKind::Problem => &words.problem,
        FindingKind::Countermeasure => &words.countermeasure,
    };
    match level {
        Level::Theme => kind.clone(),
        Level::Point => format!("{kind} · {}", words.point),
    }
}

/// The clause with the figure in it made plain to see.
fn quote(words: &Words, statistic: &Statistic) -> Rich {
    let value = figures::value(words, statistic);
    match statistic.quote.split_once(&statistic.surface) {
        Some((before, after)) => Rich::plain(before).add(theme::FIGURE, &statistic.surface).and(after),
        None => value.and("  ").and(&statistic.quote),
    }
}

/// Names and values, only those that are known.
struct Facts<'c, 'a> {
    context: &'c Context<'a>,
    rows: Vec<(&'static str, Rich)>,
}

impl<'a> Facts<'_, 'a> {
    fn add(&mut self, name: &'static str, text: impl AsRef<str>) {
        self.push(name, Rich::plain(text));
    }

    fn push(&mut self, name: &'static str, value: Rich) {
        if !value.is_empty() {
            self.rows.push((name, value));
        }
    }

    fn finding(&mut self, paper: &'a Paper, finding: &'a Finding) {
        let words = self.context.words;
        self.section(paper, &finding.section, finding.span);
        let scored = finding
            .topics
            .iter()
            .map(|t| format!("{} {:.1}", self.context.index.name(t.id.as_str()), t.score));
        let scored = scored.collect::<Vec<_>>().join(" · ");
        self.add(&words.topic, scored);
        self.push(&words.actor, self.context.tags(finding.actors.iter().map(|a| a.as_str())));
        let parent = finding.parent.as_ref().and_then(|id| self.context.index.finding(id));
        self.push(&words.part_of, parent.map(|(_, f)| named(f)).unwrap_or_default());
        for point in paper.problems.iter().chain(&paper.countermeasures) {
            if point.parent.as_ref() == Some(&finding.id) {
                self.push(&words.points_of, named(point));
            }
        }
        for address in &finding.addresses {
            let problem =
                self.context.index.finding(&address.problem).map(|(_, f)| named(f)).unwrap_or_default();
            self.push(&words.answers_problem, problem.join(reason(address.score, &address.why)));
        }
        for (measure, address) in self.context.index.answers(&finding.id) {
            self.push(&words.answered_by, named(measure).join(reason(address.score, &address.why)));
        }
        self.add(&words.attribution, attribution(words, finding.attribution));
        for evidence in &finding.evidence {
            self.push(
                &words.evidence,
                Rich::plain(&evidence.rule).add(theme::FAINT, format!(" “{}”", evidence.cue)),
            );
        }
    }

    fn statistic(&mut self, statistic: &'a Statistic) {
        let words = self.context.words;
        let exact = [("= ", statistic.value), ("≥ ", statistic.low), ("≤ ", statistic.high)];
        let exact = exact
            .iter()
            .filter_map(|(sign, v)| v.map(|v| format!("{sign}{v}")))
            .collect::<Vec<_>>()
            .join("  ");
        self.push(&words.value, figures::value(words, statistic));
        self.add(&words.exact_value, exact);
        self.add(&words.unit, statistic.unit.as_deref().unwrap_or_default());
        self.add(
            &words.resolution,
            statistic.resolution.map(|r| r.normalize().to_string()).unwrap_or_default(),
        );
        self.add(&words.unit_dimension, dimension(words, statistic.dimension));
        self.add(&words.measure, figures::measure(words, statistic.measure));
        self.add(&words.indicator, statistic.indicator.as_deref().unwrap_or_default());
        self.add(&words.subject, statistic.subject.as_deref().unwrap_or_default());
        self.add(&words.period, statistic.period.map(|p| p.to_string()).unwrap_or_default());
        self.add(&words.source, statistic.source.as_deref().unwrap_or_default());
        let role = match statistic.role {
            FactRole::Observed => &words.role_observed,
            FactRole::Prescribed => &words.role_prescribed,
        };
        self.add(&words.role, role);
        self.add(&words.attribution, attribution(words, statistic.attribution));
        if let Some((paper, _)) = self.context.index.statistic(&statistic.id) {
            self.section(paper, &statistic.section, statistic.span);
        }
        self.compared(statistic);
    }

    /// The comparisons a figure takes part in.
    fn compared(&mut self, statistic: &Statistic) {
        let words = self.context.words;
        let comparison = &self.context.analysis.comparison;
        for indicator in &comparison.indicators {
            let others = indicator.observations.iter().filter(|o| o.statistic != statistic.id);
            if indicator.observations.iter().any(|o| o.statistic == statistic.id) {
                let others = others.map(|o| o.statistic.to_string()).collect::<Vec<_>>().join(" ");
                let name = Rich::plain(figures::indicator_name(words, indicator))
                    .add(theme::FAINT, format!("  {others}"));
                self.push(&words.comparisons, name);
            }
            for conflict in indicator.conflicts.iter().filter(|c| c.a == statistic.id || c.b == statistic.id)
            {
                let pair = format!("{} ↔ {}: {}", conflict.a, conflict.b, conflict.why);
                self.push(&words.conflict, Rich::styled(theme::WARN, pair));
            }
        }
        for check in comparison.arithmetic.iter().filter(|a| a.statistics.contains(&statistic.id)) {
            self.add(&words.arithmetic, format!("{} ({})", check.expression, check.verdict));
        }
    }

    /// The path of a section with the title of its last part and what it does.
    fn section(&mut self, paper: &Paper, path: &str, span: Span) {
        let words = self.context.words;
        if path.is_empty() {
            return self.add(&words.section, &words.abstract_section);
        }
        let last = path.rsplit('/').next().unwrap_or(path);
        // Several chapters may have a section of the same number: the one whose title stands last before the item is meant.
        let before = paper.sections.iter().rev().filter(|s| s.span.start <= span.start);
        let here = { before }.find(|s| s.number.as_deref() == Some(last) || s.title == last);
        let mut text = Rich::plain(path);
        if let Some(section) = here {
            if section.title != last {
                text = text.and(" ").and(&section.title);
            }
            text = text.add(theme::FAINT, format!("  {}", role(words, section.role)));
        }
        self.push(&words.section, text);
    }

    fn citations(&mut self, item: Item<'a>) {
        let words = self.context.words;
        for n in item.citations() {
            let entry = item.paper().references.iter().find(|r| r.n == *n);
            let raw = entry.map(|r| r.raw.as_str()).unwrap_or_default();
            let text = if raw.starts_with('[') { raw.to_owned() } else { format!("[{n}] {raw}") };
            self.add(&words.citations, text);
        }
    }

    fn table(self) -> Table {
        let mut table = Table::new(1, [Column::fixed(super::table::Align::Left), Column::flexible()]);
        let mut before = "";
        for (name, value) in self.rows {
            let shown = if name == before { spaces(0) } else { Rich::styled(theme::FAINT, name) };
            table.row([shown, value]);
            before = name;
        }
        table
    }
}

fn named(finding: &Finding) -> Rich {
    let text = finding.label.as_deref().unwrap_or(&finding.statement);
    Rich::styled(theme::STRONG, finding.id.as_str()).and(" ").and(text)
}

fn reason(score: f64, why: &str) -> Rich {
    Rich::styled(theme::FAINT, format!("  {score:.2} {why}"))
}

pub(super) fn attribution(words: &Words, attribution: Attribution) -> &str {
    match attribution {
        Attribution::Own => &words.attribution_own,
        Attribution::Cited => &words.attribution_cited,
    }
}

pub(super) fn dimension(words: &Words, dimension: Dimension) -> &str {
    match dimension {
        Dimension::Money => &words.dimension_money,
        Dimension::Count => &words.dimension_count,
        Dimension::Percent => &words.dimension_percent,
        Dimension::PercentagePoint => &words.dimension_percentage_point,
        Dimension::Multiple => &words.dimension_multiple,
        Dimension::Duration => &words.dimension_duration,
        Dimension::Rank => &words.dimension_rank,
    }
}

pub(super) fn role(words: &Words, role: Role) -> &str {
    match role {
        Role::Introduction => &words.role_introduction,
        Role::LiteratureReview => &words.role_literature_review,
        Role::Status => &words.role_status,
        Role::Opportunity => &words.role_opportunity,
        Role::Mechanism => &words.role_mechanism,
        Role::Problem => &words.role_problem,
        Role::Countermeasure => &words.role_countermeasure,
        Role::Conclusion => &words.role_conclusion,
        Role::References => &words.role_references,
        Role::Other => &words.role_other,
    }
}
