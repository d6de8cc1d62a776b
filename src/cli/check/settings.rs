//! The configuration of a check: found, read, put together with the command line.

use crate::cli::console;
use anyhow::{Context, Result, bail};
use cbec::check::{Config, FILE_NAME, Fault, Origin};
use std::{
    env, fs,
    path::{Path, PathBuf, absolute},
};

/// Where the configuration comes from.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Configuration")]
pub struct Options {
    /// Configuration [default: cbec.toml in the folder of the papers or the nearest above it]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Without any configuration
    #[arg(long, conflicts_with = "config")]
    isolated: bool,
    /// Print the configuration in effect, and do nothing else
    #[arg(long)]
    pub dump_config: bool,
}

/// The configuration in effect.
pub struct Settings {
    /// What it says.
    pub config: Config,
    /// Where it lies.
    pub origin: Origin,
}

impl Settings {
    /// The one asked for, else the one that is found, else the defaults.
    pub fn of(options: &Options, paths: &[PathBuf]) -> Result<Settings> {
        let here = env::current_dir().context("cannot tell the current folder")?;
        let found = match (&options.config, options.isolated) {
            (_, true) => None,
            (Some(file), _) => {
                Some(absolute(file).with_context(|| format!("cannot read {}", file.display()))?)
            }
            (None, _) => search(paths)?,
        };
        let Some(file) = found else {
            return Ok(Settings { config: Config::default(), origin: Origin::default() });
        };
        let shown = file.strip_prefix(&here).unwrap_or(&file).to_path_buf();
        let text = fs::read_to_string(&file)
            .with_context(|| format!("cannot read the configuration {}", shown.display()))?;
        let config = Config::read(&text).map_err(|faults| told(&shown, &faults))?;
        let root = file.parent().unwrap_or(&here);
        let origin = Origin { path: slashes(&shown), root: slashes(root), here: slashes(&here) };
        Ok(Settings { config, origin })
    }

    /// The domain pack: a file beside the configuration if there is one of that name, else a name.
    pub fn domain(&self) -> Option<PathBuf> {
        let domain = self.config.domain.as_ref()?;
        let file = Path::new(&self.origin.root).join(domain);
        Some(if file.is_file() { file } else { PathBuf::from(domain) })
    }
}

/// The nearest configuration in or above the folder of each path: all must have the same.
fn search(paths: &[PathBuf]) -> Result<Option<PathBuf>> {
    let mut all = paths.iter().map(|path| nearest(path));
    let Some(first) = all.next().transpose()? else { return Ok(None) };
    for other in all {
        if other? != first {
            bail!(
                "the papers belong to different configurations ({FILE_NAME}): name one with --config, or give --isolated"
            );
        }
    }
    Ok(first)
}

fn nearest(path: &Path) -> Result<Option<PathBuf>> {
    let path = if path.as_os_str() == "-" { Path::new(".") } else { path };
    let from = absolute(path).with_context(|| format!("cannot read {}", path.display()))?;
    let folder = if from.is_dir() { Some(from.as_path()) } else { from.parent() };
    let above = folder.into_iter().flat_map(Path::ancestors);
    Ok(above.map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file()))
}

/// Says all faults but the last, each with its place, and gives the last as the error that ends the run.
fn told(file: &Path, faults: &[Fault]) -> anyhow::Error {
    let line = |fault: &Fault| format!("{}:{}: {}", file.display(), fault.line, fault.message);
    let (last, others) =
        faults.split_last().map_or((String::new(), &[][..]), |(last, others)| (line(last), others));
    others.iter().for_each(|fault| console::fatal(&line(fault)));
    anyhow::anyhow!(last)
}

fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '\\' { text.replace('\\', "/") } else { text.into_owned() }
}
