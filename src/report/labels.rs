//! The report's own words, in Chinese and English, from `data/zh/labels.toml`.

use super::Lang;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::LazyLock};

const SOURCE: &str = include_str!("../../data/zh/labels.toml");

/// Declares the words and lists their keys, so that a missing or a superfluous row of the table is a load error.
macro_rules! words {
    ($($key:ident)*) => {
        /// The words of one language. `{…}` stands for what [`fill`] puts in.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the table explains each word")]
        pub struct Words { $(pub $key: String,)* }
    };
}

words! {
    items_read id year title problems countermeasures figures references kind original restatement untitled
    no_papers summary topics named_as_problem proposed status_heading k_of_n more_topics answered
    answered_text figures_text conflicts conflicts_text arithmetic arithmetic_text promises promises_text
    shared shared_text alike alike_text none and_more lead between filtered hint_show matrix matrix_topic matrix_papers matrix_legend heat_legend
    index index_legend status_answered status_indirect status_unanswered status_proposed_only actors actor actors_legend by_paper nobody
    answers_nothing seen_above no_findings figures_by_indicator figures_legend inferred_mark prescribed_mark
    cited_mark by_hand_mark by_hand by_hand_legend decision decision_accept decision_reject decision_relabel value measure period source place item other_figures figures_alone in_papers conflict measure_level
    measure_growth measure_share measure_rate measure_difference measure_rank qualifier_about qualifier_over
    qualifier_under qualifier_up_to unanswered unanswered_none open_topics unanswered_topics consistent inconsistent
    conflict_rounding conflict_other_source conflict_other_scope conflict_conflict computed_exactly scales
    numbered computed relation_sum relation_share relation_growth relation_difference relation_rank relation_same kept_not kept_legend kept_all unannounced problem
    countermeasure point figure shared_list distinctive stances keyness diagnostics no_diagnostics severity_error severity_warning
    severity_note section abstract_section topic part_of points_of answers_problem answered_by evidence
    citations attribution attribution_own attribution_cited exact_value unit resolution unit_dimension
    dimension_money dimension_count dimension_percent dimension_percentage_point dimension_multiple
    dimension_duration dimension_rank indicator subject role role_observed role_prescribed comparisons
    source_gone role_introduction role_literature_review role_status role_opportunity role_mechanism
    role_problem role_countermeasure role_conclusion role_references role_other
    finding_kind announced working relation verdict
    html_title html_reasons html_pack html_skip html_contents html_footer html_filter html_search html_paper html_all
    html_clear html_unfold html_fold html_shown html_shown_papers html_consensus html_unique html_widest html_papers_read
    html_themes_points html_problems html_measures html_matrix_legend html_cell html_topic_counts html_answers
    html_answers_legend html_actors html_actors_topics html_asked html_indicators html_chart_legend
    html_chart_title html_axis_unit html_undated html_figures_elsewhere html_clause html_arithmetic_legend
    html_kind html_announced html_delivered html_not_found html_similarity html_similarity_legend
    html_keyness_legend html_first_of html_papers html_papers_legend html_keywords html_line html_page
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    zh: String,
    en: String,
}

static TABLES: LazyLock<Result<[Words; 2], toml::de::Error>> = LazyLock::new(|| {
    let rows: BTreeMap<String, Word> = toml::from_str(SOURCE)?;
    let pick = |of: fn(&Word) -> &String| -> Result<Words, toml::de::Error> {
        let table: toml::Table =
            rows.iter().map(|(key, word)| (key.clone(), toml::Value::String(of(word).clone()))).collect();
        table.try_into()
    };
    Ok([pick(|w| &w.zh)?, pick(|w| &w.en)?])
});

/// The words of a language.
///
/// # Panics
/// If the table compiled in does not fit the code, which a test rules out.
pub fn words(lang: Lang) -> &'static Words {
    match (&*TABLES, lang) {
        (Ok([zh, _]), Lang::Zh) => zh,
        (Ok([_, en]), Lang::En) => en,
        (Err(error), _) => panic!("data/zh/labels.toml: {error}"),
    }
}

/// Puts values in the place of `{name}`.
pub fn fill(template: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    values.iter().fold(template.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), &value.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_fits_the_code_and_both_languages_take_the_same_values() {
        let rows: BTreeMap<String, Word> = toml::from_str(SOURCE).unwrap();
        let slots = |text: &str| {
            let mut found: Vec<_> =
                text.split('{').skip(1).filter_map(|t| t.split('}').next()).map(String::from).collect();
            found.sort();
            found
        };
        for (key, Word { zh, en }) in &rows {
            assert!(!zh.is_empty() && !en.is_empty(), "{key} is empty");
            assert_eq!(slots(zh), slots(en), "{key}");
        }
        assert!(TABLES.is_ok(), "{:?}", TABLES.as_ref().err());
    }
}
