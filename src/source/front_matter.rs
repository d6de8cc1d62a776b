//! The YAML block at the head of a file: the few shapes people write there, with every line that is something else reported.

use crate::model::TextKind;

/// What a file says of itself before its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `key: value` lines in order; lists are kept as several values. Keys are in lower case, `-` as `_`.
    pub fields: Vec<(String, Vec<String>)>,
}

impl FrontMatter {
    /// Original or restatement.
    pub fn text_kind(&self) -> TextKind {
        match self.get("text") {
            Some("restatement") => TextKind::Restatement,
            _ => TextKind::Original,
        }
    }

    /// The single value of a field.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.all(key).first().map(String::as_str)
    }

    /// All values of a field; none where it is not given.
    pub fn all(&self, key: &str) -> &[String] {
        self.fields.iter().find(|(k, _)| k == key).map_or(&[], |(_, values)| values)
    }
}

/// What stands before the text proper.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) front_matter: FrontMatter,
    /// Where the text begins: 0 without front matter.
    pub(super) end: usize,
    /// Lines that could not be read: line from 1, and a sentence.
    pub(super) complaints: Vec<(usize, String)>,
}

/// Longest block looked for, in lines. A rule (`---`) that opens a text is not front matter of the whole book.
const MAX_LINES: usize = 200;

/// Reads the block between two `---` lines at the head of a text, if there is one.
pub(super) fn split(text: &str) -> Block {
    let mut lines = lines_with_ends(text).take(MAX_LINES);
    if lines.next().is_none_or(|(_, line)| line.trim_end() != "---") {
        return Block::default();
    }
    let mut body = Vec::new();
    let mut end = None;
    for (line_end, line) in lines {
        if matches!(line.trim_end(), "---" | "...") {
            end = Some(line_end);
            break;
        }
        body.push(line);
    }
    let first = body.iter().map(|line| line.trim()).find(|line| !line.is_empty() && !line.starts_with('#'));
    if first.is_some_and(|line| key_and_value(line).is_none()) {
        return Block::default();
    }
    let Some(end) = end else {
        let message = "The front matter that begins here has no closing `---` line; the file is read as text from its first line.";
        return Block { complaints: vec![(1, message.into())], ..Block::default() };
    };
    let mut parser = Parser::default();
    for (i, line) in body.iter().enumerate() {
        parser.line(i + 2, line);
    }
    parser.close();
    Block { front_matter: FrontMatter { fields: parser.fields }, end, complaints: parser.complaints }
}

/// Lines without their ends, each with the offset behind its end.
fn lines_with_ends(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let end = match rest.as_bytes().get(length..) {
            Some([b'\r', b'\n', ..]) => 2,
            Some([]) | None => 0,
            Some(_) => 1,
        };
        at += length + end;
        Some((at, &rest[..length]))
    })
}

/// How the value of the key at hand goes on in the lines that follow.
#[derive(Debug, Default, PartialEq)]
enum Open {
    /// It does not.
    #[default]
    Nothing,
    /// Nothing yet: `- item` lines or an indented value may follow.
    Value,
    /// A `|` or `>` block.
    Folded,
    /// A plain value, which indented lines continue.
    Plain,
    /// An indented block that could not be read and was reported already.
    Ignored,
}

#[derive(Debug, Default)]
struct Parser {
    fields: Vec<(String, Vec<String>)>,
    complaints: Vec<(usize, String)>,
    open: Open,
}

impl Parser {
    fn line(&mut self, number: usize, line: &str) {
        let content = line.trim();
        let indented = line.starts_with([' ', '\t']);
        if content.is_empty() || (content.starts_with('#') && self.open != Open::Folded) {
        } else if let Some(item) = list_item(content).filter(|_| self.open == Open::Value) {
            self.item(number, item);
        } else if indented {
            self.continuation(number, content);
        } else if let Some((key, value)) = key_and_value(content) {
            self.field(number, key, value);
        } else {
            self.open = Open::Ignored;
            self.complain(number, "`key: value`", content);
        }
    }

    fn field(&mut self, number: usize, key: &str, value: &str) {
        let key = key.to_lowercase().replace('-', "_");
        if self.fields.iter().any(|(known, _)| *known == key) {
            self.open = Open::Ignored;
            self.complaints.push((
                number,
                format!("The front matter gives `{key}` a second time; the first one counts."),
            ));
            return;
        }
        let (values, open) = match value {
            "" => (Some(Vec::new()), Open::Value),
            "|" | ">" | "|-" | ">-" | "|+" | ">+" => (Some(Vec::new()), Open::Folded),
            _ if value.starts_with('[') => (flow_list(value), Open::Nothing),
            _ => (scalar(value).map(|v| v.into_iter().collect()), Open::Plain),
        };
        match values {
            Some(values) => {
                self.fields.push((key, values));
                self.open = open;
            }
            None => {
                self.open = Open::Ignored;
                let wanted = if value.starts_with('[') {
                    "a list `[a, b]` on one line"
                } else {
                    "a closing quotation mark"
                };
                self.complain(number, wanted, value);
            }
        }
    }

    fn item(&mut self, number: usize, item: &str) {
        // `- name: X`, the usual way to give an author more than a name.
        let item = item.strip_prefix("name:").map_or(item, str::trim);
        match scalar(item) {
            Some(value) => self.values().extend(value),
            None => self.complain(number, "a closing quotation mark", item),
        }
    }

    fn continuation(&mut self, number: usize, content: &str) {
        match self.open {
            Open::Value => {
                self.open = Open::Plain;
                match scalar(content) {
                    Some(value) => self.values().extend(value),
                    None => self.complain(number, "a closing quotation mark", content),
                }
            }
            Open::Folded | Open::Plain => match self.values().last_mut() {
                Some(value) => join(value, content),
                None => self.values().push(content.into()),
            },
            Open::Nothing => {
                self.open = Open::Ignored;
                self.complain(number, "a new `key: value`", content);
            }
            Open::Ignored => {}
        }
    }

    fn values(&mut self) -> &mut Vec<String> {
        if self.fields.is_empty() {
            self.fields.push(Default::default());
        }
        let last = self.fields.len() - 1;
        &mut self.fields[last].1
    }

    fn complain(&mut self, number: usize, wanted: &str, found: &str) {
        let found: String = found.chars().take(40).collect();
        self.complaints.push((
            number,
            format!("The front matter should have {wanted} here, but has `{found}`; the line is left out."),
        ));
    }

    /// Drops keys without a value, and what YAML writes for nothing.
    fn close(&mut self) {
        self.fields.retain(|(_, values)| !values.is_empty());
    }
}

/// Chinese runs on without a space; words of other languages are kept apart.
fn join(value: &mut String, more: &str) {
    if value.ends_with(|c: char| c.is_ascii()) || more.starts_with(|c: char| c.is_ascii()) {
        value.push(' ');
    }
    value.push_str(more);
}

fn list_item(content: &str) -> Option<&str> {
    content.strip_prefix('-').filter(|rest| rest.starts_with([' ', '\t'])).map(str::trim)
}

/// A key is a word; the colon may be a Chinese one.
fn key_and_value(content: &str) -> Option<(&str, &str)> {
    let colon = content.find([':', '：'])?;
    let (key, rest) = content.split_at(colon);
    let value = rest
        .strip_prefix(':')
        .filter(|v| v.is_empty() || v.starts_with([' ', '\t']))
        .or(rest.strip_prefix('：'))?;
    let key = key.trim();
    let is_word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    is_word.then(|| (key, value.trim()))
}

/// A plain or quoted value. The inner `None` is YAML's null; the outer one a quotation mark that is not closed.
fn scalar(value: &str) -> Option<Option<String>> {
    let (text, rest) = match value.chars().next() {
        Some('"') => double_quoted(&value[1..])?,
        Some('\'') => single_quoted(&value[1..])?,
        _ => {
            let text = value.find(" #").map_or(value, |comment| &value[..comment]).trim();
            let null = matches!(text, "" | "~" | "null" | "Null" | "NULL");
            return Some((!null).then(|| text.into()));
        }
    };
    let rest = rest.trim();
    (rest.is_empty() || rest.starts_with('#')).then_some(Some(text))
}

/// The text up to the closing mark, and what stands behind it.
fn double_quoted(value: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut chars = value.char_indices();
    while let Some((i, c)) = chars.next() {
        match c {
            '"' => return Some((text, &value[i + 1..])),
            '\\' => match chars.next()?.1 {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                other => text.push(other),
            },
            _ => text.push(c),
        }
    }
    None
}

fn single_quoted(value: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = value;
    loop {
        let (before, after) = rest.split_once('\'')?;
        text.push_str(before);
        match after.strip_prefix('\'') {
            Some(more) => {
                text.push('\'');
                rest = more;
            }
            None => return Some((text, after)),
        }
    }
}

/// `[a, "b, c", 'd']` on one line; Chinese commas separate too.
fn flow_list(value: &str) -> Option<Vec<String>> {
    let mut rest = value.strip_prefix('[')?.trim_start();
    let mut values = Vec::new();
    loop {
        if let Some(behind) = rest.strip_prefix(']') {
            let behind = behind.trim();
            return (behind.is_empty() || behind.starts_with('#')).then_some(values);
        }
        let (item, after) = match rest.chars().next()? {
            '"' => double_quoted(&rest[1..]).map(|(text, after)| (Some(text), after))?,
            '\'' => single_quoted(&rest[1..]).map(|(text, after)| (Some(text), after))?,
            _ => {
                let (text, after) = rest.split_at(rest.find([',', '，', '、', ']'])?);
                (scalar(text.trim())?, after)
            }
        };
        values.extend(item);
        rest = after.trim_start();
        rest = rest.strip_prefix([',', '，', '、']).or(rest.starts_with(']').then_some(rest))?.trim_start();
    }
}
