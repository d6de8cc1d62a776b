//! The reference list as citations by author and year need it.

use crate::{document::is_han, model::Reference};
use regex::Regex;
use std::sync::LazyLock;

/// An organisation may be cited by part of its name if that part is at least this long, in characters.
const SHORTEST_PART: usize = 4;

static YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("((?:19|20)[0-9]{2})(?:([a-z])(?:[^A-Za-z]|$))?").expect("a fixed pattern"));

/// The entries of a list.
pub(super) struct Works(Vec<Work>);

struct Work {
    n: u32,
    authors: Vec<Name>,
    year: Option<u16>,
    letter: Option<char>,
}

/// A name in the form it is compared in.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Name {
    /// Chinese, without white space, in Simplified characters.
    Han(String),
    /// The words of a name in Latin letters, in lower case and without initials.
    Latin(Vec<String>),
}

impl Name {
    fn of(text: &str) -> Name {
        if text.chars().any(is_han) {
            return Name::Han(fast2s::convert(text).chars().filter(|c| !c.is_whitespace()).collect());
        }
        let words = text.split(|c: char| !c.is_alphabetic() && !"'’-".contains(c));
        Name::Latin(words.filter(|w| w.chars().count() > 1).map(str::to_lowercase).collect())
    }

    /// Whether a text names this author.
    fn is_meant_by(&self, cited: &Name) -> bool {
        match (self, cited) {
            (Name::Han(own), Name::Han(cited)) => {
                let part = cited.chars().count() >= SHORTEST_PART
                    && (own.starts_with(cited.as_str()) || own.ends_with(cited.as_str()));
                own == cited || part
            }
            (Name::Latin(own), Name::Latin(cited)) => {
                !cited.is_empty() && cited.iter().all(|word| own.contains(word))
            }
            _ => false,
        }
    }
}

impl Works {
    pub(super) fn of(references: &[Reference]) -> Works {
        Works(references.iter().map(work).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The numbers of the entries by these authors, the first of the list first, and of this year.
    pub(super) fn fitting(
        &self,
        authors: &[&str],
        others: bool,
        year: u16,
        letter: Option<char>,
    ) -> Vec<u32> {
        let Some((first, more)) = authors.split_first() else { return Vec::new() };
        let first = Name::of(first);
        let by = |w: &&Work| w.authors.first().is_some_and(|a| a.is_meant_by(&first));
        let mut found: Vec<&Work> = self.0.iter().filter(|w| w.year == Some(year)).filter(by).collect();
        if let Some(letter) = letter {
            found = lettered(found, letter);
        }
        let second = more.first().map(|name| Name::of(name));
        let alike = |w: &&Work| match &second {
            Some(second) => w.authors.get(1).is_some_and(|a| a.is_meant_by(second)),
            None => others == (w.authors.len() > 1),
        };
        let closer: Vec<&Work> = found.iter().copied().filter(alike).collect();
        let found = if closer.is_empty() { found } else { closer };
        found.into_iter().map(|w| w.n).collect()
    }

    /// Whether some entry is by this author.
    pub(super) fn know(&self, author: &str) -> bool {
        let name = Name::of(author);
        self.0.iter().any(|w| w.authors.first().is_some_and(|a| a.is_meant_by(&name)))
    }

    /// The longest author's name a text ends with, in bytes.
    pub(super) fn author_at_end(&self, text: &str) -> Option<usize> {
        let names = self.0.iter().flat_map(|w| &w.authors);
        let bytes = |name: &Name| match name {
            Name::Han(name) => {
                (name.chars().count() > 1 && text.ends_with(name.as_str())).then_some(name.len())
            }
            Name::Latin(_) => {
                let run = latin_at_end(text);
                let mut starts = run.match_indices(' ').map(|(i, _)| i + 1).collect::<Vec<_>>();
                starts.insert(0, 0);
                let fits = |from: &&usize| name.is_meant_by(&Name::of(&run[**from..]));
                starts.iter().find(fits).map(|from| run.len() - from)
            }
        };
        names.filter_map(bytes).max()
    }
}

/// The words in Latin letters a text ends with, capitals and the particles of names.
pub(super) fn latin_at_end(text: &str) -> &str {
    static RUN: LazyLock<Regex> = LazyLock::new(|| {
        let word = r"(?:\p{Lu}[\p{Latin}'’.-]*|van|von|de|der|den|di|la|le|of|for|the)";
        Regex::new(&format!(r"{word}(?: {word})*$")).expect("a fixed pattern")
    });
    RUN.find(text).map_or("", |m| m.as_str())
}

fn work(reference: &Reference) -> Work {
    let year = reference.year.or_else(|| YEAR.captures(&reference.raw)?[1].parse().ok());
    let letter = YEAR
        .captures_iter(&reference.raw)
        .find(|c| c[1].parse().ok() == year)
        .and_then(|c| c.get(2)?.as_str().chars().next());
    Work { n: reference.n, authors: reference.authors.iter().map(|a| Name::of(a)).collect(), year, letter }
}

/// The work with a letter; where the list prints none, the letters count the works.
fn lettered(works: Vec<&Work>, letter: char) -> Vec<&Work> {
    if works.iter().any(|w| w.letter.is_some()) {
        return works.into_iter().filter(|w| w.letter == Some(letter)).collect();
    }
    let place = u32::from(letter).saturating_sub(u32::from('a')) as usize;
    match works.len() {
        1 => works,
        _ => works.get(place).copied().into_iter().collect(),
    }
}
