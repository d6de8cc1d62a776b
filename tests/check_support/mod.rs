//! Small corpora, each written into a folder of its own and checked through the library.
#![allow(dead_code, reason = "not every test needs all of it")]

use cbec::{
    check::{self, Baseline, Config, FileText, Input, Origin, Outcome, Rule, Terms, Texts, Violation, Work},
    lexicon::Lang,
    model::{Analysis, Diagnostic},
    pipeline::{self, Options},
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A paper none of the rules finds anything in.
pub const TEA: &str = include_str!("../check/tea.md");

/// Files with what a check goes by.
#[derive(Clone, Default)]
pub struct Corpus {
    files: Vec<(String, Vec<u8>)>,
    missing: Vec<String>,
    diagnostics: Vec<Diagnostic>,
    config: String,
    baseline: Option<String>,
}

/// The sound paper alone.
pub fn sound() -> Corpus {
    Corpus::default().file("tea.md", TEA)
}

/// Only these files.
pub fn only(name: &str, bytes: impl AsRef<[u8]>) -> Corpus {
    Corpus::default().file(name, bytes)
}

impl Corpus {
    /// Another file.
    pub fn file(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.files.push((name.into(), bytes.as_ref().to_vec()));
        self
    }

    /// A path that does not exist.
    pub fn missing(mut self, name: &str) -> Self {
        self.missing.push(name.into());
        self
    }

    /// The first file with other words in the place of some of its own.
    pub fn but(mut self, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.files[0].1.clone()).expect("a text");
        assert!(text.contains(from), "the paper does not say {from}");
        self.files[0].1 = text.replace(from, to).into_bytes();
        self
    }

    /// What the reading is made to say besides.
    pub fn told(mut self, diagnostic: Diagnostic) -> Self {
        self.diagnostics.push(diagnostic);
        self
    }

    /// A `cbec.toml`.
    pub fn config(mut self, text: &str) -> Self {
        self.config = text.into();
        self
    }

    /// A baseline.
    pub fn baseline(mut self, text: &str) -> Self {
        self.baseline = Some(text.into());
        self
    }

    /// What a check of it brings.
    pub fn check(&self) -> Outcome {
        let [outcome] = self.check_in([Lang::En]);
        outcome
    }

    /// The same in several languages, read once.
    pub fn check_in<const N: usize>(&self, langs: [Lang; N]) -> [Outcome; N] {
        let folder = tempfile::tempdir().expect("a folder");
        let dir = folder.path();
        self.write(dir);
        let mut paths = vec![dir.to_path_buf()];
        paths.extend(self.missing.iter().map(|name| dir.join(name)));
        let (mut analysis, read) = read(&paths);
        analysis.diagnostics.extend(self.diagnostics.iter().cloned());
        let config = Config::read(&self.config).expect("a configuration");
        let baseline = self.baseline.as_deref().map(|text| Baseline::read(text).expect("a baseline"));
        let root = dir.to_string_lossy().replace('\\', "/");
        let origin = Origin { path: "cbec.toml".into(), root: root.clone(), here: root };
        let texts = texts(&read);
        langs.map(|lang| {
            let terms = Terms {
                config: &config,
                origin: &origin,
                baseline: baseline.as_ref(),
                today: jiff::civil::date(2026, 6, 1),
                lang,
            };
            check::run(&Input { analysis: &analysis, read: &read, texts: &texts, whole: true }, &terms)
        })
    }

    /// Writes its files.
    pub fn write(&self, dir: &Path) {
        for (name, bytes) in &self.files {
            let path = dir.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, bytes).expect("written");
        }
    }
}

fn read(paths: &[PathBuf]) -> (Analysis, Vec<Work>) {
    let options = Options::new(None, Some(2));
    let mut papers = Vec::new();
    let diagnostics = pipeline::extract(paths, &options, |paper| {
        papers.push(paper);
        Ok(())
    })
    .expect("the built-in packs");
    let read = papers.iter().map(Work::from).collect();
    let domain = options.domains().expect("the built-in packs").wanted();
    (pipeline::assemble(papers, domain, diagnostics), read)
}

fn texts(read: &[Work]) -> Texts {
    let mut texts = Texts::default();
    for source in read.iter().map(|work| &work.source) {
        let bytes = fs::read(&source.path).expect("the file that was read");
        texts.insert(&source.path, FileText::new(bytes, &source.encoding));
    }
    texts
}

/// The rules that were broken.
pub fn rules(outcome: &Outcome) -> Vec<&'static str> {
    let mut rules: Vec<_> = outcome.report.violations.iter().map(|v| v.rule).collect();
    rules.dedup();
    rules
}

/// What one rule found.
pub fn of_rule(outcome: &Outcome, rule: Rule) -> Vec<&Violation> {
    outcome.report.violations.iter().filter(|v| v.rule == rule.id()).collect()
}
