//! Whether a sentence reports what somebody else says or found.

use regex::Regex;
use std::sync::LazyLock;

/// Somebody else as the subject: an unnamed scholar, a name with a citation mark or a year, a name with 等人.
static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    let somebody = concat!(
        "(?:(?:有|也有|还有|另有|不少|部分|一些|多数|很多|国内|国外|国内外)?的?",
        "(?:学者|研究者|专家|论者|研究团队|文献|既有研究|已有研究|相关研究|前人)",
        "|[一-鿿]{2,4}(?:等人?|[和与、][一-鿿]{2,4})*(?:的(?:研究|测算|调查|分析))?\\s*(?:\\[[0-9]|\\((?:19|20)[0-9]{2})",
        "|[一-鿿]{5,14}\\s*\\((?:19|20)[0-9]{2}[a-z]?\\)",
        "|[A-Z][A-Za-z'’-]+(?:(?:,|，|、| and| &|和|与)? ?[A-Z][A-Za-z'’-]+){0,4}(?:,? ?et al\\.?|等人?)?\\s*(?:\\[[0-9]|\\((?:19|20)[0-9]{2})",
        "|[一-鿿]{2,3}(?:等人|和[一-鿿]{2,3}))",
    );
    let says = concat!(
        "[^。]*?(?:认为|指出|发现|提出|主张|强调|提醒|批评|呼吁|建议|测算|表明|显示|注意到|担心|探讨|分析|研究|考察|",
        "论证|证实|归纳|总结|构建|建立|聚焦|讨论|界定|定义|概括|评述|比较|检验|报道|利用|基于|从)",
    );
    let lead = "^(?:首先|其次|此外|另外|再者|最后|同时|例如|如|正如|根据|据)?，?(?:早在)?(?:学者)?";
    Regex::new(&format!("{lead}{somebody}{says}")).expect("a fixed pattern")
});

/// Whether a sentence reports somebody else's work; 本文 and 笔者 are not somebody else.
pub fn reports(sentence: &str) -> bool {
    !sentence.starts_with(['本', '笔']) && REPORTS.is_match(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reported_speech() {
        let reported = [
            "有学者认为，茶价与产量无关。",
            "周大川[3]指出，合作社规模偏小。",
            "李青等人(2019)发现补贴挤出投资。",
            "Novak[8]提醒说，监测可能侵犯隐私。",
            "Hill & Moss (2018)认为，补贴挤出投资。",
            "Hill等(2018)认为，补贴挤出投资。",
            "Hill et al. (2018)认为，补贴挤出投资。",
            "World Bank(2019)指出，茶价与产量无关。",
            "国际茶业组织(2019)指出，茶价与产量无关。",
            "正如李青(2019a)所言，补贴可能挤出投资，应当考察其后果。",
            "根据学者李青(2019)的研究，补贴挤出投资。",
        ];
        let own = [
            "本文认为，茶价偏低。",
            "笔者发现补贴有限。",
            "合作社规模偏小[3]。",
            "政府应当提高补贴。",
            "农村和城市的差距仍大。",
        ];
        for s in reported {
            assert!(reports(s), "{s}");
        }
        for s in own {
            assert!(!reports(s), "{s}");
        }
    }
}
