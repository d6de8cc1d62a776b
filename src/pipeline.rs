//! The flow on one screen: read → document → outline → extract (papers in parallel, collected in path order) → compare.

use crate::{
    compare::{self, Labels},
    document::{self, Document},
    domain::{Domain, Domains},
    error::Error,
    extract,
    model::{
        Analysis, Code, Diagnostic, Finding, FindingKind, Named, Paper, PaperId, SCHEMA, Severity, Source,
        StanceWords, Term, TopicId,
    },
    outline::{self, Outline},
    segment::Segmenter,
    source::{self, Decoded, Input},
};
use rayon::prelude::*;
use std::{
    collections::BTreeMap,
    panic::AssertUnwindSafe,
    path::{Component, Path, PathBuf},
    sync::OnceLock,
};

mod by_hand;
mod collate;
pub mod kwic;
mod progress;

pub use by_hand::Overriding;
pub use collate::collate;
pub use progress::Progress;

use progress::Observer;

/// So many papers are read before the first of them is handed on.
const BATCH: usize = 64;

/// What a run may be told.
#[derive(Debug)]
pub struct Options {
    wanted: Option<PathBuf>,
    jobs: Option<usize>,
    domains: OnceLock<Domains>,
    observer: Observer,
    overriding: Overriding,
}

impl Options {
    /// With a domain pack by name or file; without one the default pack, and the general one for papers of other fields.
    /// Without a number of threads, as many as there are cores.
    pub fn new(domain: Option<&Path>, jobs: Option<usize>) -> Options {
        Options {
            wanted: domain.map(Path::to_owned),
            jobs,
            domains: OnceLock::new(),
            observer: Observer::default(),
            overriding: Overriding::Off,
        }
    }

    /// Tells `told` of each step of the run, from whatever thread takes it.
    pub fn observed(self, told: impl Fn(Progress) + Send + Sync + 'static) -> Options {
        Options { observer: Observer::new(told), ..self }
    }

    /// With decisions made by hand, which nobody takes into account unasked.
    pub fn overridden(mut self, overriding: Overriding) -> Options {
        self.overriding = overriding;
        self
    }

    /// The domain packs of the run, read on first need.
    ///
    /// # Errors
    /// If the pack named cannot be used.
    pub fn domains(&self) -> Result<&Domains, Error> {
        match self.domains.get() {
            Some(domains) => Ok(domains),
            None => {
                let read = Domains::of(self.wanted.as_deref())?;
                Ok(self.domains.get_or_init(|| read))
            }
        }
    }
}

/// Reads, extracts and compares.
///
/// # Errors
/// Only if nothing could be started: a bad domain pack. What is wrong with single files is a diagnostic of the analysis.
pub fn analyze(paths: &[PathBuf], options: &Options) -> Result<Analysis, Error> {
    let mut papers = Vec::new();
    let diagnostics = extract(paths, options, |paper| {
        papers.push(paper);
        Ok(())
    })?;
    Ok(assemble(papers, options.domains()?.wanted(), diagnostics))
}

/// Reads and extracts, handing each paper on in path order as soon as those before it are done; where there are decisions
/// made by hand, as soon as all are, because an item may have moved to another paper.
///
/// # Errors
/// As [`analyze`], a bad file of overrides, and whatever `sink` returns.
pub fn extract(
    paths: &[PathBuf],
    options: &Options,
    mut sink: impl FnMut(Paper) -> Result<(), Error>,
) -> Result<Vec<Diagnostic>, Error> {
    let overrides = by_hand::load(&options.overriding, paths, options.domains()?)?;
    if overrides.is_empty() {
        return read_all(paths, options, sink);
    }
    let mut papers = Vec::new();
    let mut diagnostics = read_all(paths, options, |paper| {
        papers.push(paper);
        Ok(())
    })?;
    diagnostics.extend(by_hand::apply(&mut papers, &overrides));
    papers.into_iter().try_for_each(&mut sink)?;
    Ok(diagnostics)
}

fn read_all(
    paths: &[PathBuf],
    options: &Options,
    mut sink: impl FnMut(Paper) -> Result<(), Error>,
) -> Result<Vec<Diagnostic>, Error> {
    let domains = options.domains()?;
    let (inputs, mut diagnostics) = source::collect(paths);
    let ids = ids(&inputs);
    options.observer.tell(Progress::Found(inputs.len()));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.jobs.unwrap_or(0)).build()?;
    let words = &domains.wanted().words;
    let all_at_once = inputs.len() <= BATCH;
    let mut segmenter = None;
    for (inputs, ids) in inputs.chunks(BATCH).zip(ids.chunks(BATCH)) {
        let one = |(input, id)| {
            let read = read_safely(input, id, domains);
            options.observer.tell(Progress::Read);
            read
        };
        let read: Vec<_> = pool.install(|| inputs.par_iter().zip(ids).map(one).collect());
        let segmenter = segmenter.get_or_insert_with(|| match all_at_once {
            true => Segmenter::for_texts(read.iter().flatten().flat_map(Read::texts), words),
            false => Segmenter::new(words),
        });
        let read = pool
            .install(|| read.into_par_iter().map(|r| r.map(|r| r.with_terms(segmenter))).collect::<Vec<_>>());
        for result in read {
            match result {
                Ok((paper, warnings)) => {
                    diagnostics.extend(warnings);
                    sink(paper)?;
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
    }
    Ok(diagnostics)
}

/// Compares papers that were extracted before: the same analysis as reading them anew.
pub fn assemble(papers: Vec<Paper>, domain: &Domain, mut diagnostics: Vec<Diagnostic>) -> Analysis {
    let (papers, more) = collate(papers);
    diagnostics.extend(more);
    diagnostics.sort();
    diagnostics.dedup();
    let comparison = compare::compare(&papers, &labels(domain, &papers));
    Analysis {
        schema: SCHEMA.into(),
        tool: Named::tool(),
        domain: domain.named.clone(),
        papers,
        comparison,
        diagnostics,
        filter: None,
    }
}

/// The names of topics and actors in the language of the corpus; a topic that is a keyword is called by it.
pub fn labels(domain: &Domain, papers: &[Paper]) -> Labels {
    let known = domain.topics.iter().map(|(id, l)| (id.clone(), l.zh.clone()));
    let findings = papers.iter().flat_map(|p| p.problems.iter().chain(&p.countermeasures));
    let keywords: BTreeMap<TopicId, String> = findings
        .flat_map(|f| &f.topics)
        .filter_map(|t| Some((t.id.clone(), t.id.as_str().strip_prefix(extract::KEYWORD)?.to_owned())))
        .collect();
    Labels {
        topics: known.chain(keywords).collect(),
        actors: domain.actors.iter().map(|(id, l)| (id.clone(), l.zh.clone())).collect(),
    }
}

/// A paper that still lacks its words.
struct Read {
    paper: Paper,
    body: String,
    /// What it says of problems, and of countermeasures.
    sides: Vec<(FindingKind, String)>,
    warnings: Vec<Diagnostic>,
}

impl Read {
    /// Everything whose words are counted.
    fn texts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.body.as_str()).chain(self.sides.iter().map(|(_, text)| text.as_str()))
    }

    fn with_terms(mut self, segmenter: &Segmenter) -> (Paper, Vec<Diagnostic>) {
        let counts = segmenter.content_words(&self.body);
        self.paper.words = counts.values().sum();
        let total = self.paper.words.max(1) as f64;
        let weight = |count: usize| (count as f64 / total * 1e6).round() / 1e6;
        let often = counts.into_iter().filter(|(_, count)| *count >= 2);
        self.paper.terms = often.map(|(term, count)| Term { term, count, weight: weight(count) }).collect();
        self.paper.terms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.term.cmp(&b.term)));
        let side = |(kind, text): (FindingKind, String)| {
            let counts = segmenter.content_words(&text);
            StanceWords { kind, words: counts.values().sum(), counts }
        };
        self.paper.stance_words = self.sides.into_iter().map(side).collect();
        (self.paper, self.warnings)
    }
}

/// What a paper says of problems, and what of countermeasures; a side without findings is left out.
fn sides(paper: &Paper) -> Vec<(FindingKind, String)> {
    let sides =
        [(FindingKind::Problem, &paper.problems), (FindingKind::Countermeasure, &paper.countermeasures)];
    let filled = sides.into_iter().filter(|(_, findings)| !findings.is_empty());
    // A theme's statement is its label.
    let said = |f: &Finding| f.label.as_deref().unwrap_or(&f.statement).to_owned();
    filled
        .map(|(kind, findings)| {
            (kind, document::plain(&findings.iter().map(said).collect::<Vec<_>>().join("\n")))
        })
        .collect()
}

/// One paper. Should the program have a fault that a paper brings out, that paper is left out and the rest goes on.
fn read_safely(input: &Input, id: &PaperId, domains: &Domains) -> Result<Read, Diagnostic> {
    std::panic::catch_unwind(AssertUnwindSafe(|| read_paper(input, id, domains))).unwrap_or_else(|_| {
        Err(Diagnostic {
            severity: Severity::Error,
            code: Code::Internal,
            path: Some(input.path.clone()),
            line: None,
            message: "The paper brings out a fault of cbec and was left out; please report it with the file."
                .into(),
            quote: None,
        })
    })
}

/// One paper, from its bytes to what it says.
fn read_paper(input: &Input, id: &PaperId, domains: &Domains) -> Result<Read, Diagnostic> {
    let decoded = source::read(input)?;
    let doc = document::read(&decoded);
    let outline = outline::read(&doc, &decoded);
    let domain = domains.fitting(doc.text());
    let extracted = extract::extract(id, &doc, &outline, domain);
    let mut warnings = decoded.warnings.clone();
    warnings.extend(collate::abstracts_differ(&decoded.path, &doc, &outline));
    warnings.extend(collate::contradictions(&decoded.path, &doc, &outline));
    warnings.extend(collate::other_field(&decoded.path, doc.text(), domains.wanted(), domain));
    let body = body(&doc, &outline);
    let paper = Paper {
        id: id.clone(),
        source: source_of(&decoded),
        meta: outline.meta,
        announced: extracted.announced,
        sections: outline.sections.iter().filter(|s| !s.is_implied()).map(|s| s.to_model(&doc)).collect(),
        problems: extracted.problems,
        countermeasures: extracted.countermeasures,
        statistics: extracted.statistics,
        citations: outline.citations.into_iter().map(|(_, c)| c).collect(),
        references: outline.references,
        terms: Vec::new(),
        words: 0,
        stance_words: Vec::new(),
    };
    Ok(Read { sides: sides(&paper), paper, body, warnings })
}

fn source_of(decoded: &Decoded) -> Source {
    Source {
        path: decoded.path.clone(),
        bytes: decoded.bytes,
        sha256: decoded.sha256.clone(),
        format: decoded.format,
        encoding: decoded.encoding.clone(),
        text: decoded.front_matter.text_kind(),
        pages: None,
    }
}

/// Abstract and sections without the reference list.
fn body(doc: &Document, outline: &Outline) -> String {
    let sections = outline.sections.iter().filter(|s| s.role != crate::model::Role::References);
    let paragraphs = sections.flat_map(|s| &doc.paragraphs[s.body.clone()]).map(|p| p.range.clone());
    outline
        .abstract_zh
        .iter()
        .cloned()
        .chain(paragraphs)
        .map(|r| &doc.text()[r])
        .collect::<Vec<_>>()
        .join("\n")
}

/// File stems; where two are the same, as many folders before them as it takes to tell them apart.
fn ids(inputs: &[Input]) -> Vec<PaperId> {
    let parts: Vec<Vec<String>> = inputs.iter().map(|i| name_parts(&i.path)).collect();
    let name = |i: usize, depth: usize| {
        let parts = &parts[i];
        parts[parts.len().saturating_sub(depth)..].join("/")
    };
    (0..inputs.len())
        .map(|i| {
            let deepest = parts[i].len().max(1);
            let depth =
                (1..deepest).find(|d| (0..inputs.len()).all(|k| k == i || name(k, *d) != name(i, *d)));
            PaperId::new(name(i, depth.unwrap_or(deepest)))
        })
        .collect()
}

fn name_parts(path: &str) -> Vec<String> {
    let path = Path::new(path);
    let mut parts: Vec<String> = path
        .components()
        .filter_map(
            |c| if let Component::Normal(p) = c { Some(p.to_string_lossy().into_owned()) } else { None },
        )
        .collect();
    if let (Some(last), Some(stem)) = (parts.last_mut(), path.file_stem()) {
        *last = stem.to_string_lossy().trim_matches(['<', '>']).to_owned();
    }
    parts
}
