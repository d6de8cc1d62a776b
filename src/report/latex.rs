//! The report as LaTeX tables: a fragment to `\input` into a document that XeLaTeX or LuaLaTeX sets.

use super::{Error, Options, Part, labels, tables::Cell, text, views};
use crate::model::Analysis;
use std::fmt::Write as _;

const PREAMBLE: &str = "\
% Tables written by cbec: \\input this file.
% Compile with xelatex or lualatex. The preamble needs:
%   \\usepackage{ctex}       % Chinese; not needed with a ctex class
%   \\usepackage{array,booktabs,longtable}
";

/// What a line of a page holds, in columns of a terminal: a Chinese character takes two.
const LINE: usize = 70;
/// The widest a column is taken to be when the line is divided.
const WIDEST: usize = 40;
/// A column up to this width gets what it needs; the others share the rest.
const NARROW: usize = 15;
/// The space between two columns.
const GAP: usize = 3;
/// Shares of the line are given in thousandths.
const WHOLE: usize = 1000;

/// Characters that are no text in LaTeX or that common fonts lack, and what is written for them.
const ESCAPES: &[(char, &str)] = &[
    ('\\', "\\textbackslash{}"),
    ('{', "\\{"),
    ('}', "\\}"),
    ('$', "\\$"),
    ('&', "\\&"),
    ('#', "\\#"),
    ('%', "\\%"),
    ('_', "\\_"),
    ('^', "\\textasciicircum{}"),
    ('~', "\\textasciitilde{}"),
    ('<', "\\textless{}"),
    ('>', "\\textgreater{}"),
    ('|', "\\textbar{}"),
    ('"', "\\textquotedbl{}"),
    ('`', "\\textasciigrave{}"),
    // After `\\` a bracket would be an option and an asterisk a variant.
    ('[', "{[}"),
    (']', "{]}"),
    ('*', "{*}"),
    // A path may be broken; nothing else in it is a place TeX would take.
    ('/', "/\\allowbreak{}"),
    ('▸', "$\\triangleright$"),
    ('×', "$\\times$"),
    ('÷', "$\\div$"),
    ('±', "$\\pm$"),
    ('≥', "$\\geq$"),
    ('≤', "$\\leq$"),
    ('≈', "$\\approx$"),
    ('≠', "$\\neq$"),
    ('−', "$-$"),
    ('→', "$\\rightarrow$"),
];

/// Summary and tables.
pub fn render(analysis: &Analysis, options: &Options) -> Result<Vec<u8>, Error> {
    let words = labels::words(options.lang);
    let mut out = String::from(PREAMBLE);
    if options.shows(Part::Summary) {
        let _ = write!(out, "\n\\section*{{{}}}\n\\begin{{itemize}}\n", escape(&words.summary));
        for line in views::summary(analysis, options) {
            let _ = writeln!(out, "  \\item {}", escape(&line));
        }
        out.push_str("\\end{itemize}\n");
    }
    for view in views::all(analysis, options) {
        let _ = write!(out, "\n\\section*{{{}}}\n", escape(&view.title));
        if !view.rows.is_empty() {
            table(&mut out, &view);
        }
        if !view.note.is_empty() {
            let _ = writeln!(out, "\\noindent {}", escape(&view.note));
        }
    }
    Ok(out.into_bytes())
}

fn table(out: &mut String, view: &views::View) {
    let columns: String = shares(view)
        .iter()
        .map(|s| {
            format!("\n  >{{\\raggedright\\arraybackslash}}p{{\\dimexpr 0.{s:03}\\linewidth-2\\tabcolsep}}")
        })
        .collect();
    let _ = writeln!(out, "{{\\small\n\\begin{{longtable}}{{@{{}}{columns}@{{}}}}");
    let _ = writeln!(out, "\\caption{{{}}}\\label{{tab:cbec-{}}}\\\\", escape(&view.title), view.name);
    out.push_str("\\toprule\n");
    row(out, view.columns.iter().map(|c| escape(c)));
    out.push_str("\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
    for cells in &view.rows {
        row(out, cells.iter().map(|c| escape(&c.plain())));
    }
    out.push_str("\\end{longtable}}\n");
}

/// The line divided among the columns by what they hold, in thousandths.
fn shares(view: &views::View) -> Vec<usize> {
    let wanted = |i: usize| {
        let cells = view.rows.iter().filter_map(|r| r.get(i)).map(|c: &Cell| text::width(&c.plain()));
        let head = view.columns.get(i).map_or(0, |c| text::width(c));
        cells.chain([head]).max().unwrap_or(0).min(WIDEST) + GAP
    };
    let wanted: Vec<usize> = (0..view.columns.len()).map(wanted).collect();
    // One column alone would be written 0.1000.
    divide(&wanted).into_iter().map(|share| share.min(WHOLE - 1)).collect()
}

/// What columns of these widths get of a line.
fn divide(wanted: &[usize]) -> Vec<usize> {
    let total: usize = wanted.iter().sum();
    let narrow: usize = wanted.iter().filter(|w| **w <= NARROW).sum();
    let wide = (total - narrow).max(1);
    match LINE.checked_sub(narrow) {
        _ if total <= LINE => wanted.iter().map(|w| w * WHOLE / LINE).collect(),
        // With too little left for the wide ones, all give way.
        Some(rest) if rest * 4 >= LINE => wanted
            .iter()
            .map(|w| if *w <= NARROW { w * WHOLE / LINE } else { w * rest * WHOLE / (wide * LINE) })
            .collect(),
        _ => wanted.iter().map(|w| w * WHOLE / total).collect(),
    }
}

fn row(out: &mut String, cells: impl Iterator<Item = String>) {
    let _ = writeln!(out, "{} \\\\", cells.collect::<Vec<_>>().join(" & "));
}

/// The text as LaTeX sets it, on one line.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match ESCAPES.iter().find(|(special, _)| *special == c) {
            Some((_, written)) => out.push_str(written),
            None if c.is_control() => {}
            // Two hyphens would become a dash.
            None if c == '-' && out.ends_with('-') => out.push_str("{}-"),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specials_are_set_as_themselves() {
        for (text, written) in [
            ("50% & $3", "50\\% \\& \\$3"),
            ("a_b^c~d", "a\\_b\\textasciicircum{}c\\textasciitilde{}d"),
            ("\\input{x}", "\\textbackslash{}input\\{x\\}"),
            ("[1] *", "{[}1{]} {*}"),
            ("1-2---3", "1-2-{}-{}-3"),
            ("3▸2", "3$\\triangleright$2"),
            ("两\n\n段", "两 段"),
            ("#1", "\\#1"),
        ] {
            assert_eq!(escape(text), written, "{text:?}");
        }
    }

    #[test]
    fn a_line_is_never_overfull_and_narrow_columns_keep_their_width() {
        for (wanted, shares) in [
            (vec![7, 28], vec![100, 400]),
            (vec![7, 63, 63], vec![100, 450, 450]),
            (vec![14; 10], vec![100; 10]),
            (vec![], vec![]),
        ] {
            assert_eq!(divide(&wanted), shares, "{wanted:?}");
        }
    }

    #[test]
    fn nothing_ascii_but_letters_digits_and_plain_marks_goes_unescaped() {
        let plain = " !'()+,-./:;=?@";
        for c in (' '..='\u{7e}').filter(|c| !c.is_ascii_alphanumeric() && !plain.contains(*c)) {
            assert_ne!(escape(&format!("a{c}b")), format!("a{c}b"), "{c}");
        }
    }
}
