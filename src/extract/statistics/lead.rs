//! What stands before a figure: the verb that ties it to its noun, and the noun phrase.

use super::{cut::Cut, words::MEASURES};
use crate::model::Period;
use std::ops::Range;

/// What the verb before a figure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// 为, 达, or nothing.
    Link,
    /// 增长
    Up,
    /// 下降
    Down,
    /// 增至, 降到: the figure is the new level.
    Reach,
    /// 从, 由: the figure is the old level.
    From,
    /// 占
    Share,
    /// 有, 拥有: the thing counted follows.
    Have,
    /// 建成, 培训: what was done to so many.
    Do,
    /// 高出, 快于
    Compare,
}

/// A time named in the paragraph.
pub(super) type Mention = (Range<usize>, Period);

/// The words before a figure, taken apart.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// The noun phrase with whatever stands before it.
    pub noun: Cut,
    pub act: Act,
    /// The verb that made the act.
    pub verb: Option<Cut>,
    /// What it is compared with: 较…, 比….
    pub base: Option<Cut>,
    /// The figure is itself what something else is compared with: 与 2023 年的 16.85 万亿元相比.
    pub is_base: bool,
    /// The noun phrase was followed by 连续 or the like.
    pub lasting: bool,
}

/// Takes apart the words before a figure.
pub(super) fn lead(text: &str, before: Cut, mentions: &[Mention]) -> Lead {
    let mut lead = Lead {
        noun: before.trim(text),
        act: Act::Link,
        verb: None,
        base: None,
        is_base: false,
        lasting: false,
    };
    for _ in 0..24 {
        let step = lead.drop_remark(text)
            || lead.drop_time(text, mentions)
            || lead.drop_each(text)
            || lead.take_verb(text)
            || lead.take_base(text)
            || lead.drop_helper(text);
        if !step {
            break;
        }
        lead.noun = lead.noun.trim(text);
    }
    lead
}

impl Lead {
    fn settle(&mut self, act: Act, bytes: usize) {
        if self.act == Act::Link {
            let end = self.noun.end;
            self.act = act;
            self.verb = Some(Cut::new(end.saturating_sub(bytes).max(self.noun.start), end));
        }
        self.noun = self.noun.drop_last(bytes);
    }

    fn drop_remark(&mut self, text: &str) -> bool {
        let slice = self.noun.of(text);
        let open = match slice.chars().next_back() {
            Some(')') => slice.rfind('('),
            Some(']') => slice.rfind('['),
            _ => None,
        };
        open.inspect(|&o| self.noun = self.noun.drop_last(slice.len() - o)).is_some()
    }

    /// 2023 年的 right before the figure, with the word that ties it: 从, 较, 在.
    fn drop_time(&mut self, text: &str, mentions: &[Mention]) -> bool {
        let Some((range, _)) =
            mentions.iter().find(|(r, _)| r.end == self.noun.end && r.start >= self.noun.start)
        else {
            return false;
        };
        self.noun = Cut::new(self.noun.start, range.start).trim(text);
        let slice = self.noun.of(text);
        if let Some(bytes) = against_at_end(slice) {
            self.is_base |= self.act == Act::Link;
            self.noun = self.noun.drop_last(bytes);
        } else if let Some(c) = slice.chars().next_back().filter(|c| "从由自".contains(*c)) {
            self.settle(Act::From, c.len_utf8());
        } else if reaching(slice).is_some() {
            // 上升到 2023 年的: the verb is read next.
        } else if let Some(word) =
            ["截至", "截止", "在", "于", "到", "至"].into_iter().find(|w| slice.ends_with(w))
        {
            self.noun = self.noun.drop_last(word.len());
        }
        true
    }

    /// 每人每月 right before the figure is its measure, not its noun.
    fn drop_each(&mut self, text: &str) -> bool {
        let slice = self.noun.of(text);
        let Some(at) = slice.rfind('每').filter(|&at| at > 0) else { return false };
        let each = [
            "人",
            "月",
            "年",
            "天",
            "日",
            "户",
            "亩",
            "公顷",
            "吨",
            "次",
            "名",
            "位",
            "件",
            "平方米",
            "公斤",
            "斤",
            "学期",
            "学年",
            "生",
            "班",
            "校",
            "村",
            "家",
            "床",
            "辆",
            "千克",
            "小时",
            "升",
            "度",
            "人次",
            "个",
        ];
        let own = each.contains(&slice[at + '每'.len_utf8()..].trim());
        if own {
            self.noun = self.noun.drop_last(slice.len() - at);
        }
        own
    }

    fn take_verb(&mut self, text: &str) -> bool {
        let slice = self.noun.of(text);
        let m = &*MEASURES;
        if m.not_link.at_end(slice).is_some() || m.not_change.at_end(slice).is_some() {
            return self.take_doing(text);
        }
        if let Some(bytes) = reaching(slice) {
            self.settle(Act::Reach, bytes);
            return true;
        }
        let verb = match self.act {
            Act::Link => change(slice).or_else(|| m.share_verb.at_end(slice).map(|n| (Act::Share, n))),
            // 实现增长, 降低成本增加: only what modifies the verb is left to strip.
            _ => None,
        };
        let verb = verb.or_else(|| self.comparing(slice)).or_else(|| self.starting(slice));
        if let Some((act, bytes)) = verb {
            self.settle(act, bytes);
            return true;
        }
        self.take_doing(text)
    }

    fn comparing(&self, slice: &str) -> Option<(Act, usize)> {
        if self.act != Act::Link {
            return None;
        }
        let m = &*MEASURES;
        if let Some(bytes) = m.compare_alone.at_end(slice) {
            return Some((Act::Compare, bytes));
        }
        let bytes = m.compare.at_end(slice)?;
        against(&slice[..slice.len() - bytes]).map(|_| (Act::Compare, bytes))
    }

    /// 由98元降至50元: 由 right before the figure.
    fn starting(&self, slice: &str) -> Option<(Act, usize)> {
        let last = slice.chars().next_back().filter(|c| "从由自".contains(*c))?;
        (self.act == Act::Link && self.verb.is_none()).then_some((Act::From, last.len_utf8()))
    }

    fn take_doing(&mut self, text: &str) -> bool {
        // 占夜间消费的: before 的 it is a noun.
        let modifies = text.get(self.noun.end..).unwrap_or_default().trim_start().starts_with('的');
        if self.act != Act::Link || self.verb.is_some() || modifies {
            return false;
        }
        let slice = self.noun.of(text);
        let m = &*MEASURES;
        for word in ["连续", "持续", "已连续"] {
            if slice.ends_with(word) {
                self.lasting = true;
                self.noun = self.noun.drop_last(word.len());
                return true;
            }
        }
        if let Some(bytes) = m.have.at_end(slice) {
            self.settle(Act::Have, bytes);
            return true;
        }
        // A verb alone or after a subject governs what follows; after its object it was read with the object.
        // 总投资, 年产, 净流入: the noun, not the verb.
        let nominal = |n: &usize| {
            slice[..slice.len() - n].ends_with(['总', '年', '净', '月', '日', '均', '额', '的', '性'])
        };
        if let Some(bytes) = m.doing.at_end(slice).filter(|n| !nominal(n)) {
            self.settle(Act::Do, bytes);
            return true;
        }
        false
    }

    /// 较上年, 比发达国家, 与 2019 年相比 at the end of what is left.
    fn take_base(&mut self, text: &str) -> bool {
        if !matches!(self.act, Act::Up | Act::Down | Act::Compare | Act::Reach) || self.base.is_some() {
            return false;
        }
        let slice = self.noun.of(text);
        let Some(at) = against(slice) else { return false };
        let opener = MEASURES.against.at_start(&slice[at..]).unwrap_or(0);
        self.base = Some(Cut::new(self.noun.start + at + opener, self.noun.end).trim(text));
        self.noun = Cut::new(self.noun.start, self.noun.start + at);
        true
    }

    fn drop_helper(&mut self, text: &str) -> bool {
        let slice = self.noun.of(text);
        let m = &*MEASURES;
        if matches!(self.act, Act::Up | Act::Down)
            && let Some(bytes) = m.growth_mode.at_end(slice)
        {
            self.noun = self.noun.drop_last(bytes);
            return true;
        }
        if m.not_link.at_end(slice).is_some() || m.not_adverb.at_end(slice).is_some() {
            return false;
        }
        let bytes = m
            .link
            .at_end(slice)
            .or_else(|| m.adverb.at_end(slice))
            .or_else(|| (self.act != Act::Link).then(|| m.growth_mode.at_end(slice)).flatten());
        // 占比 and 增速 are nouns; so is a noun phrase that is all there is.
        match bytes {
            Some(bytes)
                if self.act == Act::Have && m.link.at_end(slice).is_some() && slice.len() == bytes =>
            {
                self.noun = self.noun.drop_last(bytes);
                true
            }
            Some(bytes) => {
                self.noun = self.noun.drop_last(bytes);
                true
            }
            None => false,
        }
    }
}

/// 增长 or 下降 at the end.
fn change(slice: &str) -> Option<(Act, usize)> {
    let m = &*MEASURES;
    let up = m.up.at_end(slice).map(|n| (Act::Up, n));
    let down = m.down.at_end(slice).map(|n| (Act::Down, n));
    let found = match (up, down) {
        (Some(u), Some(d)) => {
            if d.1 > u.1 {
                d
            } else {
                u
            }
        }
        (one, other) => one.or(other)?,
    };
    // A lone 升 or 减 inside a longer word is no verb.
    let word = &slice[slice.len() - found.1..];
    let single = word.chars().count() == 1;
    let glued = slice[..slice.len() - found.1].chars().next_back().is_some_and(|c| "公毫晋消缩".contains(c));
    (!(single && glued)).then_some(found)
}

/// 提升至, 下降到, 发展为, 达: the bytes of the verb and its complement.
fn reaching(slice: &str) -> Option<usize> {
    let m = &*MEASURES;
    let complement = m.becoming.at_end(slice)?;
    let verb = &slice[..slice.len() - complement];
    let bytes = change(verb).map(|(_, n)| n).or_else(|| m.changing.at_end(verb))?;
    Some(bytes + complement)
}

fn against_at_end(slice: &str) -> Option<usize> {
    let m = &*MEASURES;
    if m.not_against.at_end(slice).is_some() {
        return None;
    }
    m.against.at_end(slice)
}

/// Where a comparison opens that runs to the end of the text.
pub(super) fn against(slice: &str) -> Option<usize> {
    let m = &*MEASURES;
    let closed = m.against_close.at_end(slice);
    let mut found = None;
    let mut at = 0;
    while let Some(c) = slice[at..].chars().next() {
        let rest = &slice[at..];
        if let Some(bytes) = m.not_against.at_start(rest) {
            at += bytes;
            continue;
        }
        if let Some(bytes) = m.against.at_start(rest) {
            let word = &rest[..bytes];
            // 与 and 同 join as often as they compare: only 与…相比 is sure.
            let sure = !matches!(word, "与" | "同" | "和" | "跟");
            if (sure || closed.is_some()) && at + bytes < slice.len() {
                found = found.or(Some(at));
            }
            at += bytes;
            continue;
        }
        at += c.len_utf8();
    }
    found
}
