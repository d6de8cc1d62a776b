//! Paths as platforms match them with the files of a repository.

use crate::check::Location;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986 and the slash. A colon must go: in a first component it would make
/// what stands before it a scheme.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A path without `.` components, doubled slashes and what `..` takes back. Relative ones are taken from the working
/// directory, which in CI is the root of the repository.
pub fn tidy(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if kept.last().is_some_and(|last| *last != "..") => {
                kept.pop();
            }
            part => kept.push(part),
        }
    }
    let joined = kept.join("/");
    match (path.starts_with('/'), joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".into(),
        (false, false) => joined,
    }
}

/// A place as compilers name it, without the column.
pub fn line_of(location: &Location) -> String {
    let path = tidy(&location.path);
    location.place.map_or_else(|| path.clone(), |place| format!("{path}:{}", place.line))
}

/// A path as a URI reference.
#[derive(Debug, PartialEq, Eq)]
pub struct Uri {
    /// Percent-encoded; relative to the root of the repository unless it is absolute.
    pub reference: String,
    /// Whether it has a scheme.
    pub absolute: bool,
}

/// The URI of a file.
pub fn uri(path: &str) -> Uri {
    let path = tidy(path);
    let encoded = utf8_percent_encode(&path, KEPT).to_string();
    if path.starts_with('/') {
        Uri { reference: format!("file://{encoded}"), absolute: true }
    } else if has_drive(&path) {
        Uri { reference: format!("file:///{encoded}"), absolute: true }
    } else {
        Uri { reference: encoded, absolute: false }
    }
}

/// Whether it begins as an absolute path of Windows, such as `C:/papers`.
fn has_drive(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && chars.next() == Some('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_tidied() {
        for (path, tidied) in [
            ("corpus/001.txt", "corpus/001.txt"),
            ("./corpus/./001.txt", "corpus/001.txt"),
            ("corpus//001.txt", "corpus/001.txt"),
            ("corpus/../other/001.txt", "other/001.txt"),
            ("../001.txt", "../001.txt"),
            ("../../001.txt", "../../001.txt"),
            ("/srv/./001.txt", "/srv/001.txt"),
            ("./", "."),
            ("", "."),
        ] {
            assert_eq!(tidy(path), tidied, "{path}");
        }
    }

    #[test]
    fn uris_are_relative_to_the_repository_unless_the_path_is_not() {
        for (path, reference, absolute) in [
            ("./corpus/论文 1.txt", "corpus/%E8%AE%BA%E6%96%87%201.txt", false),
            ("a:b/c#d?e%20.txt", "a%3Ab/c%23d%3Fe%2520.txt", false),
            ("<stdin>", "%3Cstdin%3E", false),
            (r"corpus\001.txt", "corpus%5C001.txt", false),
            ("/srv/001.txt", "file:///srv/001.txt", true),
            ("C:/papers/001.txt", "file:///C%3A/papers/001.txt", true),
        ] {
            assert_eq!(uri(path), Uri { reference: reference.into(), absolute }, "{path}");
        }
    }
}
