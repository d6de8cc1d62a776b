//! What the YAML block says, as facts.

use super::{imprint, labels::is_mostly_han, split_keywords};
use crate::{model::Meta, source::FrontMatter};

/// What the YAML block says, under English or Chinese keys.
pub(super) fn stated(yaml: &FrontMatter) -> Meta {
    let first = |keys: &[&str]| keys.iter().find_map(|k| yaml.get(k)).map(str::to_owned);
    let list = |keys: &[&str]| {
        let values = keys.iter().map(|k| yaml.all(k)).find(|v| !v.is_empty()).unwrap_or_default();
        match values {
            [one] => split_keywords(one),
            many => many.to_vec(),
        }
    };
    let title = first(&["title", "标题", "题名"]);
    let title_is_chinese = title.as_deref().is_some_and(is_mostly_han);
    let keywords = list(&["keywords_zh", "keywords", "关键词"]);
    let keywords_are_chinese = keywords.iter().any(|k| is_mostly_han(k));
    Meta {
        title_zh: first(&["title_zh"]).or(title.clone().filter(|_| title_is_chinese)),
        title_en: first(&["title_en"]).or(title.filter(|_| !title_is_chinese)),
        authors: list(&["authors", "author", "作者"]),
        doi: first(&["doi"]).map(|d| imprint::doi(&d).unwrap_or(d)),
        journal: first(&["journal", "期刊", "刊名"]),
        year: first(&["year", "date", "年份", "年"]).and_then(|y| y.get(..4).and_then(|y| y.parse().ok())),
        volume: first(&["volume", "卷"]),
        issue: first(&["issue", "number", "期"]),
        keywords_en: if keywords_are_chinese || keywords.is_empty() {
            list(&["keywords_en"])
        } else {
            keywords.clone()
        },
        keywords_zh: if keywords_are_chinese { keywords } else { Vec::new() },
        license: first(&["license", "licence", "许可"]),
    }
}
