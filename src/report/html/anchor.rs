//! Names of places in the page. Different ids have different names, and every name is safe in an address.

use std::fmt::Write as _;

/// Where a finding or figure is shown.
pub fn item(id: &str) -> String {
    format!("i-{}", token(id))
}

/// Where a paper is shown.
pub fn paper(id: &str) -> String {
    format!("p-{}", token(id))
}

/// Where a topic is shown.
pub fn topic(id: &str) -> String {
    format!("t-{}", token(id))
}

/// Where an actor is shown.
pub fn actor(id: &str) -> String {
    format!("a-{}", token(id))
}

/// An id with nothing in it but letters, digits, `.`, `-`, `_` and `~`: `/` is written `_`, anything else by its code.
pub fn token(id: &str) -> String {
    id.chars().fold(String::new(), |mut out, c| {
        match c {
            '/' => out.push('_'),
            c if c.is_ascii_alphanumeric() || matches!(c, '.' | '-') => out.push(c),
            c => drop(write!(out, "~{:x}~", c as u32)),
        }
        out
    })
}

/// Several ids as the value of one attribute.
pub fn tokens<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.map(token).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_tell_ids_apart() {
        assert_eq!(item("001/P1.2"), "i-001_P1.2");
        let ids = ["a/b", "a_b", "a~b", "a b", "养老", "养~8001~", "a\"b", "A/b", "<b>"];
        for (i, a) in ids.iter().enumerate() {
            assert!(token(a).chars().all(|c| c.is_ascii_alphanumeric() || "._-~".contains(c)), "{a}");
            assert!(ids[..i].iter().all(|b| token(a) != token(b)), "{a}");
        }
    }
}
