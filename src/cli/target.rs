//! Where results go. A file gets the same bytes as standard output.

use super::options::Output;
use anyhow::{Context, Result, bail};
use cbec::report::{self, Format, csv, tables};
use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, IsTerminal, Write},
    path::{Path, PathBuf},
};

/// Standard output, a file, or a folder of files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Standard output.
    Stdout,
    /// A file.
    File(PathBuf),
    /// A folder for several files.
    Folder(PathBuf),
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

    /// The target of an `-o` that is a folder of tables, proved to be writable in the same way.
    fn prepare_folder(path: &Path) -> Result<Self> {
        let cannot = || format!("cannot write the folder {}", path.display());
        let made = match fs::create_dir(path) {
            Ok(()) => true,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => false,
            Err(error) => return Err(error).with_context(cannot),
        };
        let files = tables::NAMES.iter().map(|name| path.join(csv::file_name(name)));
        let tried = files.map(|file| Target::prepare(Some(file))).find(Result::is_err);
        if made {
            fs::remove_dir(path).with_context(cannot)?;
        }
        tried.unwrap_or_else(|| Ok(Target::Folder(path.to_owned())))
    }

    /// Writes files into a folder, which is made if it is not there.
    pub fn write_files(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot write the folder {}", folder.display()))?;
        files.iter().try_for_each(|(name, bytes)| Target::File(folder.join(name)).write(bytes))
    }

    /// Opens it; a file loses its former contents.
    pub fn open(&self) -> Result<Box<dyn Write>> {
        Ok(match self {
            Target::Stdout => Box::new(io::stdout().lock()),
            Target::File(path) | Target::Folder(path) => {
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
            Target::File(path) | Target::Folder(path) => path.display().to_string(),
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
        if (self.table.is_some() || self.bom) && !self.format.contains(&Format::Csv) {
            bail!("--table and --bom are for -f csv, which is not asked for");
        }
        let files = self.output.iter().cloned().map(Some).chain(std::iter::repeat(None));
        self.format
            .iter()
            .zip(files)
            .map(|(format, file)| Ok((*format, self.target(*format, file)?)))
            .collect()
    }

    fn target(&self, format: Format, path: Option<PathBuf>) -> Result<Target> {
        let path = path.filter(|p| p.as_os_str() != "-");
        match (format, path) {
            (Format::Csv, Some(path)) if self.table.is_none() => Target::prepare_folder(&path),
            (Format::Csv, None) if self.table.is_none() => Err(report::Error::ManyFiles.into()),
            (Format::Xlsx, None) if io::stdout().is_terminal() => {
                bail!("a workbook is nothing for a terminal: give -o FILE.xlsx")
            }
            (_, path) => Target::prepare(path),
        }
    }
}
