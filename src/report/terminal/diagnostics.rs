//! What could not be read, or looks wrong.

use super::{Context, page::Page, theme};
use crate::{
    model::{Diagnostic, Severity},
    report::text::Rich,
};

/// Every diagnostic, in order.
pub fn write(context: &Context, page: &mut Page) {
    let words = context.words;
    page.heading(&words.diagnostics);
    if context.analysis.diagnostics.is_empty() {
        page.text(1, &Rich::plain(&words.no_diagnostics));
    }
    for diagnostic in &context.analysis.diagnostics {
        let (style, severity) = match diagnostic.severity {
            Severity::Error => (theme::BAD, &words.severity_error),
            Severity::Warning => (theme::WARN, &words.severity_warning),
            Severity::Note => (theme::FAINT, &words.severity_note),
        };
        let prefix = Rich::plain(" ").add(style, severity).and(" ");
        let place = Rich::styled(theme::STRONG, place(diagnostic));
        page.flow(
            prefix,
            &place.and(&diagnostic.message).add(theme::FAINT, format!(" ({})", diagnostic.code)),
            Rich::new(),
        );
    }
}

/// `path:line: `, as far as it is known.
fn place(diagnostic: &Diagnostic) -> String {
    match (&diagnostic.path, diagnostic.line) {
        (Some(path), Some(line)) => format!("{path}:{line}: "),
        (Some(path), None) => format!("{path}: "),
        (None, _) => String::new(),
    }
}
