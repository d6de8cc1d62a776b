//! What a section's title says the section does.

use super::load;
use crate::model::Role;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    role: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    role: Role,
    #[serde(rename = "note")]
    _note: String,
    #[serde(default)]
    whole: Vec<String>,
    #[serde(default)]
    head: Vec<String>,
}

static GROUPS: LazyLock<Vec<Group>> =
    LazyLock::new(|| load::<File>("roles.toml", include_str!("../../data/zh/roles.toml")).role);

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
    /// Another role's cue is joined to it by 与, 及, 和, 、: `问题与对策`.
    pub joined: Option<Role>,
}

/// The cue that decides: a whole title, or the rightmost and longest word.
pub fn title_cue(title: &str) -> Option<TitleCue> {
    let bare: String = title.chars().filter(|c| !c.is_whitespace() && !"：:【】[]".contains(*c)).collect();
    if let Some((role, cue)) = words(|g| &g.whole).find(|(_, w)| *w == bare) {
        return Some(TitleCue { role, cue, whole: true, last: true, joined: None });
    }
    let mut hits: Vec<(usize, usize, Role, &'static str)> = words(|g| &g.head)
        .filter_map(|(role, w)| bare.rfind(w).map(|at| (at + w.len(), w.len(), role, w)))
        .collect();
    hits.sort_by_key(|h| (h.0, h.1));
    let (end, len, role, cue) = hits.pop()?;
    let start = end - len;
    let joined = hits
        .iter()
        .rev()
        .filter(|h| h.0 <= start && h.2 != role)
        .find(|h| {
            matches!(&bare[h.0..start], "与" | "及" | "和" | "、" | "及其" | "与其" | "以及" | "—" | "——")
        })
        .map(|h| h.2);
    Some(TitleCue { role, cue, whole: false, last: end == bare.len(), joined })
}

fn words(of: fn(&Group) -> &Vec<String>) -> impl Iterator<Item = (Role, &'static str)> {
    GROUPS.iter().flat_map(move |g| of(g).iter().map(|w| (g.role, w.as_str())))
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
            ("茶叶", None),
        ];
        for (title, role) in cases {
            assert_eq!(title_cue(title).map(|c| c.role), role, "{title}");
        }
    }

    #[test]
    fn joined_cues_are_seen() {
        let cue = title_cue("存在的问题与对策").expect("a cue");
        assert_eq!((cue.role, cue.joined), (Role::Countermeasure, Some(Role::Problem)));
    }
}
