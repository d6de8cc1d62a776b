//! Numbers of any script: digits, Chinese numerals, and both mixed (3万4000, 1千零1, 两亿八千万, 十几万, 300多万).

mod assemble;

use super::lexer::{Gap, Lexed};
use super::literal::{self, Digits, Literal};
use super::words::{Index, WORDS, Words};
use super::{Reason, power_of_ten, unit};
use crate::model::Qualifier;
use rust_decimal::Decimal;

/// A number in a text.
#[derive(Debug, Clone)]
pub(super) struct Num {
    pub start: usize,
    pub end: usize,
    pub low: Decimal,
    /// Set where the number itself is open: 十几, 三五.
    pub high: Option<Decimal>,
    pub resolution: Decimal,
    /// The first digits, before any scale: 20 of 20万.
    pub first: Decimal,
    /// What the scale signs multiply `first` by, if `first` is all there is.
    pub scale: Option<Decimal>,
    /// The scale of 万 and above behind the whole number.
    pub big: Decimal,
    /// Whether 十, 百 or 千 occur.
    pub small: bool,
    /// Whether a scale sign says by itself that this is a figure: 万 and above, or 千 and 百 behind digits.
    pub scaled: bool,
    /// Only ASCII digits, no point, no groups: may be a year or a label.
    pub plain: bool,
    /// Written without ASCII digits.
    pub han: bool,
    /// Grouped in threes.
    pub grouped: bool,
    /// Printed with a point.
    pub decimal: bool,
    /// False for 百, 万亿: a scale without a digit.
    pub digit: bool,
    /// 多, 余, 来 between number and unit, and where it stands.
    pub infix: Option<(Qualifier, usize)>,
}

impl Num {
    /// The value, if the number is one point.
    pub fn value(&self) -> Option<Decimal> {
        self.high.is_none().then_some(self.low)
    }

    /// Whether 万 or above occurs.
    pub fn has_big(&self) -> bool {
        self.big > Decimal::ONE
    }

    /// A year of four digits.
    pub fn is_year(&self) -> bool {
        self.plain
            && self.end - self.start == 4
            && self.low >= Decimal::from(1500)
            && self.low < Decimal::from(2200)
    }
}

/// The outcome of reading a number.
pub(super) enum Read {
    Num(Box<Num>),
    /// Not a number; go on after this character.
    Skip(usize),
    /// A number that has no value, and why.
    Fault(usize, Reason),
    None,
}

/// A literal or a finished part: 五千 of 一万五千.
#[derive(Clone, Copy)]
struct Part {
    low: Decimal,
    high: Decimal,
    resolution: Decimal,
    /// The power of its last scale.
    power: u32,
}

#[derive(Clone, Copy, PartialEq)]
enum Last {
    Start,
    Literal,
    Scale(u32),
    Zero,
}

enum Stop {
    Done,
    Skip(usize),
    Fault(Reason),
}

struct Reader<'a> {
    lx: &'a Lexed,
    words: &'static Words,
    start: usize,
    j: usize,
    parts: Vec<Part>,
    pending: Option<Part>,
    last: Last,
    first: Option<Part>,
    literals: usize,
    small: bool,
    large: bool,
    decimal: bool,
    arabic: Option<Literal>,
    han: bool,
    digit: bool,
    infix: Option<(Qualifier, usize)>,
    negative: bool,
}

/// Reads the number that begins at `i`.
pub(super) fn read(lx: &Lexed, i: usize) -> Read {
    let words = &*WORDS;
    let mut r = Reader {
        lx,
        words,
        start: i,
        j: i,
        parts: Vec::new(),
        pending: None,
        last: Last::Start,
        first: None,
        literals: 0,
        small: false,
        large: false,
        decimal: false,
        arabic: None,
        han: false,
        digit: false,
        infix: None,
        negative: false,
    };
    if matches!(lx.c(i), '-' | '负' | '+') {
        r.negative = lx.c(i) != '+';
        r.j += 1;
    }
    match r.run() {
        Stop::Done => r.finish(),
        Stop::Skip(end) => Read::Skip(end.max(i + 1)),
        Stop::Fault(reason) => Read::Fault(r.j.max(i + 1), reason),
    }
}

impl Reader<'_> {
    fn run(&mut self) -> Stop {
        loop {
            let c = self.lx.c(self.j);
            let step = if c.is_ascii_digit() {
                self.arabic()
            } else if let Some(power) = self.scale_at(self.j) {
                self.scale(power)
            } else if self.words.numerals.digit(c).is_some() || self.words.numerals.formal(c).is_some() {
                self.han()
            } else if self.words.numerals.open.contains(&c) {
                self.open()
            } else if c == '点' {
                self.point()
            } else {
                self.more(c)
            };
            match step {
                Ok(true) => {}
                Ok(false) => return Stop::Done,
                Err(stop) => return stop,
            }
        }
    }

    /// The power of the scale sign at `j`, unless it begins another word.
    fn scale_at(&self, j: usize) -> Option<u32> {
        let c = self.lx.c(j);
        let power = self.words.numerals.scale(c)?;
        self.words.numerals.not_scale(c).iter().all(|w| !self.lx.at(j + 1, w)).then_some(power)
    }

    fn arabic(&mut self) -> Result<bool, Stop> {
        let continues = match self.last {
            Last::Start => false,
            Last::Scale(p) if p >= 3 => true,
            Last::Zero => true,
            _ => return Ok(false),
        };
        if continues && (self.decimal || self.infix.is_some() || !self.lx.tight(self.j)) {
            return Ok(false);
        }
        let literal = match literal::read(self.lx, self.j) {
            Digits::Literal(l) => l,
            _ if continues => return Ok(false),
            Digits::Other(end) => return Err(Stop::Skip(end)),
            Digits::Fault(end, reason) => {
                self.j = end;
                return Err(Stop::Fault(reason));
            }
        };
        if continues && !self.fits(&literal) {
            return Ok(false);
        }
        self.decimal |= literal.decimal || literal.exponent;
        self.digit = true;
        self.arabic.get_or_insert(literal);
        self.j = literal.end;
        let part = Part { low: literal.value, high: literal.value, resolution: literal.resolution, power: 0 };
        self.literal(part);
        Ok(true)
    }

    /// Whether digits can go on a number: 4000 of 3万4000, but not the year of 3万2024年 nor the list number of 3万2.3.
    fn fits(&self, l: &Literal) -> bool {
        let below = self.parts.last().map_or(0, |p| p.power) as usize;
        let next = self.lx.c(l.end);
        !l.decimal
            && !l.grouped
            && !l.exponent
            && l.whole <= below
            && !matches!(next, '年' | '%' | '月' | '.' | '-' | '/')
    }

    fn literal(&mut self, part: Part) {
        self.first.get_or_insert(part);
        self.literals += 1;
        self.pending = Some(part);
        self.last = Last::Literal;
    }

    /// Chinese digits: one is a digit, two neighbours are a span (三五, 七八), three or more are read as a code (二〇二四).
    fn han(&mut self) -> Result<bool, Stop> {
        if self.infix.is_some() || self.last == Last::Literal || self.decimal {
            return Ok(false);
        }
        let table = &self.words.numerals;
        let mut digits: Vec<u8> = Vec::new();
        let mut end = self.j;
        while let Some(d) = table.digit(self.lx.c(end)).or_else(|| table.formal(self.lx.c(end))) {
            if end > self.j && self.lx.gap(end) == Gap::Space {
                break;
            }
            digits.push(d);
            end += 1;
        }
        let formal = table.formal(self.lx.c(self.j)).is_some();
        if formal && self.scale_at(end).is_none() && !matches!(self.lx.c(end), '元' | '圆') {
            return Ok(false);
        }
        let zeros = digits.iter().take_while(|d| **d == 0).count();
        let continues = self.last != Last::Start;
        if continues
            && self.arabic.is_some()
            && !(zeros > 0 && digits.len() == zeros)
            && self.scale_at(end).is_none()
        {
            return Ok(false);
        }
        if continues && zeros > 0 {
            digits.drain(..zeros);
        }
        if digits.is_empty() {
            self.j = end;
            self.last = Last::Zero;
            return Ok(true);
        }
        let part = match digits[..] {
            // 八五折: two digits of one price.
            [a, b] if self.lx.c(end) == '折' => exact(Decimal::from(a * 10 + b)),
            _ => self.digits(&digits, continues)?,
        };
        // 三十二家 has a digit; the article 一 has one too, and is judged by its surroundings later.
        self.digit = true;
        self.han = true;
        self.j = end;
        self.literal(part);
        Ok(true)
    }

    fn digits(&self, digits: &[u8], continues: bool) -> Result<Part, Stop> {
        match *digits {
            [d] => Ok(exact(Decimal::from(d))),
            [a, b] if a > 0 && (b == a + 1 || (a == 3 && b == 5)) => {
                Ok(Part { high: Decimal::from(b), ..exact(Decimal::from(a)) })
            }
            // 一八, 一二八: no number is said so; it is part of a name.
            [_, _] | [_, _, _] if !digits.contains(&0) => Err(Stop::Skip(self.j + digits.len())),
            _ if continues => Err(Stop::Fault(Reason::Malformed)),
            _ if digits.windows(2).all(|w| w[1] == w[0] + 1) => Err(Stop::Skip(self.j + digits.len())),
            _ => {
                let text: String = digits.iter().map(|d| char::from(b'0' + d.min(&9))).collect();
                let skip = Stop::Skip(self.j + digits.len());
                Decimal::from_str_exact(&text).map(exact).map_err(|_| skip)
            }
        }
    }

    /// 几: nothing known before a scale, 1 to 9 after one.
    fn open(&mut self) -> Result<bool, Stop> {
        let Last::Scale(_) = self.last else {
            return if self.last == Last::Start { Err(Stop::Skip(self.vague_end())) } else { Ok(false) };
        };
        if self.infix.is_some() || self.arabic.is_some() || self.decimal {
            return Ok(false);
        }
        self.j += 1;
        self.literal(Part { low: Decimal::ONE, high: Decimal::from(9), resolution: Decimal::ONE, power: 0 });
        Ok(true)
    }

    /// The end of 几十万, 几百.
    fn vague_end(&self) -> usize {
        let mut j = self.j + 1;
        while self.scale_at(j).is_some() {
            j += 1;
        }
        j
    }

    /// The point of 十四点九; 三点五十分 is a time of day.
    fn point(&mut self) -> Result<bool, Stop> {
        let table = &self.words.numerals;
        if !self.han
            || self.arabic.is_some()
            || self.decimal
            || self.infix.is_some()
            || self.last == Last::Start
        {
            return Ok(false);
        }
        let mut text = String::from("0.");
        let mut end = self.j + 1;
        while let Some(d) = table.digit(self.lx.c(end)) {
            text.push(char::from(b'0' + d.min(9)));
            end += 1;
        }
        let is_time = matches!(self.lx.c(end), '十' | '分' | '钟' | '半' | '是');
        if end == self.j + 1 || is_time {
            return Ok(false);
        }
        let places = (text.len() - 2) as i64;
        let (Ok(fraction), Some(resolution)) = (Decimal::from_str_exact(&text), power_of_ten(-places)) else {
            return Err(Stop::Fault(Reason::TooManyDigits));
        };
        self.settle()?;
        let whole = self.sum(|_| true).ok_or(Stop::Fault(Reason::Overflow))?;
        self.parts.clear();
        let value = whole.low.checked_add(fraction).ok_or(Stop::Fault(Reason::Overflow))?;
        self.j = end;
        self.decimal = true;
        self.first = None;
        self.literals = 0;
        self.literal(Part { low: value, high: value, resolution, power: 0 });
        Ok(true)
    }

    /// 多, 余, 来 and + inside a number.
    fn more(&mut self, c: char) -> Result<bool, Stop> {
        let table = &self.words.numerals;
        let plus = c == '+' && self.arabic.is_some();
        let roughly = table.roughly.contains(&c);
        if self.infix.is_some() || !(table.more.contains(&c) || roughly || plus) {
            return Ok(false);
        }
        let after = self.j + 1;
        let scaled = matches!(self.last, Last::Scale(p) if p >= 4 || (p >= 2 && self.han));
        let goes_on = self.scale_at(after).is_some_and(|p| p >= 4) || unit::begins(self.lx, after);
        let fits = match self.last {
            Last::Start | Last::Zero => false,
            _ if roughly => self.han && self.small && unit::begins(self.lx, after),
            _ => goes_on || (scaled && !plus && self.digit && !self.lx.at(after, &['元', '化'])),
        };
        if !fits {
            return Ok(false);
        }
        self.infix = Some((if roughly { Qualifier::About } else { Qualifier::Over }, self.j));
        self.j = after;
        Ok(true)
    }
}

fn exact(value: Decimal) -> Part {
    Part { low: value, high: value, resolution: Decimal::ONE, power: 0 }
}

/// The ASCII letters at `i` that stand together.
pub(super) fn latin_word(lx: &Lexed, i: usize) -> Option<String> {
    let mut j = i;
    while lx.c(j).is_ascii_alphabetic() && (j == i || lx.tight(j)) {
        j += 1;
    }
    (j > i).then(|| lx.string(i, j))
}

/// Whether one of the words of an index stands at `i`.
pub(super) fn phrase_at(lx: &Lexed, index: &Index<()>, i: usize) -> Option<usize> {
    index.starting(lx.c(i)).iter().find(|(w, ())| lx.at(i, w)).map(|(w, ())| i + w.len())
}
