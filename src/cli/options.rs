//! Options several commands share, in the groups of their help.

use super::console::Console;
use cbec::{
    pipeline::Overriding,
    report::{self, Format, Lang, tables},
};
use clap::{
    Args, ColorChoice,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
};

/// Which papers.
#[derive(Debug, Args)]
pub struct Papers {
    /// Files and folders of papers, `-` for standard input
    ///
    /// Folders are read with all folders in them; hidden files are left out. Without a path, the folder `corpus` is read if
    /// there is one here, else the current folder.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Papers {
    /// The paths given, or the ones to read when none is.
    pub fn paths(&self) -> Vec<PathBuf> {
        match self.paths.as_slice() {
            [] if Path::new("corpus").is_dir() => vec!["corpus".into()],
            [] => vec![".".into()],
            paths => paths.to_vec(),
        }
    }
}

/// How papers are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct Reading {
    /// Domain pack, by name or file; without it the one that fits the paper
    #[arg(long, value_name = "PACK")]
    pub domain: Option<PathBuf>,
    /// Papers read at the same time [default: one for each core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
}

/// Which decisions made by hand hold.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct ByHand {
    /// Decisions made by hand about single items [default: cbec.overrides.toml beside the papers]
    #[arg(long, value_name = "FILE", conflicts_with = "no_overrides")]
    overrides: Option<PathBuf>,
    /// Take everything as it was read
    #[arg(long)]
    no_overrides: bool,
}

impl ByHand {
    /// As the library takes it.
    pub fn overriding(&self) -> Overriding {
        match (&self.overrides, self.no_overrides) {
            (Some(file), _) => Overriding::File(file.clone()),
            (None, true) => Overriding::Off,
            (None, false) => Overriding::Beside,
        }
    }
}

/// What a report looks like.
#[derive(Debug, Args)]
#[command(next_help_heading = "Report")]
pub struct Look {
    /// Language of the text report [default: from the locale]
    #[arg(long, value_name = "LANG", value_parser = langs())]
    lang: Option<Lang>,
    /// Columns of the text report [default: the terminal's, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(report::NARROWEST as i64..))]
    width: Option<u16>,
    /// When to colour the text report; `auto` honours NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

impl Look {
    /// The language asked for, else the locale's.
    pub fn lang(&self) -> Lang {
        lang(self.lang)
    }

    /// The columns asked for, else the terminal's as far as lines stay readable.
    pub fn width(&self) -> usize {
        const READABLE: u16 = 120;
        let terminal =
            || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.min(READABLE));
        self.width.or_else(terminal).unwrap_or(80).into()
    }

    /// Whether to colour what goes to standard output, or to a file.
    pub fn color(&self, to_stdout: bool) -> bool {
        color(self.color, to_stdout)
    }
}

/// The language asked for, else the locale's.
pub fn lang(asked: Option<Lang>) -> Lang {
    asked.unwrap_or_else(|| Lang::of_locale(&sys_locale::get_locale().unwrap_or_default()))
}

/// Whether to colour what goes to standard output, or to a file.
pub fn color(asked: ColorChoice, to_stdout: bool) -> bool {
    match asked {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            to_stdout && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
        }
    }
}

/// What comes out, and where it goes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// Form of the output; may be given several times, each with its own -o
    #[arg(short, long, value_name = "FORMAT", value_parser = formats(), default_value = "text")]
    pub format: Vec<Format>,
    /// File to write instead of standard output (csv: folder); the first -o goes with the first -f, and so on
    #[arg(short, long, value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// Only this table of -f csv, to a file or standard output
    #[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(tables::NAMES))]
    pub table: Option<String>,
    /// Begin CSV files with a byte order mark, for Excel
    #[arg(long)]
    pub bom: bool,
}

/// What is said besides the result.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Messages")]
pub struct Messages {
    /// Say nothing but errors on standard error
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say notes too, not only warnings and errors
    #[arg(short, long)]
    verbose: bool,
}

impl Messages {
    /// Whether more is wanted than what matters.
    pub fn is_verbose(self) -> bool {
        self.verbose
    }

    /// Where messages go.
    pub fn console(self) -> Console {
        Console {
            quiet: self.quiet,
            verbose: self.verbose,
            summary: !self.quiet && io::stderr().is_terminal(),
        }
    }
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.iter().map(|f| PossibleValue::new(f.name()).help(f.about()));
    PossibleValuesParser::new(values)
        .map(|name| Format::ALL.iter().copied().find(|f| f.name() == name).unwrap_or(Format::Text))
}

/// The languages, for `--lang`.
pub fn langs() -> impl TypedValueParser<Value = Lang> {
    let values = [PossibleValue::new("zh").help("Chinese"), PossibleValue::new("en").help("English")];
    PossibleValuesParser::new(values).map(|name| Lang::of_locale(&name))
}
