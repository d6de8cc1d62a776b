//! How far a long run has come, in one line on standard error.

use cbec::pipeline::Progress;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::{
    fmt,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Runs that are over sooner draw nothing.
const PATIENCE: Duration = Duration::from_millis(500);

const TEMPLATE: &str = "papers: {pos}/{len} {wide_bar} {rate}, {eta} left";

/// A line that is drawn while papers are read, and gone afterwards.
#[derive(Debug, Clone, Default)]
pub struct Line {
    bar: Arc<OnceLock<ProgressBar>>,
    drawn: Arc<AtomicBool>,
}

impl Line {
    /// Takes note of a step.
    pub fn told(&self, progress: Progress) {
        match progress {
            Progress::Found(papers) => drop(self.bar.set(hidden(papers))),
            Progress::Read => {
                let Some(bar) = self.bar.get() else { return };
                bar.inc(1);
                if bar.elapsed() >= PATIENCE && !self.drawn.swap(true, Ordering::Relaxed) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                }
            }
        }
    }

    /// Wipes it, so that other lines can be written.
    pub fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

fn hidden(papers: usize) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(papers as u64), ProgressDrawTarget::hidden());
    let style = ProgressStyle::with_template(TEMPLATE);
    // The style's own rate has four decimals.
    let rate = |state: &ProgressState, out: &mut dyn fmt::Write| {
        let _ = write!(out, "{:.0}/s", state.per_sec());
    };
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_is_one() {
        assert!(ProgressStyle::with_template(TEMPLATE).is_ok());
    }

    #[test]
    fn steps_are_counted_and_a_short_run_draws_nothing() {
        let line = Line::default();
        line.told(Progress::Read);
        line.told(Progress::Found(3));
        (0..2).for_each(|_| line.told(Progress::Read));
        let bar = line.bar.get().expect("a bar");
        assert_eq!((bar.position(), bar.length()), (2, Some(3)));
        assert!(bar.is_hidden());
        line.clear();
    }
}
