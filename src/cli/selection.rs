//! Part of a report, or of an analysis.

use super::engine::Engine;
use anyhow::{Result, bail};
use cbec::{
    compare,
    model::{ActorId, Analysis, Filter, PaperId, TopicId},
    report::{self, Format, Lang, Part},
};
use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};

/// Which part.
#[derive(Debug, Args)]
#[command(next_help_heading = "Selection")]
pub struct Selection {
    /// Only these sections of a report for people (text, markdown, latex)
    #[arg(long, value_name = "SECTION", value_delimiter = ',', value_parser = parts())]
    pub only: Vec<Part>,
    /// Only these papers: ids, or the numbers a text report gives them where ids are long
    ///
    /// The analysis is that of all papers, and the ids are the same; what does not concern these papers is left out, in every
    /// format. So with --topic and --actor. Several of one option: any of them; several options: all of them.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    paper: Vec<String>,
    /// Only findings on these topics: ids or names; with their themes, points and answers, and the figures in them
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    topic: Vec<String>,
    /// Only countermeasures that call on these actors: ids or names; with the problems they answer
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    actor: Vec<String>,
}

/// Sections are those of these formats.
const IN_PARTS: [Format; 3] = [Format::Text, Format::Markdown, Format::Latex];

impl Selection {
    /// Whether the sections asked for are sections of anything that is written.
    pub fn check(&self, formats: &[Format]) -> Result<()> {
        if !self.only.is_empty() && !formats.iter().any(|f| IN_PARTS.contains(f)) {
            bail!("--only is for reports in sections: -f text, markdown or latex");
        }
        Ok(())
    }

    /// What is asked for of an analysis.
    pub fn of(&self, analysis: Analysis, engine: &Engine) -> Result<Analysis> {
        let (papers, topics, actors) =
            (self.papers(&analysis)?, self.topics(&analysis, engine)?, self.actors(&analysis, engine)?);
        let filter = Filter { papers, topics, actors };
        Ok(if filter.is_empty() { analysis } else { compare::restrict(&analysis, filter) })
    }

    fn papers(&self, analysis: &Analysis) -> Result<Vec<PaperId>> {
        let ids = || analysis.papers.iter().map(|p| p.id.as_str());
        let known: Vec<Known> = ids().map(|id| Known { id, names: vec![] }).collect();
        let by_number = |given: &str| {
            let number = given.parse::<usize>().ok().filter(|_| report::numbered(analysis))?;
            ids().nth(number.checked_sub(1)?)
        };
        let found = self.paper.iter().map(|given| {
            let exact = ids().find(|id| id == given).or_else(|| by_number(given));
            exact.map_or_else(|| find("paper", given, &known), Ok).map(PaperId::new)
        });
        found.collect()
    }

    fn topics(&self, analysis: &Analysis, engine: &Engine) -> Result<Vec<TopicId>> {
        let rows = analysis.comparison.topics.iter().map(|t| (t.id.as_str(), t.label.as_str()));
        let names = Names::of(engine)?;
        let known = names.known(rows);
        self.topic.iter().map(|given| find("topic", given, &known).map(TopicId::new)).collect()
    }

    fn actors(&self, analysis: &Analysis, engine: &Engine) -> Result<Vec<ActorId>> {
        let rows = analysis.comparison.actors.iter().map(|a| (a.id.as_str(), a.label.as_str()));
        let names = Names::of(engine)?;
        let known = names.known(rows);
        self.actor.iter().map(|given| find("actor", given, &known).map(ActorId::new)).collect()
    }
}

/// Names by id in each language.
struct Names([std::collections::BTreeMap<String, String>; 2]);

impl Names {
    fn of(engine: &Engine) -> Result<Self> {
        Ok(Names([engine.names(Lang::Zh)?, engine.names(Lang::En)?]))
    }

    fn known<'a>(&'a self, rows: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Known<'a>> {
        rows.map(|(id, label)| {
            let more = self.0.iter().filter_map(|names| names.get(id)).map(String::as_str);
            Known { id, names: std::iter::once(label).chain(more).collect() }
        })
        .collect()
    }
}

/// Something that can be asked for.
struct Known<'a> {
    id: &'a str,
    names: Vec<&'a str>,
}

impl Known<'_> {
    fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.id).chain(self.names.iter().copied())
    }

    /// `logistics (物流)`.
    fn shown(&self) -> String {
        match self.names.first().filter(|name| **name != self.id) {
            Some(name) => format!("{} ({name})", self.id),
            None => self.id.to_owned(),
        }
    }
}

/// The id of what is asked for by id or name.
fn find<'a>(kind: &str, given: &str, known: &[Known<'a>]) -> Result<&'a str> {
    let same = |word: &str| word.to_lowercase() == given.to_lowercase();
    if let Some(found) = known.iter().find(|k| k.words().any(same)) {
        return Ok(found.id);
    }
    const MANY: usize = 30;
    let all = known.iter().take(MANY).map(Known::shown).collect::<Vec<_>>().join(", ");
    let more = if known.len() > MANY { format!(" … ({} in all)", known.len()) } else { String::new() };
    if known.is_empty() {
        bail!("there is no {kind} {given}: nothing of the kind was found");
    }
    match likeliest(given, known) {
        Some(near) => bail!("there is no {kind} {given}; did you mean {near}? Those found are: {all}{more}"),
        None => bail!("there is no {kind} {given}; those found are: {all}{more}"),
    }
}

/// What is most like a word nobody knows, if it is like it at all.
fn likeliest<'k>(given: &str, known: &'k [Known]) -> Option<&'k str> {
    const ALIKE: f64 = 0.6;
    let given = given.to_lowercase();
    let scored = known.iter().flat_map(|k| {
        let given = &given;
        k.words().map(move |word| {
            let word = word.to_lowercase();
            let part = !given.is_empty() && word.contains(given.as_str());
            (if part { 1.0 } else { strsim::jaro_winkler(given, &word) }, k.id)
        })
    });
    scored
        .filter(|(score, _)| *score >= ALIKE)
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, id)| id)
}

fn parts() -> impl TypedValueParser<Value = Part> {
    let values = Part::ALL.iter().map(|p| PossibleValue::new(p.name()).help(p.about()));
    PossibleValuesParser::new(values)
        .map(|name| Part::ALL.iter().copied().find(|p| p.name() == name).unwrap_or(Part::Summary))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_found_by_id_or_name_and_a_slip_is_answered_with_a_guess() {
        let known = [
            Known { id: "logistics", names: vec!["物流", "Logistics"] },
            Known { id: "talent", names: vec!["人才"] },
        ];
        for given in ["logistics", "物流", "LOGISTICS"] {
            assert_eq!(find("topic", given, &known).unwrap(), "logistics");
        }
        let slip = find("topic", "logistic", &known).unwrap_err().to_string();
        assert_eq!(
            slip,
            "there is no topic logistic; did you mean logistics? Those found are: logistics (物流), talent (人才)"
        );
        assert!(!find("topic", "xyz", &known).unwrap_err().to_string().contains("did you mean"));
        assert!(find("topic", "x", &[]).unwrap_err().to_string().contains("nothing of the kind"));
    }
}
