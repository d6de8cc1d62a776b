//! Sentences and their members.

use std::ops::Range;

/// A bracket that is not closed within this many characters is a printing slip and encloses nothing.
const LONGEST_ENCLOSURE: usize = 90;

/// The sentences of a stretch of text: up to 。！？ outside quotation marks and brackets, white space trimmed.
pub fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    split(text, range, |c| matches!(c, '。' | '！' | '？' | '\n'))
}

/// The members of a sentence: parts separated by ； outside quotation marks and brackets.
pub fn members(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    split(text, range, |c| matches!(c, '；' | ';'))
}

/// The clauses of a sentence: parts separated by ，；： outside quotation marks and brackets.
pub fn clauses(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    split(text, range, |c| matches!(c, '，' | '；' | '：' | ';' | '。' | '！' | '？' | '\n'))
}

fn split(text: &str, range: Range<usize>, is_end: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut enclosed_until = range.start;
    let mut chars = text[range.clone()].char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let at = range.start + offset;
        if at < enclosed_until {
            continue;
        }
        if let Some(close) = closer(c) {
            enclosed_until = enclosure_end(&text[at..range.end], c, close).map_or(at, |len| at + len);
            continue;
        }
        if is_end(c) {
            let mut end = at + c.len_utf8();
            while let Some((o, q)) =
                chars.next_if(|(_, q)| matches!(q, '”' | '’' | '」' | '。' | '！' | '？'))
            {
                end = range.start + o + q.len_utf8();
            }
            push(text, start..end, &mut parts);
            start = end;
        }
    }
    push(text, start..range.end, &mut parts);
    parts
}

fn push(text: &str, part: Range<usize>, parts: &mut Vec<Range<usize>>) {
    let slice = &text[part.clone()];
    let start = part.start + (slice.len() - slice.trim_start().len());
    let end = part.end - (slice.len() - slice.trim_end().len());
    if start < end {
        parts.push(start..end);
    }
}

fn closer(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '‘' => '’',
        '《' => '》',
        '(' => ')',
        '【' => '】',
        _ => return None,
    })
}

/// Length up to the closing mark, which is left outside so that a stop right after it still ends the sentence.
fn enclosure_end(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    for (offset, c) in text.char_indices().take(LONGEST_ENCLOSURE) {
        if c == '\n' {
            return None;
        } else if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(offset + c.len_utf8());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text, 0..text.len()).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn sentences_end_at_stops() {
        assert_eq!(cut("茶价低。销路窄！怎么办？"), ["茶价低。", "销路窄！", "怎么办？"]);
        assert_eq!(cut("没有句号"), ["没有句号"]);
    }

    #[test]
    fn enclosed_stops_do_not_end_a_sentence() {
        assert_eq!(
            cut("农户问“怎么卖？卖给谁？”，无人能答。后来好了。"),
            ["农户问“怎么卖？卖给谁？”，无人能答。", "后来好了。"]
        );
        assert_eq!(cut("见(表一。略)。完。"), ["见(表一。略)。", "完。"]);
    }

    #[test]
    fn a_quotation_that_ends_with_the_sentence_stays_whole() {
        assert_eq!(cut("他说：“值得。”大家同意。"), ["他说：“值得。”大家同意。"]);
        assert_eq!(cut("即所谓“小而美”。大家同意。"), ["即所谓“小而美”。", "大家同意。"]);
    }

    #[test]
    fn an_unclosed_bracket_encloses_nothing() {
        assert_eq!(cut("(甲乙。丙丁。"), ["(甲乙。", "丙丁。"]);
    }

    #[test]
    fn members_are_split_at_semicolons() {
        let text = "一要育种；二要护土；三要修路。";
        let parts: Vec<_> = members(text, 0..text.len()).into_iter().map(|r| &text[r]).collect();
        assert_eq!(parts, ["一要育种；", "二要护土；", "三要修路。"]);
    }
}
