//! Papers built by hand: facts in the order of a text, each with the clause it stands in.
#![allow(dead_code)]

use cbec::model::*;
use rust_decimal::Decimal;

/// A fact to be laid into a paper.
#[derive(Debug, Clone)]
pub struct Fact {
    quote: &'static str,
    pub surface: String,
    subject: Option<&'static str>,
    indicator: Option<&'static str>,
    period: Option<&'static str>,
    source: Option<&'static str>,
    section: &'static str,
    measure: Option<Measure>,
    qualifier: Qualifier,
    role: FactRole,
    falling: bool,
}

/// A figure in its clause. What it is follows from its unit until said otherwise.
pub fn fact(quote: &'static str, surface: &str) -> Fact {
    Fact {
        quote,
        surface: surface.into(),
        subject: None,
        indicator: None,
        period: None,
        source: None,
        section: "2",
        measure: None,
        qualifier: Qualifier::Exact,
        role: FactRole::Observed,
        falling: false,
    }
}

impl Fact {
    /// Subject (empty for none) and indicator.
    pub fn of(mut self, subject: &'static str, indicator: &'static str) -> Self {
        self.subject = Some(subject).filter(|s| !s.is_empty());
        self.indicator = Some(indicator).filter(|s| !s.is_empty());
        self
    }
    pub fn at(mut self, period: &'static str) -> Self {
        self.period = Some(period);
        self
    }
    pub fn by(mut self, source: &'static str) -> Self {
        self.source = Some(source);
        self
    }
    pub fn section(mut self, path: &'static str) -> Self {
        self.section = path;
        self
    }
    pub fn growth(mut self) -> Self {
        self.measure = Some(Measure::Growth);
        self
    }
    pub fn share(mut self) -> Self {
        self.measure = Some(Measure::Share);
        self
    }
    pub fn rate(mut self) -> Self {
        self.measure = Some(Measure::Rate);
        self
    }
    pub fn difference(mut self) -> Self {
        self.measure = Some(Measure::Difference);
        self
    }
    pub fn falling(mut self) -> Self {
        self.falling = true;
        self
    }
    pub fn hedged(mut self, qualifier: Qualifier) -> Self {
        self.qualifier = qualifier;
        self
    }
    pub fn proposed(mut self) -> Self {
        self.role = FactRole::Prescribed;
        self
    }

    fn statistic(&self, paper: &str, n: usize, span: Span) -> Statistic {
        let read = read(&self.surface);
        let at = span.start + self.quote.find(&self.surface).unwrap_or(0);
        let value = if self.falling { -read.value } else { read.value };
        Statistic {
            id: StatisticId::new(format!("{paper}/S{n}")),
            surface: self.surface.clone(),
            quote: self.quote.into(),
            value: Some(value),
            low: None,
            high: None,
            resolution: Some(read.resolution),
            unit: read.unit,
            unit_inferred: false,
            dimension: read.dimension,
            qualifier: self.qualifier,
            measure: self.measure.unwrap_or(read.measure),
            role: self.role,
            indicator: self.indicator.map(Into::into),
            subject: self.subject.map(Into::into),
            period: self.period.map(period),
            source: self.source.map(Into::into),
            citations: vec![],
            attribution: Attribution::Own,
            section: self.section.into(),
            span,
            figure: Span { start: at, end: at + self.surface.len(), ..span },
            by_hand: None,
        }
    }
}

struct Read {
    value: Decimal,
    resolution: Decimal,
    unit: Option<String>,
    dimension: Dimension,
    measure: Measure,
}

/// A plain reading of the surfaces these tests print.
fn read(surface: &str) -> Read {
    if surface.contains("首位") || surface.contains('第') {
        let (value, resolution) = (Decimal::ONE, Decimal::ONE);
        let unit = Some("rank".to_string());
        return Read { value, resolution, unit, dimension: Dimension::Rank, measure: Measure::Rank };
    }
    let digits: String = surface.chars().take_while(|c| c.is_ascii_digit() || ",.".contains(*c)).collect();
    let rest = surface[digits.len()..].trim();
    let scales = [("万亿", 12), ("亿", 8), ("万", 4)];
    let (scale, unit) = scales
        .iter()
        .find_map(|(word, power)| Some((10i64.pow(*power), rest.strip_prefix(word)?)))
        .unwrap_or((1, rest));
    let number: Decimal = digits.replace(',', "").parse().expect("a number opens the surface");
    let (dimension, measure, unit) = match unit {
        "%" => (Dimension::Percent, Measure::Rate, "%"),
        "个百分点" => (Dimension::PercentagePoint, Measure::Difference, "pp"),
        "倍" => (Dimension::Multiple, Measure::Level, "x"),
        "元" => (Dimension::Money, Measure::Level, "CNY"),
        "天" => (Dimension::Duration, Measure::Level, "天"),
        counted => (Dimension::Count, Measure::Level, counted),
    };
    Read {
        value: number * Decimal::from(scale),
        resolution: Decimal::new(1, number.scale()) * Decimal::from(scale),
        unit: Some(unit.to_string()).filter(|u| !u.is_empty()),
        dimension,
        measure,
    }
}

fn period(text: &str) -> Period {
    let mut ends = text.split('/').map(|d| d.parse::<PartialDate>().expect("a date"));
    let start = ends.next().expect("a period has a start");
    Period::new(start, ends.next().unwrap_or(start))
}

/// A paper with these figures. A clause repeated at once is the same clause.
pub fn paper(id: &str, facts: &[Fact]) -> Paper {
    let mut place = 0;
    let mut last: Option<(&str, Span)> = None;
    let statistics = facts
        .iter()
        .enumerate()
        .map(|(n, fact)| {
            let span = match last {
                Some((quote, span)) if quote == fact.quote => span,
                _ => Span { start: place, end: place + fact.quote.len(), line: 1, page: None },
            };
            place = span.end + "，".len();
            last = Some((fact.quote, span));
            fact.statistic(id, n + 1, span)
        })
        .collect();
    Paper {
        id: PaperId::new(id),
        source: Source {
            path: format!("{id}.txt"),
            bytes: 0,
            sha256: String::new(),
            format: Format::Text,
            encoding: "UTF-8".into(),
            text: TextKind::Original,
            pages: None,
        },
        meta: Meta::default(),
        announced: AbstractClaims::default(),
        sections: vec![],
        problems: vec![],
        countermeasures: vec![],
        statistics,
        citations: vec![],
        references: vec![],
        terms: vec![],
        words: 0,
        stance_words: vec![],
    }
}

/// A finding. `id` is `P1`, `P1.2`, `C1` …; the text is label or statement.
pub fn finding(paper: &str, id: &str, text: &str, topics: &[&str]) -> Finding {
    let theme = id.split_once('.').map(|(theme, _)| FindingId::new(format!("{paper}/{theme}")));
    let span = Span { start: 0, end: text.len(), line: 1, page: None };
    Finding {
        id: FindingId::new(format!("{paper}/{id}")),
        level: if theme.is_some() { Level::Point } else { Level::Theme },
        label: theme.is_none().then(|| text.to_string()),
        parent: theme,
        number: None,
        statement: text.into(),
        topics: topics.iter().map(|t| TopicScore { id: TopicId::new(*t), score: 1.0 }).collect(),
        section: "3".into(),
        span,
        attribution: Attribution::Own,
        citations: vec![],
        actors: vec![],
        addresses: vec![],
        evidence: vec![],
        by_hand: None,
    }
}
