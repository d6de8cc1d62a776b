//! An analysis on its way out: messages, reports, outcome.

use super::{
    console::Console,
    engine::Engine,
    options::Look,
    outcome::{self, Outcome},
    passages,
    target::Target,
};
use anyhow::{Context, Result};
use cbec::{
    model::Analysis,
    report::{Format, Options, html},
};
use std::{
    io::{self, IsTerminal},
    time::Instant,
};

/// What is needed besides the analysis.
pub struct Delivery<'a> {
    /// Each format with its target.
    pub targets: &'a [(Format, Target)],
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
            let bytes = match format {
                Format::Html => html::page(analysis, &options, &passages::read(analysis)),
                _ => format.renderer()(analysis, &options).context("cannot make the report")?,
            };
            target.write(&bytes)?;
            if let Target::File(path) = target {
                self.console.note(&format!("wrote {}", path.display()));
            }
        }
        self.console.done(analysis, self.began.elapsed());
        Ok(outcome::of_diagnostics(&analysis.diagnostics))
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
        })
    }
}
