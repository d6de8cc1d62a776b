//! Where results go. A file gets the same bytes as standard output.

use super::options::Output;
use anyhow::{Context, Result, bail};
use cbec::report::Format;
use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::PathBuf,
};

/// Standard output or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
}

impl Target {
    /// The target of an `-o`, proved to be writable before any work is done.
    ///
    /// An existing file keeps its contents until there is something to replace them with, and a new one is not left lying
    /// about meanwhile: it might be in a folder that is about to be read.
    pub fn prepare(path: Option<PathBuf>) -> Result<Self> {
        let Some(path) = path.filter(|p| p.as_os_str() != "-") else { return Ok(Target::Stdout) };
        let tried = match OpenOptions::new().write(true).open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&path)
                .and_then(|_| fs::remove_file(&path)),
            other => other.map(drop),
        };
        tried.with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Target::File(path))
    }

    /// Opens it; a file loses its former contents.
    pub fn open(&self) -> Result<Box<dyn Write>> {
        Ok(match self {
            Target::Stdout => Box::new(io::stdout().lock()),
            Target::File(path) => {
                Box::new(fs::File::create(path).with_context(|| format!("cannot write {}", path.display()))?)
            }
        })
    }

    /// Writes all of it.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        let mut out = self.open()?;
        out.write_all(bytes)
            .and_then(|()| out.flush())
            .with_context(|| format!("cannot write {}", self.name()))
    }

    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Target::Stdout => "standard output".into(),
            Target::File(path) => path.display().to_string(),
        }
    }
}

impl Output {
    /// Each format with its target; at most one goes to standard output.
    pub fn targets(&self) -> Result<Vec<(Format, Target)>> {
        let (formats, files) = (self.format.len(), self.output.len());
        if files > formats {
            bail!("there are {files} -o for {formats} -f: give each -o an -f of its own");
        }
        if formats - files > 1 {
            bail!(
                "{formats} formats, but {files} files to write them to: only one can go to standard output, so give -o for each of the others"
            );
        }
        let files = self.output.iter().cloned().map(Some).chain(std::iter::repeat(None));
        self.format.iter().zip(files).map(|(format, file)| Ok((*format, Target::prepare(file)?))).collect()
    }
}
