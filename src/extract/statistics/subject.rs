//! Whose a figure is, of those named: the one stated, the one in force, the one a word points back to, or nobody.

use super::{
    cut::{Cut, Phrase},
    noun::Named,
    owner::is_stand_in,
    place,
    reading::Spot,
    source::{Quoted, Source},
    walk::Walk,
    words::{REGIONS, SOURCES},
};
use crate::{
    model::{Dimension, Role},
    quantity::Quantity,
};

impl Walk<'_> {
    /// The subject stated, which stays in force (`for_now`: only to the end of the sentence), or the one in force.
    pub(super) fn whose(
        &mut self,
        stated: Option<Phrase>,
        named: &Named,
        for_now: bool,
        aside: bool,
    ) -> Option<Phrase> {
        let relative = named.subject.is_some() && stated == named.subject;
        let stated = stated.map(|s| self.whole_place(s));
        // 对超过 5 年的地主给予…，每年…: they are given the rest as well.
        if relative && aside {
            self.sentence_subject.clone_from(&stated);
        }
        // 入选者: somebody a clause makes, who is gone with it.
        let made = |s: &Phrase| {
            let words = s.read(self.text);
            words.ends_with('者') && REGIONS.group.at_end(&words).is_none()
        };
        let passes = self.sentence_subject.is_some() && stated.as_ref().is_some_and(made);
        if let Some(subject) = stated.as_ref().filter(|_| !relative && !passes) {
            // 课题组对华中地区 18 所学校…，发放问卷…: the one who asks goes on to ask.
            let asks = self.sentence_subject.as_ref().is_some_and(|p| self.is_researcher(p));
            if !(asks && aside) {
                self.sentence_subject = Some(subject.clone());
            }
            if !for_now && !self.is_researcher(subject) {
                self.subject = Some(subject.clone());
            }
        }
        stated.or_else(|| self.sentence_subject.clone()).or_else(|| self.subject.clone())
    }

    /// 该局 after 市规划局: the body it points back to.
    pub(super) fn antecedent(&self, stated: Phrase, sources: &[Quoted]) -> Phrase {
        let words = stated.read(self.text);
        let Some(noun) = words.strip_prefix(['该', '此']).filter(|n| n.chars().count() == 1) else {
            return stated;
        };
        let reporting = sources.iter().filter_map(|q| match &q.source {
            Source::Words(phrase) => Some(phrase),
            Source::Note(_) => None,
        });
        let known = reporting.chain(&self.sentence_subject).chain(&self.subject);
        let mut named = known.filter(|p| {
            let name = p.read(self.text);
            name.ends_with(noun) && !name.starts_with(['该', '此', '某', '各']) && name.chars().count() > 2
        });
        named.next().cloned().unwrap_or(stated)
    }

    /// The subject, unless it is only the one who asks, or the one who is to act and not whose the figure is.
    pub(super) fn fitting(
        &self,
        subject: Option<Phrase>,
        stated: bool,
        quantity: &Quantity,
        spot: &Spot,
    ) -> Option<Phrase> {
        let text = self.text;
        let before = Cut::new(spot.body.start, quantity.range.start);
        let asks = subject.as_ref().is_some_and(|p| self.is_researcher(p));
        if asks {
            let named = stated || subject.as_ref().and_then(Phrase::last).is_some_and(|c| before.holds(c));
            // Questionnaires are the asker's; those asked are not.
            let sent = quantity.unit.as_deref() == Some("份");
            let place = asked_at(text, before).filter(|_| quantity.dimension == Dimension::Count && !sent);
            return match place {
                Some(place) => Some(place.into()),
                None => subject.filter(|_| (named || sent) && SOURCES.asking.within(spot.clause.of(text))),
            };
        }
        let proposes =
            self.context.role == Role::Countermeasure && !spot.clause.of(text).contains(['已', '了']);
        subject.filter(|_| stated || !is_aim(before.of(text), proposes))
    }

    pub(super) fn is_researcher(&self, phrase: &Phrase) -> bool {
        SOURCES.researcher.has(&phrase.read(self.text))
    }

    /// 全县 where one county is spoken of by a letter or as 某: that county.
    fn whole_place(&self, stated: Phrase) -> Phrase {
        let words = stated.read(self.text);
        let Some(kind) =
            words.strip_prefix('全').filter(|k| k.chars().count() == 1 && "省市县区乡镇村".contains(*k))
        else {
            return stated;
        };
        let named = self.sentence_subject.as_ref().or(self.subject.as_ref()).filter(|p| {
            let name = p.read(self.text);
            let unnamed =
                name.contains('某') || name.chars().next().is_some_and(|c| is_stand_in(&c.to_string()));
            name.ends_with(kind) && unnamed
        });
        named.cloned().unwrap_or(stated)
    }
}

/// 对 A 省 6 所高校, 深入全县 9 个乡镇: where those asked are, right before they are counted.
fn asked_at(text: &str, before: Cut) -> Option<Cut> {
    let words = before.of(text);
    ["对", "在", "深入", "赴", "选取", "走访"].into_iter().find_map(|w| {
        let at = words.rfind(w)? + w.len();
        let found = place::place(words.get(at..)?.trim_start())?;
        let blanks = words[at..].len() - words[at..].trim_start().len();
        let start = before.start + at + blanks;
        Some(Cut::new(start, start + found))
    })
}

/// 力争…, 将审批周期压缩到: whoever acts, it is not his.
fn is_aim(before: &str, proposes: bool) -> bool {
    let words = before.trim_start();
    let disposes = ["将", "把", "并将", "并把"].iter().any(|w| words.starts_with(w));
    let settles = ["控制在", "稳定在", "保持在", "限制在"].iter().any(|w| words.contains(w));
    ["力争", "争取"].iter().any(|w| words.starts_with(w))
        || words.contains("力争") && !words.contains('使')
        || proposes && (disposes || settles)
}
