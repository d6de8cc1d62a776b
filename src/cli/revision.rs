//! Papers as they were: a git revision written out into a folder of its own.

use anyhow::{Context, Result, bail};
use std::{
    ffi::{OsStr, OsString},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// What `--git` asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Range {
    /// The revision before.
    pub old: String,
    /// The revision after; none is the working tree.
    pub new: Option<String>,
}

impl Range {
    /// `REV`, `REV1..REV2`, or `REV1...REV2`: from where the two parted. A side left out is `HEAD`, as for git.
    pub fn parse(text: &str) -> Result<Self> {
        let or_head = |rev: &str| if rev.is_empty() { "HEAD".to_owned() } else { rev.to_owned() };
        if let Some((old, new)) = text.split_once("...") {
            let (old, new) = (or_head(old), or_head(new));
            return Ok(Range { old: merge_base(&old, &new)?, new: Some(new) });
        }
        Ok(match text.split_once("..") {
            Some((old, new)) => Range { old: or_head(old), new: Some(or_head(new)) },
            None => Range { old: or_head(text), new: None },
        })
    }
}

/// Papers of a revision, as long as this lives.
pub struct Checkout {
    folder: TempDir,
    prefix: PathBuf,
    top: PathBuf,
    /// Those of the paths asked for that the revision has.
    pub paths: Vec<PathBuf>,
}

impl Checkout {
    /// Writes the paths out as a checkout would, line ends and all, without touching index or working tree.
    pub fn of(revision: &str, paths: &[PathBuf]) -> Result<Self> {
        let tree = tree(revision)?;
        let top = PathBuf::from(said(&["rev-parse", "--show-toplevel"])?);
        let prefix = PathBuf::from(said(&["rev-parse", "--show-prefix"])?);
        let folder = tempfile::tempdir().context("cannot make a folder for the papers of the revision")?;
        let index = folder.path().join("index");
        let files = folder.path().join("files");
        std::fs::create_dir(&files).context("cannot make a folder for the papers of the revision")?;
        run(git(&["read-tree", &tree]).env("GIT_INDEX_FILE", &index), b"")?;
        // Decisions made by hand lie inside a folder that is asked for, but beside a file.
        let beside =
            paths.iter().filter(|p| !p.is_dir()).map(|p| p.with_file_name(cbec::check::overrides::FILE));
        let asked: Vec<PathBuf> = paths.iter().cloned().chain(beside).collect();
        let listed = run(
            git(&["--literal-pathspecs", "ls-files", "--full-name", "-z", "--"])
                .args(&asked)
                .env("GIT_INDEX_FILE", &index),
            b"",
        )?;
        let mut into = OsString::from("--prefix=");
        into.push(files.as_os_str());
        into.push("/");
        run(
            git(&["checkout-index", "-z", "--stdin"])
                .arg(into)
                .current_dir(&top)
                .env("GIT_INDEX_FILE", &index),
            &listed,
        )?;
        let root = files.join(&prefix);
        let wanted =
            paths.iter().map(|path| below(&files, &root, &top, path)).filter(|p| p.exists()).collect();
        Ok(Checkout { folder, prefix, top, paths: wanted })
    }

    /// Whether the revision has a path of the command line.
    pub fn has(&self, path: &Path) -> bool {
        let files = self.folder.path().join("files");
        below(&files, &files.join(&self.prefix), &self.top, path).exists()
    }

    /// A message that names files of the checkout, with the revision in the place of the folder.
    pub fn told(&self, message: &str, revision: &str) -> String {
        let files = self.folder.path().join("files").to_string_lossy().into_owned();
        message.replace(&format!("{files}/"), &format!("{revision}:"))
    }

    /// The name a file of the checkout has where the command was given.
    pub fn shown(&self, path: &str) -> String {
        let files = self.folder.path().join("files");
        let inside = Path::new(path).strip_prefix(&files).unwrap_or(Path::new(path));
        let here = inside.strip_prefix(&self.prefix).unwrap_or(inside);
        here.to_string_lossy().replace('\\', "/")
    }
}

/// Where a path of the command line lies in the checkout.
fn below(files: &Path, root: &Path, top: &Path, path: &Path) -> PathBuf {
    if path.is_absolute() {
        return path.strip_prefix(top).map_or_else(|_| root.join("."), |inside| files.join(inside));
    }
    let mut place = root.to_path_buf();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => drop(place.pop()),
            std::path::Component::Normal(name) => place.push(name),
            _ => {}
        }
    }
    place
}

fn merge_base(old: &str, new: &str) -> Result<String> {
    let (a, b) = (commit(old)?, commit(new)?);
    said(&["merge-base", &a, &b]).with_context(|| format!("{old} and {new} have no commit in common"))
}

fn commit(revision: &str) -> Result<String> {
    resolved(revision, "commit")
}

fn tree(revision: &str) -> Result<String> {
    resolved(revision, "tree")
}

fn resolved(revision: &str, kind: &str) -> Result<String> {
    let wanted = format!("{revision}^{{{kind}}}");
    // Whether this is a repository at all is told first: git's own message for the other case does not say.
    said(&["rev-parse", "--git-dir"])?;
    said(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]).ok().with_context(|| {
        format!(
            "there is no revision {revision} in this repository (a shallow clone has only its last commits)"
        )
    })
}

fn git(args: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new("git");
    command.args(args);
    command
}

/// The one line git says.
fn said(args: &[&str]) -> Result<String> {
    let out = run(&mut git(args), b"")?;
    Ok(String::from_utf8_lossy(&out).trim_end_matches(['\n', '\r']).to_owned())
}

fn run(command: &mut Command, input: &[u8]) -> Result<Vec<u8>> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = match child {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!(
                "--git needs git, which is not installed; two folders or JSON files can be compared without it"
            )
        }
        other => other.context("cannot run git")?,
    };
    if let Some(mut pipe) = child.stdin.take() {
        // git may end without reading; what it says then is the better message.
        let _ = pipe.write_all(input);
    }
    let output = child.wait_with_output().context("cannot run git")?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let told = told.lines().find(|l| !l.is_empty()).unwrap_or("git failed without a word");
    bail!("{}", told.trim_start_matches("fatal: "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_git() {
        for (text, old, new) in [
            ("HEAD~2", "HEAD~2", None),
            ("a..b", "a", Some("b")),
            ("a..", "a", Some("HEAD")),
            ("..b", "HEAD", Some("b")),
            ("", "HEAD", None),
        ] {
            let range = Range::parse(text).unwrap();
            assert_eq!((range.old.as_str(), range.new.as_deref()), (old, new), "{text}");
        }
    }

    #[test]
    fn paths_are_found_in_the_checkout() {
        let (files, root, top) = (Path::new("/t/files"), Path::new("/t/files/sub"), Path::new("/repo"));
        for (path, place) in [
            ("corpus", "/t/files/sub/corpus"),
            ("./a/../b", "/t/files/sub/b"),
            ("../other", "/t/files/other"),
            ("/repo/x", "/t/files/x"),
            (".", "/t/files/sub"),
        ] {
            assert_eq!(below(files, root, top, Path::new(path)), Path::new(place), "{path}");
        }
    }
}
