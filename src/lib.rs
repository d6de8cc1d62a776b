//! cbec reads Chinese papers of the "problems and countermeasures" kind (问题与对策): what problems each names, what it
//! proposes, what figures it reports, every item with its exact place in the text, and how the papers compare.
//!
//! Data flows one way, and each step is a room of its own:
//!
//! ```text
//! bytes → source → document → outline → extract → model → compare → report
//!                               quantity ↗  ↑ domain, lexicon
//! ```
//!
//! ```
//! use cbec::{document, domain::Domain, extract, model::PaperId, outline, source};
//!
//! let text = "一、茶产业存在的问题\n（一）检测设备不足\n茶农普遍缺乏检测设备，2023年合格率仅为62.5%。\n\
//!             二、对策\n（一）添置检测设备\n县政府应当添置检测设备，为茶农免费检测。\n";
//! let decoded = source::decode("tea.txt", text.as_bytes(), None).expect("a Chinese text");
//! let doc = document::read(&decoded);
//! let outline = outline::read(&doc, &decoded);
//! let domain = Domain::built_in().expect("the pack compiled in");
//! let found = extract::extract(&PaperId::new("tea"), &doc, &outline, &domain);
//!
//! assert_eq!(found.problems[0].label.as_deref(), Some("检测设备不足"));
//! assert_eq!(found.countermeasures[0].addresses[0].problem, found.problems[0].id);
//! assert_eq!(found.statistics[0].surface, "62.5%");
//! let span = found.statistics[0].figure;
//! assert_eq!(&text[span.start..span.end], "62.5%");
//! ```
//!
//! [`pipeline`] is the same for whole folders, in parallel, with the comparison at the end.
#![warn(missing_docs, clippy::print_stdout, clippy::print_stderr)]

pub mod check;
pub mod compare;
pub mod document;
pub mod domain;
pub mod error;
pub mod eval;
pub mod extract;
pub mod lexicon;
pub mod model;
pub mod outline;
pub mod pipeline;
pub mod quantity;
pub mod report;
pub mod segment;
pub mod source;
