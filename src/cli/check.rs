//! `cbec check`: the corpus against its rules.

mod mend;
mod settings;

use super::{
    console::Console,
    engine::Engine,
    options::{self, ByHand, Messages, Papers, Reading},
    outcome::{self, Outcome},
    target::Target,
};
use anyhow::{Context, Result, bail};
use cbec::{
    check::{
        self, Baseline, Config, FileText, Input, Look, Report, Rule, Tally, Terms, Texts, Work,
        format::{self, RuleFacts},
    },
    model::{Analysis, Severity},
    report::Lang,
};
use clap::{ColorChoice, ValueEnum};
use settings::Settings;
use std::{
    env,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

/// Hold a corpus against rules, for CI: what is broken, duplicate, missing, contradictory or new
///
/// Every paper is read as `cbec analyze` reads it, and what the rules find is listed with its place. `cbec.toml`, looked for in
/// the folder of the papers and in those above it, says which rules hold, what is expected of the corpus and what was accepted.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec check corpus/                                 what the rules find
  cbec check corpus/ --write-baseline known.json     accept what there is
  cbec check corpus/ --baseline known.json --fail-on warning
                                                     exit 1 for what is new
  cbec check --explain figure-without-period         what a rule means")]
pub struct Args {
    #[command(flatten)]
    papers: Papers,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    config: settings::Options,
    #[command(flatten)]
    known: Known,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    by_hand: ByHand,
    #[command(flatten)]
    messages: Messages,
}

/// Which rules.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Rules")]
struct Rules {
    /// Least severity that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "error")]
    fail_on: Level,
    /// Only these rules, also where the configuration turns them off
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    select: Vec<Rule>,
    /// All but these rules
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    ignore: Vec<Rule>,
    /// Mend what can be mended without a loss: encodings to UTF-8, front matter to the common order
    #[arg(long)]
    fix: bool,
    /// Say what a rule means, how to mend and how to silence it, and do nothing else
    #[arg(long, value_name = "RULE")]
    explain: Option<Rule>,
    /// List the rules, and do nothing else
    #[arg(long)]
    list_rules: bool,
}

/// What was known before.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Baseline")]
struct Known {
    /// Violations known before, which do not count; -v shows them
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write a baseline that knows all there is now
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

/// What comes out, and where it goes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
struct Output {
    /// Form of the output; may be given several times, each with its own -o
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Vec<CheckFormat>,
    /// File to write instead of standard output; the first -o goes with the first -f, and so on
    #[arg(short, long, value_name = "FILE")]
    output: Vec<PathBuf>,
    /// Language of the messages [default: from the locale]
    #[arg(long, value_name = "LANG", value_parser = options::langs())]
    lang: Option<Lang>,
    /// When to colour the text; `auto` honours NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

/// The forms a check can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// A line for each violation
    Text,
    /// All violations as one JSON object
    Json,
    /// SARIF 2.1.0, for GitHub code scanning and editors
    Sarif,
    /// JUnit XML, a test a rule and file, for GitLab, Jenkins and others
    Junit,
    /// Workflow commands, for annotations in GitHub Actions; the summary of the job gets a table
    Github,
    /// Code Quality JSON, for merge requests in GitLab
    Gitlab,
}

/// A severity on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Level {
    /// What makes the corpus unusable
    Error,
    /// What makes a result doubtful
    Warning,
    /// What is worth knowing
    Note,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Note => Severity::Note,
        }
    }
}

pub fn run(args: Args) -> Result<Outcome> {
    let lang = options::lang(args.output.lang);
    if let Some(rule) = args.rules.explain {
        return print(&check::explain(rule, lang));
    }
    if args.rules.list_rules {
        return print(&listed(lang));
    }
    let paths = args.papers.paths();
    let mut settings = Settings::of(&args.config, &paths)?;
    settings.config = settings.config.narrowed(&args.rules.select, &args.rules.ignore);
    if args.config.dump_config {
        return print(&settings.config.dump());
    }
    let targets = args.output.targets()?;
    let written = args.known.write_baseline.clone().map(|path| Target::prepare(Some(path))).transpose()?;
    let baseline = args.known.baseline.as_deref().map(baseline).transpose()?;
    let reading =
        Reading { domain: args.reading.domain.or_else(|| settings.domain()), jobs: args.reading.jobs };
    let console = args.messages.console();
    let settings_in_effect = settings.config.clone();
    let runner =
        Runner { engine: Engine::new(&reading)?.by_hand(&args.by_hand), settings, baseline, paths, lang };
    let mut corpus = Corpus::read(&runner.engine, &runner.paths)?;
    if args.rules.fix && mend::mend(&runner.check(&corpus), &corpus.texts, console)? {
        corpus = Corpus::read(&runner.engine, &runner.paths)?;
    }
    let mut found = runner.check(&corpus);
    if let Some(target) = written {
        target.write(found.baseline.write()?.as_bytes())?;
        console.note(&format!("wrote {}", target.name()));
        let known = found.baseline;
        found = Runner { baseline: Some(known), ..runner }.check(&corpus);
    }
    let papers = corpus.read.len();
    let rules = facts(&settings_in_effect, lang);
    args.output.deliver(&targets, &found, Shown { papers, lang, all: console.verbose, rules: &rules })?;
    let outcome = match outcome::of_diagnostics(&corpus.analysis.diagnostics) {
        // Even where nobody wants to hear of files that cannot be read: nothing was checked.
        Outcome::Failed if papers == 0 => Outcome::Failed,
        _ => outcome::of_report(&found.report, args.rules.fail_on.into()),
    };
    if outcome != Outcome::Done && !targets.iter().any(|(_, target)| *target == Target::Stdout) {
        tell(&found, console);
    }
    Ok(outcome)
}

fn print(text: &str) -> Result<Outcome> {
    Target::Stdout.write(text.as_bytes())?;
    Ok(Outcome::Done)
}

fn listed(lang: Lang) -> String {
    let widest = Rule::ALL.iter().map(|rule| rule.id().len()).max().unwrap_or_default();
    Rule::ALL.iter().fold(String::new(), |mut text, rule| {
        let _ = writeln!(text, "{rule:widest$}  {:7}  {}", rule.severity(), rule.summary(lang));
        text
    })
}

fn baseline(path: &Path) -> Result<Baseline> {
    let cannot = || format!("cannot read the baseline {}", path.display());
    Baseline::read(&fs::read_to_string(path).with_context(cannot)?).with_context(cannot)
}

/// Whoever has the report in a file still hears that there is something in it.
fn tell(found: &check::Outcome, console: Console) {
    let Tally { errors, warnings, notes, .. } = Tally::of(&found.report);
    console.warning(&format!("the check found errors: {errors} · warnings: {warnings} · notes: {notes}"));
}

/// What a check goes by.
struct Runner {
    engine: Engine,
    settings: Settings,
    baseline: Option<Baseline>,
    paths: Vec<PathBuf>,
    lang: Lang,
}

impl Runner {
    fn check(&self, corpus: &Corpus) -> check::Outcome {
        let whole = self.paths.iter().all(|path| path.is_dir());
        let Corpus { analysis, read, texts } = corpus;
        let terms = Terms {
            config: &self.settings.config,
            origin: &self.settings.origin,
            baseline: self.baseline.as_ref(),
            today: jiff::Zoned::now().date(),
            lang: self.lang,
        };
        check::run(&Input { analysis, read, texts, whole }, &terms)
    }
}

/// The papers read, with their files.
struct Corpus {
    analysis: Analysis,
    read: Vec<Work>,
    texts: Texts,
}

impl Corpus {
    fn read(engine: &Engine, paths: &[PathBuf]) -> Result<Corpus> {
        let mut papers = Vec::new();
        let diagnostics = engine.extract(paths, |paper| {
            papers.push(paper);
            Ok(())
        })?;
        let read: Vec<Work> = papers.iter().map(Work::from).collect();
        let mut texts = Texts::default();
        for source in read.iter().map(|work| &work.source) {
            // A file that is gone or has changed meanwhile has no columns; standard input has no file.
            if let Some(bytes) = fs::read(&source.path).ok().filter(|bytes| bytes.len() == source.bytes) {
                texts.insert(&source.path, FileText::new(bytes, &source.encoding));
            }
        }
        Ok(Corpus { analysis: engine.assemble(papers, diagnostics)?, read, texts })
    }
}

/// What the text report is told besides the violations.
#[derive(Clone, Copy)]
struct Shown<'a> {
    papers: usize,
    lang: Lang,
    all: bool,
    rules: &'a [RuleFacts],
}

/// What is known of the rules that hold.
fn facts(config: &Config, lang: Lang) -> Vec<RuleFacts> {
    let on = Rule::ALL.iter().filter(|rule| config.severity(**rule).is_some());
    let fact = |rule: &Rule| RuleFacts {
        id: rule.id(),
        summary: rule.summary(lang).into(),
        explanation: format!("{} {}", rule.explanation(lang), rule.remedy(lang)),
        severity: rule.severity(),
    };
    on.map(fact).collect()
}

/// GitHub Actions names the file that becomes the summary of the job, and steps add to it.
fn summarize(report: &Report, rules: &[RuleFacts]) -> Result<()> {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY") else { return Ok(()) };
    let cannot = || format!("cannot write the summary of the job {}", Path::new(&path).display());
    let mut file = fs::OpenOptions::new().append(true).create(true).open(&path).with_context(cannot)?;
    file.write_all(format::summary(report, rules).as_bytes()).with_context(cannot)
}

impl Output {
    /// Each format with its target; at most one goes to standard output.
    fn targets(&self) -> Result<Vec<(CheckFormat, Target)>> {
        let (formats, files) = (self.format.len(), self.output.len());
        if files > formats {
            bail!("there are {files} -o for {formats} -f: give each -o an -f of its own");
        }
        if formats - files > 1 {
            bail!(
                "{formats} formats, but {files} files to write them to: only one can go to standard output, so give -o for each of the others"
            );
        }
        let files = self.output.iter().cloned().map(Some).chain(std::iter::repeat(None));
        self.format.iter().zip(files).map(|(format, file)| Ok((*format, Target::prepare(file)?))).collect()
    }

    fn deliver(&self, targets: &[(CheckFormat, Target)], found: &check::Outcome, shown: Shown) -> Result<()> {
        let Shown { papers, lang, all, rules } = shown;
        for (format, target) in targets {
            let color = options::color(self.color, *target == Target::Stdout);
            let platform = |format| format::render(format, &found.report, rules);
            let report = match format {
                CheckFormat::Text => Ok(check::text(found, papers, Look { lang, color, all }).into_bytes()),
                CheckFormat::Json => check::json(found, papers).map(String::into_bytes).map_err(Into::into),
                CheckFormat::Sarif => platform(format::Format::Sarif),
                CheckFormat::Junit => platform(format::Format::Junit),
                CheckFormat::Github => platform(format::Format::Github),
                CheckFormat::Gitlab => platform(format::Format::Gitlab),
            };
            target.write(&report.context("cannot make the report")?)?;
            if *format == CheckFormat::Github {
                summarize(&found.report, rules)?;
            }
        }
        Ok(())
    }
}
