//! What a section's title says the section does.

use super::load;
use crate::model::Role;
use regex::Regex;
use serde::Deserialize;
use std::{collections::HashMap, sync::LazyLock};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    role: Vec<Group>,
    mending: Mending,
}

/// Names of what is done about a trouble.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mending {
    #[serde(rename = "note")]
    _note: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    role: Role,
    #[serde(default)]
    cause: bool,
    #[serde(rename = "note")]
    _note: String,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    head: Vec<String>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| load::<File>("roles.toml", include_str!("../../data/zh/roles.toml")));

/// A cue in a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TitleCue {
    /// The role it speaks for.
    pub role: Role,
    /// The word.
    pub cue: &'static str,
    /// The whole title is a customary name.
    pub whole: bool,
    /// The title ends with the cue.
    pub last: bool,
    /// Another role's cue is joined to it by 与, 及, 和, 、: `问题与对策`. `供需错位及其破解` joins a trouble to its remedy.
    pub joined: Option<Role>,
    /// It asks why rather than what: `困境的成因`, but not `困境及其成因`.
    pub cause: bool,
}

impl TitleCue {
    /// Whether the title names problems and what is done about them.
    pub fn is_paired(&self) -> bool {
        self.role == Role::Countermeasure && self.joined == Some(Role::Problem)
    }
}

/// The longest name before a colon, in characters.
const LABEL: usize = 6;

/// Where a cue ends in a title, its length in bytes, its role and the word.
type Hit = (usize, usize, Role, &'static str);

/// The cue that decides: a whole title, or the rightmost and longest word.
pub fn title_cue(title: &str) -> Option<TitleCue> {
    let bare: String = title.chars().filter(|c| !c.is_whitespace() && !"：:【】[]".contains(*c)).collect();
    if let Some(cue) = mended(&bare) {
        let role = Role::Countermeasure;
        return Some(TitleCue {
            role,
            cue,
            whole: false,
            last: true,
            joined: Some(Role::Problem),
            cause: false,
        });
    }
    if let Some((role, cue)) = words(|g| &g.whole).find(|(_, w)| *w == bare) {
        return Some(TitleCue { role, cue, whole: true, last: true, joined: None, cause: false });
    }
    // 缘起：桥头的茶摊: the name, then what it is about; 讨论：茶农的主要问题 says more behind the colon.
    if let Some((label, rest)) = title.split_once(['：', ':']).map(|(l, r)| (l.trim(), r.trim())) {
        let names_part = |c: &TitleCue| c.last && matches!(c.role, Role::Problem | Role::Countermeasure);
        let told = title_cue(rest).filter(names_part);
        let label = Some(label).filter(|l| l.chars().count() <= LABEL).and_then(title_cue);
        if let Some(cue) = label.map(|l| told.filter(|_| l.role != Role::Other).unwrap_or(l)) {
            return Some(TitleCue { whole: false, last: true, ..cue });
        }
    }
    let mut hits: Vec<Hit> = Vec::new();
    for (at, c) in bare.char_indices() {
        let end = at + c.len_utf8();
        let ending = HEADS.get(&c).into_iter().flatten().filter(|(_, w)| bare[..end].ends_with(w));
        hits.extend(ending.map(|(role, w)| (end, w.len(), *role, *w)));
    }
    hits.retain(|h| !matches!(h.2, Role::Problem | Role::Countermeasure) || TAIL.is_match(&bare[h.0..]));
    hits.sort_by_key(|h| (h.0, h.1));
    let &(end, len, role, cue) = hits.last()?;
    let start = end - len;
    let joined = hits
        .iter()
        .rev()
        .filter(|h| h.0 <= start && h.2 != role)
        .find(|h| is_joint(&bare[h.0..start]))
        .map(|h| h.2);
    let cause = role == Role::Problem && asks_why(&bare, &hits);
    // 结论与启示 closes a paper, and 文献回顾与假设 reviews, whatever else they do.
    let role = joined.filter(|j| matches!(j, Role::Conclusion | Role::LiteratureReview)).unwrap_or(role);
    Some(TitleCue { role, cue, whole: false, last: end == bare.len(), joined, cause })
}

/// Whether the title ends with a word for causes, or with what is done to them, and no trouble is joined to it.
fn asks_why(title: &str, hits: &[Hit]) -> bool {
    let Some(at) = hits.iter().rposition(|h| is_cause(h.3) && ACT.is_match(&title[h.0..])) else {
        return false;
    };
    let start = hits[at].0 - hits[at].1;
    let joined =
        |h: &Hit| h.0 <= start && h.2 == Role::Problem && !is_cause(h.3) && is_joint(&title[h.0..start]);
    !hits[..at].iter().any(joined)
}

fn is_cause(word: &str) -> bool {
    FILE.role.iter().any(|g| g.cause && g.head.iter().any(|w| w == word))
}

/// The remedy of a title that joins it to its trouble: `供需错位及其破解`.
fn mended(title: &str) -> Option<&'static str> {
    const JOINTS: [&str; 3] = ["及其", "与其", "和其"];
    let (_, remedy) =
        JOINTS.iter().find_map(|j| title.rsplit_once(j)).filter(|(trouble, _)| !trouble.is_empty())?;
    FILE.mending.words.iter().find(|w| *w == remedy).map(String::as_str)
}

/// The `head` cues by their last character: a title is read once, whatever the number of cues.
static HEADS: LazyLock<HashMap<char, Vec<(Role, &'static str)>>> = LazyLock::new(|| {
    let mut table: HashMap<char, Vec<(Role, &'static str)>> = HashMap::new();
    for (role, word) in words(|g| &g.head) {
        if let Some(last) = word.chars().next_back() {
            table.entry(last).or_default().push((role, word));
        }
    }
    table
});

/// What is done to what a part is about: 问题分析, 对策研究.
const ACTS: &str = "分析|剖析|探析|解析|透视|探讨|探究|探索|探寻|研究|梳理|检视|审视|概述|阐述|识别|诊断|所在|表现|呈现|提出|构建|选择|实施|思考|建议|设计|展望|考察|述评|聚焦";

static ACT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!("^(?:的?(?:{ACTS}))?$")).expect("a fixed pattern"));

/// What may follow the word that names a part: 困境及其成因. In 问题链 and 风险管理 the word names nothing.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!("^(?:$|的?(?:主要|现实|具体|优化|对策)?(?:{ACTS})|[与及和、:：—(/]|以及|并|之)"))
        .expect("a fixed pattern")
});

/// A joining word with at most a short modifier: 结论与政策启示.
fn is_joint(between: &str) -> bool {
    const JOINTS: [&str; 9] = ["与", "及", "和", "、", "及其", "与其", "以及", "—", "——"];
    between.chars().count() <= 5 && JOINTS.iter().any(|j| between.starts_with(j))
}

fn words(of: fn(&Group) -> &Vec<String>) -> impl Iterator<Item = (Role, &'static str)> {
    FILE.role.iter().flat_map(move |g| of(g).iter().map(|w| (g.role, w.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_roles() {
        let cases = [
            ("引 言", Some(Role::Introduction)),
            ("茶产业发展现状", Some(Role::Status)),
            ("茶产业发展面临的主要问题", Some(Role::Problem)),
            ("破解融资难题的路径", Some(Role::Countermeasure)),
            ("结论与建议", Some(Role::Conclusion)),
            ("县域医共体的运行机理", Some(Role::Mechanism)),
            ("参考文献", Some(Role::References)),
            ("研究结论与政策启示", Some(Role::Conclusion)),
            ("文献回顾与研究假设", Some(Role::LiteratureReview)),
            ("缘起：桥头的茶摊", Some(Role::Introduction)),
            ("讨论：茶农增收的主要问题", Some(Role::Problem)),
            ("茶叶", None),
            ("问题链的构建", None),
            ("问题驱动的教学设计", None),
            ("茶企风险管理", None),
            ("现实困境及其成因分析", Some(Role::Problem)),
            ("对策研究", Some(Role::Countermeasure)),
        ];
        for (title, role) in cases {
            assert_eq!(title_cue(title).map(|c| c.role), role, "{title}");
        }
    }

    #[test]
    fn troubles_and_remedies_in_one_title_are_seen() {
        let cases = [
            ("存在的问题与对策", true),
            ("茶园老化及其应对", true),
            ("品种杂乱与其矫正", true),
            ("茶园老化的应对", false),
            ("茶文化及其传播", false),
        ];
        for (title, paired) in cases {
            assert_eq!(title_cue(title).is_some_and(|c| c.is_paired()), paired, "{title}");
        }
    }

    #[test]
    fn titles_that_ask_why_are_told_from_those_that_ask_what() {
        let cases = [
            ("茶农增收困境的成因分析", true),
            ("制约因素的深层原因", true),
            ("茶农困境的成因检视", true),
            ("茶农增收的困境及其成因", false),
            ("存在的问题与原因", false),
            ("茶农增收的困境", false),
        ];
        for (title, cause) in cases {
            assert_eq!(title_cue(title).map(|c| (c.role, c.cause)), Some((Role::Problem, cause)), "{title}");
        }
    }
}
