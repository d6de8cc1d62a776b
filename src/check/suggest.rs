//! What was probably meant.

/// How much alike two names must be to be taken for one, from 0 to 1 (Jaro-Winkler).
const ALIKE: f64 = 0.8;

/// The known name most like an unknown one.
pub(super) fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|k| (strsim::jaro_winkler(name, k), k))
        .filter(|(like, _)| *like >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, k)| k)
}

/// `; did you mean …?`, or nothing.
pub(super) fn told(near: &Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"))
}
