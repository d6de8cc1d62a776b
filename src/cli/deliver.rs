//! An analysis on its way out: messages, reports, outcome.

use super::{
    console::Console,
    engine::Engine,
    options::{Look, Output},
    outcome::{self, Outcome},
    passages,
    target::Target,
};
use anyhow::{Context, Result};
use cbec::{
    model::Analysis,
    report::{Format, Options, Part, csv, html},
};
use std::{
    io::{self, IsTerminal},
    time::Instant,
};

/// What is needed besides the analysis.
pub struct Delivery<'a> {
    /// Each format with its target.
    pub targets: &'a [(Format, Target)],
    /// What else is asked of the output.
    pub output: &'a Output,
    /// The parts of a report to show.
    pub only: &'a [Part],
    /// How reports look.
    pub look: &'a Look,
    /// Names of topics and actors.
    pub engine: &'a Engine,
    /// Where messages go.
    pub console: Console,
    /// When the work began.
    pub began: Instant,
}

impl Delivery<'_> {
    /// Says the diagnostics, writes the reports, says what was done.
    pub fn deliver(&self, analysis: &Analysis) -> Result<Outcome> {
        if !self.told_by_report() {
            self.console.diagnostics(&analysis.diagnostics);
        }
        for (format, target) in self.targets {
            let options = self.options(*target == Target::Stdout)?;
            if let Target::Folder(folder) = target {
                let files = csv::files(analysis, &options, self.output.bom)?;
                Target::write_files(folder, &files)?;
            } else {
                target.write(&self.bytes(*format, analysis, &options)?)?;
            }
            if *target != Target::Stdout {
                self.console.note(&format!("wrote {}", target.name()));
            }
        }
        self.console.done(analysis, self.began.elapsed());
        Ok(outcome::of_diagnostics(&analysis.diagnostics))
    }

    fn bytes(&self, format: Format, analysis: &Analysis, options: &Options) -> Result<Vec<u8>> {
        let made = match (format, &self.output.table) {
            (Format::Html, _) => Ok(html::page(analysis, options, &passages::read(analysis))),
            (Format::Csv, Some(name)) => csv::table(analysis, options, name, self.output.bom),
            _ => format.renderer()(analysis, options),
        };
        made.context("cannot make the report")
    }

    /// The text report ends with the diagnostics: on a terminal they would be seen twice.
    fn told_by_report(&self) -> bool {
        self.targets.contains(&(Format::Text, Target::Stdout)) && io::stdout().is_terminal()
    }

    fn options(&self, to_stdout: bool) -> Result<Options> {
        let lang = self.look.lang();
        Ok(Options {
            lang,
            width: self.look.width(),
            color: self.look.color(to_stdout),
            names: self.engine.names(lang)?,
            only: self.only.to_vec(),
        })
    }
}
