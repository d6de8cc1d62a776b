//! A pack to begin with.

/// A commented pack named `name`, which can be used as it is and means little until its words are replaced.
///
/// # Errors
/// If the name would not do for a file: then a sentence saying so.
pub fn starter(name: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(plain) {
        return Err(format!("`{name}` is no name for a pack, expected small letters, digits and `-`"));
    }
    Ok(include_str!("../../domains/starter.toml").replace("NAME", name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::check;

    #[test]
    fn the_starter_is_sound() {
        let check = check(&starter("tea").expect("a good name"), None);
        assert!(
            check.faults.iter().all(|f| f.severity == crate::model::Severity::Note),
            "{:?}",
            check.faults
        );
        assert_eq!(check.name, "tea");
    }

    #[test]
    fn names_are_plain() {
        assert!(starter("").is_err() && starter("Tea Shop").is_err() && starter("../tea").is_err());
    }
}
