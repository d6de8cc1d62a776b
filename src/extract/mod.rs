//! Document, outline, quantities and domain pack in; one paper out.

pub mod statistics;
