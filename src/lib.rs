//! cbec reads Chinese papers of the "problems and countermeasures" kind and compares what they say.
#![warn(missing_docs, clippy::print_stdout, clippy::print_stderr)]

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
