//! Which figures are facts about the world, and which only count ideas, bound another fact or belong to a name.

use super::{
    clause::in_name,
    cut::Cut,
    owner::numbered,
    words::{MEASURES, REGIONS},
};
use crate::{model::Dimension, quantity::Quantity};
use rust_decimal::Decimal;

/// A figure with its surroundings.
pub(super) struct Candidate<'a> {
    text: &'a str,
    quantity: &'a Quantity,
    surface: &'a str,
    before: &'a str,
    after: &'a str,
    sentence: Cut,
}

impl<'a> Candidate<'a> {
    pub fn new(text: &'a str, sentence: Cut, quantity: &'a Quantity) -> Self {
        let (start, end) = bounds(quantity);
        let figure = Cut::from(&quantity.range);
        Candidate {
            text,
            quantity,
            surface: figure.of(text),
            before: Cut::new(sentence.start, start).of(text).trim_end(),
            after: Cut::new(end, sentence.end).of(text).trim_start(),
            sentence,
        }
    }

    /// Whether the figure states a fact.
    pub fn is_fact(&self) -> bool {
        !(in_name(self.text, self.sentence, Cut::from(&self.quantity.range))
            || self.is_age_class()
            || self.sets_class_apart()
            || self.is_age_of_thing()
            || self.is_vague()
            || self.points_back()
            || self.is_model_output()
            || self.is_idea_count()
            || self.is_named_list()
            || self.is_bare()
            || self.bounds_a_fact()
            || self.is_loose_rank())
    }

    fn spelt(&self) -> bool {
        !self.surface.contains(|c: char| c.is_ascii_digit())
    }

    /// 60 岁以上老年人, 15 岁的学生: the age sets a group apart.
    fn is_age_class(&self) -> bool {
        if self.quantity.unit.as_deref() != Some("岁") {
            return false;
        }
        let after = self.after.trim_start_matches(['及', '以', '上', '下', '内']).trim_start();
        let goes_on = after.chars().next().is_some_and(crate::document::is_han);
        goes_on
            && !self.before.ends_with(['为', '达', '到', '是'])
            && !["左右", "上下", "提高", "下降", "增"].iter().any(|w| after.starts_with(w))
    }

    /// 规模不足 5 人的占四成: what sets a class apart whose share comes next.
    fn sets_class_apart(&self) -> bool {
        let Some(rest) = self.after.strip_prefix('的') else { return false };
        let rest = rest.trim_start_matches(['仅', '只', '约', '就']);
        let bounded = self.quantity.qualifier_range.is_some();
        let share = rest.strip_prefix('占').or_else(|| rest.strip_prefix("有")).map(str::trim_start);
        let figure = share.and_then(|t| t.split(['，', '。', '；', '的']).next());
        bounded && figure.is_some_and(|f| f.contains(['%', '成']) && f.chars().count() <= 10)
    }

    /// 三年生苗, 楼龄四十年以上的住宅: the age of what is spoken of.
    fn is_age_of_thing(&self) -> bool {
        if self.quantity.unit.as_deref() != Some("年") {
            return false;
        }
        let grown = self.after.starts_with('生')
            && !["生产", "生活", "生长", "生存", "生态", "生育"].iter().any(|w| self.after.starts_with(w));
        let before = self.before.trim_end_matches(['达', '到', '满', '在', '超', '过']);
        let aged = ["楼龄", "树龄", "房龄", "车龄", "船龄", "机龄"].iter().any(|w| before.ends_with(w));
        let modifies =
            self.after.trim_start_matches(['以', '及', '或', '上', '下']).starts_with(['的', '而']);
        grown || aged && modifies
    }

    /// 三家企业均…, 六个村的…: a group known already, at the head of its clause or as an owner.
    fn points_back(&self) -> bool {
        if self.quantity.dimension != Dimension::Count || !self.spelt() {
            return false;
        }
        let from = self.quantity.range.start;
        let words = Cut::new(from, self.sentence.end).of(self.text);
        let small = self.quantity.value.is_some_and(|v| v < Decimal::from(21));
        let Some(end) = numbered(words).filter(|n| *n > self.surface.len() && small) else { return false };
        let after = words[end..].trim_start();
        let heads =
            self.before.is_empty() || self.before.ends_with(['，', '；', '：', '、', '而', '但', '这', '该']);
        let goes_on = !after.is_empty() && !after.starts_with(['，', '。', '、', '；', '和', '与', '及']);
        goes_on && (heads || after.starts_with('的'))
    }

    fn is_vague(&self) -> bool {
        self.spelt()
            && self.surface.contains(['几', '数', '若', '许', '成', '上'])
            && !self.surface.contains('成')
            || self.surface.starts_with('几')
            || self.surface.starts_with('数')
    }

    /// 在 5% 水平上显著, 系数为 0.32, p<0.05
    fn is_model_output(&self) -> bool {
        let near = window_after(self.after, 8);
        let back = window_before(self.before, 8);
        if self.quantity.dimension == Dimension::Percent
            && (near.starts_with("水平")
                || near.starts_with("的水平")
                || near.starts_with("的显著")
                || near.starts_with("的置信")
                || near.starts_with("显著")
                || back.ends_with("显著性水平为")
                || back.contains("置信"))
        {
            return true;
        }
        self.quantity.unit.is_none()
            && (MEASURES.model_output.within(back) || back.ends_with(['=', '<', '>', '≤', '≥', 'p', 'P']))
    }

    /// 五大方面, 两种模式, 一个
    fn is_idea_count(&self) -> bool {
        if self.quantity.dimension != Dimension::Count {
            return false;
        }
        let unit = self.quantity.unit.as_deref().unwrap_or_default();
        let small = self.quantity.value.is_some_and(|v| v < Decimal::from(21));
        if self.spelt() && self.quantity.value == Some(Decimal::ONE) {
            // 每年开展一次: how often.
            let recurs = unit == "次" && window_before(self.before, 12).contains('每');
            return !recurs;
        }
        if !small {
            return false;
        }
        if MEASURES.abstract_unit.has(unit)
            || self.spelt() && ["作者", "学者", "研究者", "笔者"].iter().any(|w| self.after.starts_with(w))
        {
            return true;
        }
        let own = self.before.ends_with("本文")
            || self.before.ends_with("综述了")
            || self.before.ends_with("以下")
            || self.before.ends_with("以上");
        if own || unit == "篇" && self.spelt() || matches!(unit, "国" | "方") && self.spelt() {
            return true;
        }
        // The head of the noun phrase that follows: 三个关键环节.
        let noun = noun_after(self.after);
        let ends_abstract =
            MEASURES.abstract_noun.at_end(noun).is_some() || MEASURES.abstract_noun.at_start(noun).is_some();
        ends_abstract && (self.spelt() || noun.chars().count() <= 5)
    }

    /// 500 强, TOP 10, 211 工程
    fn is_named_list(&self) -> bool {
        let unit = self.quantity.unit.as_deref().unwrap_or_default();
        let top = self.before.to_ascii_lowercase();
        unit == "强"
            || self.after.starts_with('强') && !self.after.starts_with("强度")
            || top.ends_with("top")
            || top.ends_with("no.")
            || top.ends_with("no")
    }

    /// A number without a unit counts only where a noun says what it measures.
    fn is_bare(&self) -> bool {
        if self.quantity.unit.is_some() || self.quantity.dimension != Dimension::Count {
            return false;
        }
        let scaled = self.surface.contains(['万', '亿', '千', '百']) || self.surface.contains(',');
        if scaled {
            return false;
        }
        let mut noun = self.before;
        while let Some(bytes) = MEASURES.link.at_end(noun).or_else(|| MEASURES.adverb.at_end(noun)) {
            noun = noun[..noun.len() - bytes].trim_end();
        }
        let measured = MEASURES.measure_noun.at_end(noun).is_some() && noun.len() < self.before.len();
        let decimal = self.surface.contains('.');
        !measured
            || decimal
                && noun.ends_with("系数")
                && !noun.ends_with("基尼系数")
                && !noun.ends_with("恩格尔系数")
    }

    /// 过去 5 年, 三年内, 5 年来
    fn bounds_a_fact(&self) -> bool {
        if self.quantity.dimension != Dimension::Duration {
            return false;
        }
        if self.before.ends_with("每") || self.before.ends_with("第") {
            return true;
        }
        let years = self.quantity.unit.as_deref() == Some("年")
            || self.quantity.unit.as_deref() == Some("个月")
            || self.quantity.unit.as_deref() == Some("月")
            || self.quantity.unit.as_deref() == Some("天")
            || self.quantity.unit.as_deref() == Some("日");
        let measured = MEASURES
            .measure_noun
            .at_end(self.before.trim_end_matches(['为', '达', '到', '在', '是', '需']))
            .is_some();
        let after_bound = MEASURES.bound_after.at_start(self.after).is_some_and(|n| {
            // 3 天以内 is a bound of the figure itself when a measured noun stands before it.
            let own =
                matches!(&self.after[..n], "以内" | "之内" | "内" | "间" | "里" | "后" | "前" | "来" | "期");
            let other_word = ["内部", "期限", "前十"].iter().any(|w| self.after.starts_with(w));
            !(own && measured || other_word)
        });
        let totalled = ["累计", "共计", "合计", "总计", "共", "内"].iter().any(|w| self.after.starts_with(w))
            && !measured;
        let before_bound = [
            "过去的",
            "过去",
            "未来",
            "今后",
            "最近",
            "近",
            "前",
            "接下来",
            "此后",
            "往后",
            "随后",
            "其后",
            "头",
        ]
        .iter()
        .any(|w| self.before.ends_with(w))
            && self.quantity.qualifier_range.as_ref().is_none_or(|r| r.end <= self.quantity.range.start);
        let about_now =
            self.quantity.qualifier_range.as_ref().is_some_and(|r| self.text.get(r.clone()) == Some("近"))
                && self.after.starts_with(['，', '来', '间']);
        // 2020年、2021年两年: sums up the dates before it.
        let sums_up = self.spelt() && self.before.ends_with('年');
        let idle = sums_up || self.spelt() && self.quantity.value == Some(Decimal::ONE);
        years && (after_bound || totalled || before_bound || about_now || idle)
            || self.before.ends_with("每隔")
    }

    /// 第一 as a rank needs something ranked: 位居全国第一, not 第一要务.
    fn is_loose_rank(&self) -> bool {
        if self.quantity.dimension != Dimension::Rank {
            return false;
        }
        let mut rest = self.before;
        let mut ranked = false;
        for _ in 0..6 {
            rest = rest.trim_end();
            if let Some(bytes) = MEASURES.rank_verb.at_end(rest) {
                let verb = &rest[rest.len() - bytes..];
                ranked |= !matches!(verb, "是" | "为" | "成为" | "保持" | "连续");
                rest = &rest[..rest.len() - bytes];
                if ranked {
                    break;
                }
            } else if let Some(bytes) =
                MEASURES.rank_scope.at_end(rest).or_else(|| REGIONS.blocs.at_end(rest))
            {
                rest = &rest[..rest.len() - bytes];
            } else {
                break;
            }
        }
        let ends = self.after.is_empty()
            || self.after.starts_with(['，', '。', '；', '、', '位', '名', '(', '[', '的', ',', '和', '与']);
        !(ranked && (ends || self.after.starts_with('大')))
    }
}

/// Where a figure begins and ends together with its qualifier, as far as that touches it.
pub(super) fn bounds(quantity: &Quantity) -> (usize, usize) {
    let (mut start, mut end) = (quantity.range.start, quantity.range.end);
    if let Some(r) = &quantity.qualifier_range {
        if r.end <= start && start - r.end <= 1 {
            start = r.start;
        }
        if r.start >= end && r.start - end <= 1 {
            end = r.end;
        }
    }
    (start, end)
}

fn window_after(text: &str, chars: usize) -> &str {
    let end = text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn window_before(text: &str, chars: usize) -> &str {
    let start = text.char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The noun phrase right after a classifier, up to a mark, 的 or a verb; at most ten characters.
fn noun_after(after: &str) -> &str {
    let after = window_after(after, 10);
    let end = after
        .char_indices()
        .find(|(at, c)| {
            "，。；：、()[]“”《》的,".contains(*c)
                || *at > 0
                    && (MEASURES.clause_verb.at_start(&after[*at..]).is_some_and(|n| n > 3)
                        || MEASURES.adverb.at_start(&after[*at..]).is_some())
        })
        .map_or(after.len(), |(at, _)| at);
    after[..end].trim()
}
