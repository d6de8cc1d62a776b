//! `--fix`: files mended in place, each through a file beside it that takes its place at once.

use crate::cli::console::Console;
use anyhow::{Context, Result, bail};
use cbec::check::{FileText, Outcome, Rule, Standing, Texts, fix};
use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
    process,
};

/// Mends what the check found and can be mended; says what was done, and what was left and why. True if a file was changed.
pub fn mend(found: &Outcome, texts: &Texts, console: Console) -> Result<bool> {
    let mut files: BTreeMap<&str, Vec<Rule>> = BTreeMap::new();
    for violation in &found.report.violations {
        let accepted = matches!(violation.standing, Standing::Suppressed { .. });
        let rule = violation.rule.parse::<Rule>().ok().filter(|rule| rule.is_fixable() && !accepted);
        if let (Some(rule), Some(location)) = (rule, &violation.location) {
            files.entry(&location.path).or_default().push(rule);
        }
    }
    let mut changed = false;
    for (path, rules) in files {
        let Some(text) = texts.get(path) else { continue };
        match mended(text, &rules) {
            Ok(bytes) if bytes != text.bytes() => {
                replace(Path::new(path), text.bytes(), &bytes)?;
                changed = true;
                let rules: Vec<&str> = rules.iter().map(|rule| rule.id()).collect();
                console.warning(&format!("{path}: mended ({})", rules.join(", ")));
            }
            Ok(_) => {}
            Err(refusal) => console.warning(&format!("{path}: {refusal}")),
        }
    }
    Ok(changed)
}

/// First the encoding, then the order: lines can be moved only in a text.
fn mended(text: &FileText, rules: &[Rule]) -> Result<Vec<u8>, fix::Refusal> {
    let mut bytes = text.bytes().to_vec();
    let mut encoding = text.encoding();
    if rules.contains(&Rule::NotUtf8) {
        bytes = fix::to_utf8(&bytes, encoding)?;
        encoding = "UTF-8";
    }
    let ordered = || fix::order(std::str::from_utf8(&bytes).ok()?);
    let wanted = rules.contains(&Rule::FrontMatterOrder) && encoding == "UTF-8";
    Ok(match wanted.then(ordered).flatten() {
        Some(order) => order.text.into_bytes(),
        None => bytes,
    })
}

/// The new file is complete on disk before it takes the old one's place, and the old one is still what was read.
fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<()> {
    let cannot = || format!("cannot mend {}", path.display());
    // A link stays a link.
    let real = fs::canonicalize(path).with_context(cannot)?;
    let name = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = real.with_file_name(format!(".{name}.{}.tmp", process::id()));
    let written = (|| -> Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.write_all(new)?;
        file.set_permissions(fs::metadata(&real)?.permissions())?;
        file.sync_all()?;
        if fs::read(&real)? != old {
            bail!("the file has changed since it was read");
        }
        fs::rename(&beside, &real)?;
        Ok(())
    })();
    if written.is_err() {
        // Nothing is left lying about; if even that fails, the first error says more.
        let _ = fs::remove_file(&beside);
    }
    written.with_context(cannot)
}
