//! The time a figure is about.

use super::{
    cut::Cut,
    lead::{Act, Lead, Mention, against},
    words::MEASURES,
};
use crate::model::{PartialDate, Period};

/// The time in force, as the reading goes on.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Times {
    current: Option<Period>,
    /// A date of a sentence without figures reaches only into the next sentence.
    fading: Option<u8>,
    /// The base of a comparison made in the clause before: 与 2019 年相比，
    base: Option<Period>,
    /// Where the words stand that name it.
    set_at: usize,
    /// What the next sentence has, where a figure's own date, an event or fieldwork was named last.
    lasting: Option<Option<Period>>,
}

impl Times {
    /// Where the words stand that name the time in force.
    pub fn set_at(&self) -> usize {
        self.set_at
    }

    /// The time in force is that of the authors' fieldwork: it ends with the sentence.
    pub fn only_here(&mut self) {
        self.lasting = self.lasting.or(Some(None));
    }

    /// Whether the time in force is narrower than a year.
    pub fn is_narrow(&self) -> bool {
        self.current.is_some_and(|p| {
            p.start.to_string().len() > 4 && p.start.year_of() == p.end.year_of() && p.start == p.end
        })
    }

    /// No time is in force any longer.
    pub fn forget(&mut self) {
        self.current = None;
        self.fading = None;
    }

    /// At the start of a sentence.
    pub fn next_sentence(&mut self, has_figures: bool) {
        self.base = None;
        if let Some(before) = self.lasting.take() {
            self.current = before;
        }
        match (self.fading, has_figures) {
            (Some(0), false) => *self = Times::default(),
            (Some(n), false) => self.fading = Some(n.saturating_sub(1)),
            _ => {}
        }
    }

    /// The time in force.
    pub fn current(&self) -> Option<Period> {
        self.current
    }

    /// A plan's stated term and the like.
    pub fn set(&mut self, period: Period) {
        self.current = Some(period);
        self.fading = None;
    }

    /// Reads the times of a stretch of a clause, up to a figure.
    pub fn read(&mut self, text: &str, stretch: Cut, mentions: &[Mention], in_facts: bool) {
        let slice = stretch.of(text);
        let now = MEASURES.now.at_start(slice.trim_start()).is_some();
        for (range, period) in mentions.iter().filter(|(r, _)| stretch.holds(Cut::from(r))) {
            let before = Cut::new(stretch.start, range.start).of(text);
            let after = text.get(range.end..).unwrap_or_default();
            if compares(before, after) {
                // 比上年 is the ordinary comparison; only a year by its number is a base of its own.
                let named = range.clone();
                let numbered = text
                    .get(named)
                    .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit() || "民二一".contains(c)));
                self.base = numbered.then_some(*period);
            } else if multiplies(before, after) {
                self.base = Some(*period);
            } else if before_then(after) {
                self.forget();
            } else if !(founds(before, after) || in_facts && in_bracket(before)) {
                // (2013~2019 年) after a stage, and 2013~2019 年为…期, date the sentences that follow.
                let stage =
                    before.trim_end().ends_with('(') || slice.contains("阶段") || slice.contains('期');
                let since = !in_facts && starts_span(before, after);
                if belongs_to_figure(after) || period.start.to_string().len() > 7 || since {
                    self.lasting = self.lasting.or(Some(self.current));
                } else {
                    self.lasting = None;
                }
                self.current = Some(*period);
                self.set_at = range.start;
                self.fading = (!in_facts && !stage).then_some(1);
            }
        }
        // 去年 in a paper whose year is not known: some time nobody can tell.
        let untold =
            ["去年", "今年", "前年"].iter().any(|w| slice.contains(w) && !slice.contains("去年同期"));
        if untold && !mentions.iter().any(|(r, _)| stretch.holds(Cut::from(r))) {
            self.forget();
        }
        if now && !mentions.iter().any(|(r, _)| stretch.holds(Cut::from(r))) {
            *self = Times::default();
        }
    }

    /// 由 A 年的…增至 B 年的…: growth said after it is over that stretch.
    pub fn starts_from(&mut self, period: Option<Period>) {
        self.base = period.or(self.base);
    }

    /// The time of a figure. `start`: where its clause begins.
    pub fn of_figure(
        &self,
        text: &str,
        start: usize,
        figure: usize,
        lead: &Lead,
        mentions: &[Mention],
        grows: bool,
    ) -> Option<Period> {
        if let Some(own) = attached(text, start, figure, mentions) {
            return Some(own);
        }
        let current = self.current;
        if let Some(span) = current.filter(|p| p.start.year_of() != p.end.year_of()) {
            match lead.act {
                Act::From => return Some(Period::at(span.start)),
                Act::Reach => return Some(Period::at(span.end)),
                _ => {}
            }
        }
        let (Some(base), Some(now), true) = (self.base, current, grows) else { return current };
        Some(since(text, base, now, mentions))
    }
}

/// Growth over a named base year runs from the base on; over the year before, with that year's level stated, it is the year's own.
fn since(text: &str, base: Period, now: Period, mentions: &[Mention]) -> Period {
    let with_level = mentions.iter().any(|(r, p)| {
        let after = text.get(r.end..).unwrap_or_default().trim_start();
        *p == base
            && after
                .strip_prefix('的')
                .is_some_and(|t| t.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    });
    let year_before = base.end.year_of() + 1 == now.end.year_of();
    let whole_years = base.start == PartialDate::year(base.start.year_of())
        && now.end == PartialDate::year(now.end.year_of());
    if with_level && year_before || !whole_years || base.start >= now.end {
        now
    } else {
        Period { start: base.start, end: now.end }
    }
}

/// A time with nothing but 的 or a linking verb between it and the figure.
fn attached(text: &str, start: usize, figure: usize, mentions: &[Mention]) -> Option<Period> {
    let (range, period) = mentions.iter().rfind(|(r, _)| r.start >= start && r.end <= figure)?;
    if multiplies(Cut::new(start, range.start).of(text), text.get(range.end..).unwrap_or_default()) {
        return None;
    }
    let between = Cut::new(range.end, figure).of(text);
    let mut rest = between.trim();
    while let Some(bytes) = MEASURES.link.at_end(rest) {
        rest = rest[..rest.len() - bytes].trim_end();
    }
    rest.is_empty().then_some(*period)
}

/// 与 2019 年, 较上年: the words before a time say it is only compared with.
fn compares(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let m = &*MEASURES;
    if m.not_against.at_end(before).is_some() {
        return false;
    }
    match m.against.at_end(before).map(|n| &before[before.len() - n..]) {
        // 与 and 和 compare only if 相比 comes.
        Some("与" | "同" | "和" | "跟") => {
            let clause = after.split(['，', '。', '；']).next().unwrap_or_default();
            ["相比", "相较", "比较", "对比"].iter().any(|w| clause.contains(w))
        }
        Some(_) => true,
        None => against(before).is_some_and(|at| before.len() - at < 12),
    }
}

fn in_bracket(before: &str) -> bool {
    before.rfind('(').is_some_and(|open| !before[open..].contains(')'))
}

/// 2022年的27.8%: the date of that figure alone.
fn belongs_to_figure(after: &str) -> bool {
    let rest = after.trim_start().strip_prefix('的').unwrap_or_default().trim_start();
    let rest = ["约", "近", "超", "不足", "不到"].iter().find_map(|w| rest.strip_prefix(w)).unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// 是2015年的2.7倍: what it is a multiple of.
fn multiplies(before: &str, after: &str) -> bool {
    let times = after.trim_start().strip_prefix('的').map(str::trim_start).unwrap_or_default();
    let digits = times.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let linked = ["是", "为", "相当于"].iter().any(|w| before.trim_end().ends_with(w));
    linked && digits.len() < times.len() && digits.trim_start().starts_with('倍')
}

/// 2015年以前: no date that a figure could have.
fn before_then(after: &str) -> bool {
    ["以前", "之前"].iter().any(|w| after.starts_with(w))
}

/// 自2019年…以来, of a clause without figures: where a span begins, not when what follows is so.
fn starts_span(before: &str, after: &str) -> bool {
    let clause = after.split(['，', '。', '；']).next().unwrap_or_default();
    before.trim_end().ends_with(['自', '从']) && clause.contains("以来")
}

/// 2014 年创立, 创立于 2014 年
fn founds(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    if before
        .strip_suffix('于')
        .or(before.strip_suffix('在'))
        .is_some_and(|b| MEASURES.founding.at_end(b).is_some())
    {
        return true;
    }
    let after = after.trim_start().trim_start_matches(['，', '在', '由', '正', '式', '起']);
    MEASURES.founding.at_start(after).is_some()
}
