//! What looks like the name of a person.

use crate::document::is_han;
use std::{collections::HashSet, sync::LazyLock};

struct Surnames {
    single: HashSet<char>,
    compound: Vec<String>,
}

static SURNAMES: LazyLock<Surnames> = LazyLock::new(|| {
    let lists: toml::Table = include_str!("../../data/zh/surnames.toml").parse().unwrap_or_default();
    let list = |key: &str| lists.get(key).and_then(toml::Value::as_str).unwrap_or_default();
    Surnames {
        single: list("single").chars().filter(|c| is_han(*c)).collect(),
        compound: list("compound").split_whitespace().map(str::to_owned).collect(),
    }
});

/// A Chinese name of two to four characters that begins with a family name. A space inside (`王 芳`) does no harm.
pub(super) fn is_chinese_name(text: &str) -> bool {
    let name: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !name.chars().all(|c| is_han(c) || c == '·') {
        return false;
    }
    let length = name.chars().count();
    if name.contains('·') {
        // 买买提·艾合买提: a name with a dot is longer and needs no family name.
        return (4..=14).contains(&length) && !name.starts_with('·') && !name.ends_with('·');
    }
    (2..=4).contains(&length) && (has_surname(&name, length) || has_surname(&fast2s::convert(&name), length))
}

fn has_surname(name: &str, length: usize) -> bool {
    let compound = || SURNAMES.compound.iter().any(|s| name.starts_with(s.as_str()));
    let single = name.chars().next().is_some_and(|c| SURNAMES.single.contains(&c));
    single && length <= 3 || length >= 3 && compound()
}

/// A name in Latin letters: two to four capitalised words.
pub(super) fn is_latin_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let shaped = |word: &&str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() && !is_han(c) || matches!(c, '.' | '-' | '\'' | '’'))
    };
    (2..=4).contains(&words.len()) && words.iter().all(shaped)
}

/// Whether a line names people and nothing else: 王芳　李小明*, 王芳1、李小明2.
pub(super) fn is_byline(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_ascii_digit() && !"*¹²³⁴()（）".contains(*c)).collect();
    let apart = bare.split(['、', '，', ',', ';', '；']).flat_map(|part| match is_chinese_name(part) {
        true => vec![part],
        false => part.split_whitespace().collect(),
    });
    let mut names = apart.map(str::trim).filter(|name| !name.is_empty()).peekable();
    names.peek().is_some() && names.all(is_chinese_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_names() {
        for line in ["何青", "何　青", "何青　李小明", "何青1，李小明2*", "欧阳青、李小明"]
        {
            assert!(is_byline(line), "{line}");
        }
        for line in ["养蜂业的现状", "何青：养蜂业", "石桥县养蜂业、林业", ""] {
            assert!(!is_byline(line), "{line}");
        }
    }
}
