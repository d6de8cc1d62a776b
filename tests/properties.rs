//! What holds for any text at all.

use cbec::{document, domain::Domain, extract, model::PaperId, outline, source};
use proptest::prelude::*;
use std::sync::LazyLock;

static DOMAIN: LazyLock<Domain> = LazyLock::new(|| Domain::built_in().expect("the built-in pack"));

/// Pieces of papers, so that random texts have headings, lists, figures, marks and noise in them.
fn piece() -> impl Strategy<Value = String> {
    let fixed = [
        "一、",
        "（二）",
        "(3) ",
        "2.1 ",
        "第一章 ",
        "壹、",
        "①",
        "# ",
        "## ",
        "- ",
        "| a | b |",
        "摘 要",
        "关键词：",
        "Abstract",
        "参考文献",
        "[1]",
        "［2］",
        "[3]-[5]",
        "DOI: 10.1000/x.2024.1 12 学刊",
        "https://doi.org/10.1000/x",
        "· 12 ·",
        "首先，",
        "其次，",
        "一是",
        "此外，",
        "因此，",
        "例如，",
        "缺乏资金",
        "应当加强监管",
        "3.5%",
        "1,100万元",
        "由5%提高到7%",
        "2024年",
        "截至2023年底",
        "。",
        "；",
        "，",
        "、",
        "：",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
        "\n",
        "\r\n",
        "\n\n",
        "\u{c}",
        "　　",
        " ",
        "\u{200b}",
        "𠮷",
        "é",
        "【",
        "】",
        "]",
        "[",
        "%",
        "¥",
        "亿",
        "○",
        "---\n",
        "title: ",
        "張三",
        "臺灣農業",
    ];
    prop_oneof![
        4 => proptest::sample::select(fixed.to_vec()).prop_map(String::from),
        1 => "[一-龥]{1,30}",
        1 => "[ -~]{1,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// No text makes reading fail, and every span lies in the file, on characters, in order.
    #[test]
    fn any_text_is_read(pieces in prop::collection::vec(piece(), 1..160)) {
        let text: String = pieces.concat();
        for format in [cbec::model::Format::Text, cbec::model::Format::Markdown] {
            let Ok(decoded) = source::decode("any", text.as_bytes(), Some(format)) else { continue };
            let doc = document::read(&decoded);
            let outline = outline::read(&doc, &decoded);
            let found = extract::extract(&PaperId::new("any"), &doc, &outline, &DOMAIN);
            let spans = outline.sections.iter().map(|s| doc.span(s.heading.clone()));
            let spans = spans.chain(found.problems.iter().chain(&found.countermeasures).map(|f| f.span));
            let spans = spans.chain(found.statistics.iter().flat_map(|s| [s.span, s.figure]));
            for span in spans {
                prop_assert!(span.start <= span.end && span.end <= text.len());
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
            }
        }
    }
}
