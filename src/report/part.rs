//! The parts of a report for people, so that some can be asked for.

/// A part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What the papers say together, on one screen.
    Summary,
    /// Topics × papers.
    Topics,
    /// Actors × papers.
    Actors,
    /// Each paper's problems and the countermeasures that answer them.
    Papers,
    /// The figures, by indicator.
    Figures,
    /// What nobody answers.
    Unanswered,
    /// Figures recomputed.
    Arithmetic,
    /// What abstracts announce and bodies do not deliver.
    Promises,
    /// Works cited by several papers.
    References,
    /// The words that set papers, and problems and countermeasures, apart.
    Words,
    /// The ids behind the counts of the matrices.
    Index,
    /// What could not be read or looks wrong.
    Diagnostics,
}

impl Part {
    /// Every part, in the order of the report.
    pub const ALL: &[Part] = &[
        Part::Summary,
        Part::Topics,
        Part::Actors,
        Part::Papers,
        Part::Figures,
        Part::Unanswered,
        Part::Arithmetic,
        Part::Promises,
        Part::References,
        Part::Words,
        Part::Index,
        Part::Diagnostics,
    ];

    /// The name it is asked for by.
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// One line on what it is.
    pub fn about(self) -> &'static str {
        self.row().1
    }

    fn row(self) -> (&'static str, &'static str) {
        match self {
            Part::Summary => ("summary", "What the papers say together, on one screen"),
            Part::Topics => ("topics", "Topics × papers"),
            Part::Actors => ("actors", "Who is asked to act"),
            Part::Papers => ("papers", "Each paper's problems and what answers them"),
            Part::Figures => ("figures", "The figures, by indicator"),
            Part::Unanswered => ("unanswered", "What nobody answers"),
            Part::Arithmetic => ("arithmetic", "Figures recomputed from one another"),
            Part::Promises => ("promises", "Announced in the abstract, not found in the body"),
            Part::References => ("references", "Works cited by several papers"),
            Part::Words => ("words", "Words that set papers apart, and problems from countermeasures"),
            Part::Index => ("index", "The items behind each count of the matrices"),
            Part::Diagnostics => ("diagnostics", "What could not be read, or looks wrong"),
        }
    }
}
