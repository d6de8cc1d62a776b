//! The colours of the terminal report. Nothing is told by colour alone.

use anstyle::{AnsiColor, Color, Style};

const fn colour(color: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(color)))
}

/// Names of parts.
pub const HEADING: Style = Style::new().bold();
/// Lines that part.
pub const RULE: Style = Style::new().dimmed();
/// Ids, places, legends.
pub const FAINT: Style = Style::new().dimmed();
/// What counts most in its line.
pub const STRONG: Style = Style::new().bold();
/// Problems.
pub const PROBLEM: Style = colour(AnsiColor::Red);
/// Countermeasures.
pub const MEASURE: Style = colour(AnsiColor::Green);
/// Figures.
pub const FIGURE: Style = colour(AnsiColor::Cyan).bold();
/// Topics and actors.
pub const TAG: Style = colour(AnsiColor::Blue);
/// What wants a look.
pub const WARN: Style = colour(AnsiColor::Yellow).bold();
/// What is wrong.
pub const BAD: Style = colour(AnsiColor::Red).bold();
