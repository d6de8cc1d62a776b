//! The yardstick of `docs/performance.md`: loads jieba's dictionary, cuts the files given, does nothing else.

use jieba_rs::Jieba;
use std::io::Write;

fn main() -> std::io::Result<()> {
    let jieba = Jieba::new();
    let mut words = 0usize;
    for path in std::env::args_os().skip(1) {
        let text = std::fs::read_to_string(path)?;
        words += jieba.cut(&text, true).len();
    }
    writeln!(std::io::stdout(), "{words}")
}
