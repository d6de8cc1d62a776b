//! Citations by author and year: 张三（2020）指出, （李四，2019；王五等，2021）, (Smith & Jones, 2018).
//!
//! A year in brackets proves nothing. What makes it a citation is an author of the reference list before it; a name that is not
//! in the list counts only in a paper that cites in this way.

use super::{
    super::names::is_chinese_name,
    works::{Works, latin_at_end},
};
use crate::{
    document::{Document, is_han},
    model::{Citation, CitationKey},
};
use regex::Regex;
use std::{collections::HashSet, ops::Range, sync::LazyLock};

/// More authors than this are not named in a text.
const MOST_AUTHORS: usize = 6;
/// Without a list, a way of citing is one if it comes at least this often.
const HABIT: usize = 2;

macro_rules! pattern {
    ($name:ident, $re:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($re).expect("a fixed pattern"));
    };
}

/// 2020 · 2020a · 2019, 2020b · 2020a、b, each with its place in the work.
const YEARS: &str = concat!(
    r"(?P<years>(?:19|20)[0-9]{2}[a-z]?(?:\s*[,，、;和]\s*(?:(?:19|20)[0-9]{2}[a-z]?|[a-z]))*)\s*(?P<dated>年)?",
    r"(?:\s*[:：,，]\s*(?:pp?\.?\s*|第\s*)?[0-9]{1,4}(?:\s*[-–—~]\s*[0-9]{1,4})?\s*页?)?\s*"
);

pattern!(BRACKET, r"[(\[]([^()\[\]\n]{4,200})[)\]]");
pattern!(ONLY_YEARS, &format!(r"^\s*{YEARS}$"));
pattern!(
    ITEM,
    &format!(
        concat!(
            r"^\s*(?:(?i:参见|参阅|详见|例如|比如|转引自|引自|参考|如|见|see also|see|e\.g\.|cf\.)\s*[:：,，]?\s*)?",
            r"(?P<names>[^0-9;；:：。]{{2,80}}?)[\s,，、]*{years}(?:[;；,，、]|$)"
        ),
        years = YEARS
    )
);
pattern!(YEAR, r"((?:19|20)[0-9]{2})?([a-z])?");
pattern!(OTHERS, r"(?:等人|等学者|等|,?\s*(?i:et\s+al)\.?)\s*[,，]?\s*$");
pattern!(JOINT, r"\s*(?:、|，|,|;|&|\band\b|和|与|及)\s*");
pattern!(JOINT_AT_END, r"(?:、|，|, |&|\band|和|与|及)\s*$");
pattern!(INITIALS, r"^(?:\p{Lu}\.?[\s-]*){1,3}$");
pattern!(LATIN_NAME, r"^\p{Lu}[\p{Latin}'’-]+(?: [\p{Latin}'’-]+){0,3}$");
// What may stand between the beginning of a clause and a name.
pattern!(
    BEFORE_NAME,
    "^(?:正如|例如|比如|根据|依据|其中|此外|另外|同时|而|但|又|如|据|学者|参考|借鉴|随后)*$"
);
// What a name outside the list must be followed by.
pattern!(
    AFTER_NAME,
    "^(?:则|也|还|曾|等人?)?(?:指出|认为|发现|提出|主张|强调|证明|证实|表明|研究|考察|分析|探讨|讨论|测算|构建|利用|运用|基于|从|以|对|将|通过|的研究|的观点|的分析|的测算)"
);

/// A year with its letter.
type Year = (u16, Option<char>);

/// A mark whose authors may or may not be in the list.
struct Mark {
    at: Range<usize>,
    keys: Vec<CitationKey>,
    /// By its words a citation, whether the list has it or not.
    plausible: bool,
    /// An author of the list is named.
    known: bool,
}

impl Mark {
    fn is_resolved(&self) -> bool {
        self.keys.iter().any(|k| !k.references.is_empty())
    }
}

/// The citations by author and year in some stretches of the reading text.
pub(super) fn scan(doc: &Document, prose: &[Range<usize>], works: &Works) -> Vec<(Range<usize>, Citation)> {
    let reader = Reader { doc, works };
    let marks: Vec<Mark> = prose.iter().flat_map(|range| reader.marks(range)).collect();
    let habit = match works.is_empty() {
        true => marks.iter().filter(|m| m.plausible).count() >= HABIT,
        false => marks.iter().any(|m| m.is_resolved() || m.plausible && m.known),
    };
    let kept = marks.into_iter().filter(|m| m.is_resolved() || m.plausible && habit);
    kept.map(|m| {
        let span = doc.span(m.at.clone());
        (m.at, Citation { markers: Vec::new(), keys: m.keys, span })
    })
    .collect()
}

struct Reader<'a> {
    doc: &'a Document,
    works: &'a Works,
}

impl Reader<'_> {
    fn marks(&self, range: &Range<usize>) -> Vec<Mark> {
        let Some(text) = self.doc.text().get(range.clone()) else { return Vec::new() };
        let mut marks = Vec::new();
        for found in BRACKET.captures_iter(text) {
            let (Some(all), Some(inner)) = (found.get(0), found.get(1)) else { continue };
            let at = range.start + all.start()..range.start + all.end();
            let mark = match ONLY_YEARS.captures(inner.as_str()) {
                Some(years) => {
                    let before = range.start..at.start;
                    self.in_the_sentence(
                        before,
                        at,
                        &read_years(&years["years"]),
                        years.name("dated").is_some(),
                    )
                }
                None => self.in_brackets(at, range.start + inner.start()..range.start + inner.end()),
            };
            marks.extend(mark);
        }
        marks
    }

    /// (李四，2019；王五等，2021): authors and years, and nothing else.
    fn in_brackets(&self, at: Range<usize>, inner: Range<usize>) -> Option<Mark> {
        let text = &self.doc.text()[inner.clone()];
        let mut keys = Vec::new();
        let (mut plausible, mut known) = (true, false);
        let mut from = 0;
        while !text[from..].trim().is_empty() {
            let item = ITEM.captures(&text[from..])?;
            let names = item.name("names")?;
            let place = inner.start + from + names.start()..inner.start + from + names.end();
            plausible &= item.name("dated").is_none() && is_plausible(names.as_str());
            known |= self.knows(names.as_str());
            keys.extend(self.keys(place, &read_years(&item["years"])));
            from += item.get(0)?.end();
        }
        (!keys.is_empty()).then_some(Mark { at, keys, plausible, known })
    }

    /// 张三和李四(2020): the authors stand before the bracket.
    fn in_the_sentence(
        &self,
        before: Range<usize>,
        bracket: Range<usize>,
        years: &[Year],
        dated: bool,
    ) -> Option<Mark> {
        let text = self.doc.text();
        let end = before.start + text[before.clone()].trim_end().len();
        let bare = before.start + without_others(&text[before.start..end]).len();
        let start = self.known_authors(&text[before.start..bare]).map(|at| before.start + at);
        let known = start.is_some();
        let (start, plausible) = match start {
            Some(start) => (start, true),
            None => {
                let at = unknown_authors(&text[before.start..bare])?;
                (before.start + at, AFTER_NAME.is_match(&text[bracket.end..]))
            }
        };
        let keys = self.keys(start..end, years);
        (!keys.is_empty()).then_some(Mark {
            at: start..bracket.end,
            keys,
            plausible: plausible && !dated,
            known,
        })
    }

    /// Where the authors of the list that a text ends with begin.
    fn known_authors(&self, text: &str) -> Option<usize> {
        let mut start = None;
        let mut rest = text;
        for _ in 0..MOST_AUTHORS {
            let Some(bytes) = self.works.author_at_end(rest) else { break };
            start = Some(rest.len() - bytes);
            rest = rest[..rest.len() - bytes].trim_end();
            let Some(joint) = JOINT_AT_END.find(rest) else { break };
            rest = rest[..joint.start()].trim_end();
        }
        start
    }

    fn knows(&self, names: &str) -> bool {
        let bare = without_others(names);
        self.works.know(bare) || people(bare).first().is_some_and(|first| self.works.know(first))
    }

    fn keys(&self, names: Range<usize>, years: &[Year]) -> Vec<CitationKey> {
        let text = &self.doc.text()[names.clone()];
        let bare = without_others(text);
        let others = bare.len() < text.len();
        let whole = [bare];
        let apart = people(bare);
        let author = self.doc.quote(names).trim().to_owned();
        let key = |(year, letter): &Year| {
            let by = |authors: &[&str]| self.works.fitting(authors, others, *year, *letter);
            let mut references = by(&whole);
            if references.is_empty() {
                references = by(&apart);
            }
            let year = letter.map_or_else(|| year.to_string(), |l| format!("{year}{l}"));
            CitationKey { author: author.clone(), year, references }
        };
        years.iter().map(key).collect()
    }
}

/// 2020a、b is two years.
fn read_years(text: &str) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    for part in text.split([',', '，', '、', ';', '和']) {
        let Some(found) = YEAR.captures(part.trim()) else { continue };
        let letter = found.get(2).and_then(|m| m.as_str().chars().next());
        let year = found.get(1).and_then(|m| m.as_str().parse().ok()).or(years.last().map(|y| y.0));
        years.extend(year.map(|year| (year, letter)));
    }
    years
}

fn without_others(names: &str) -> &str {
    let names = names.trim_end_matches([',', '，', '、', ' ']);
    OTHERS.find(names).map_or(names, |m| &names[..m.start()])
}

/// The single names of a list; 李和平 is one.
fn people(names: &str) -> Vec<&str> {
    let mut people = Vec::new();
    let mut from = 0;
    for joint in JOINT.find_iter(names) {
        let name = &names[from..joint.start()];
        let word = matches!(joint.as_str().trim(), "和" | "与" | "及");
        // A joining character with less than a name on one of its sides is part of a name.
        let rest = JOINT.find(&names[joint.end()..]).map_or(names.len(), |next| joint.end() + next.start());
        if word && (name.chars().count() < 2 || names[joint.end()..rest].chars().count() < 2) {
            continue;
        }
        people.push(name);
        from = joint.end();
    }
    people.push(&names[from..]);
    people.retain(|name| !name.trim().is_empty() && !INITIALS.is_match(name.trim()));
    people
}

/// Whether the words before a year are the names of people, in the list or not.
fn is_plausible(names: &str) -> bool {
    let people = people(without_others(names));
    let is_person = |name: &&str| {
        let name = name.trim();
        is_chinese_name(name) && !PLACES.contains(name) || LATIN_NAME.is_match(name)
    };
    (1..=MOST_AUTHORS).contains(&people.len()) && people.iter().all(is_person)
}

/// Where the names of people that a clause opens with begin, if the text ends with them.
fn unknown_authors(text: &str) -> Option<usize> {
    let stop = |c: char| "，。；：、！？“”\n".contains(c);
    let clause = text.rfind(stop).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let words = &text[clause..];
    let latin = latin_at_end(words);
    if !latin.is_empty() {
        let start = words.len() - latin.len();
        return (BEFORE_NAME.is_match(words[..start].trim_end()) && is_plausible(latin))
            .then_some(clause + start);
    }
    let starts = words.char_indices().filter(|(_, c)| is_han(*c)).map(|(i, _)| i);
    starts
        .filter(|&at| BEFORE_NAME.is_match(words[..at].trim_end()) && is_plausible(&words[at..]))
        .map(|at| clause + at)
        .next()
}

/// Names of places, some of which read like names of people: 江苏, 安徽.
static PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lists: toml::Table = include_str!("../../../data/zh/regions.toml").parse().unwrap_or_default();
    let names = ["provinces", "cities", "countries", "areas"]
        .into_iter()
        .filter_map(|key| lists.get(key)?.as_array());
    names.flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect()
});
