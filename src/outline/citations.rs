//! In-text citation marks.
