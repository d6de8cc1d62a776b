//! How fast quantities are read, in bytes of text a second. Run with `cargo bench --bench quantity`.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Prose as papers have it: a figure every forty characters or so.
const DENSE: &str = "据统计，2023年全市农产品网络零售额达12.6亿元，同比增长18.3%，占社会消费品零售总额的7.4%，较上年提高1.2个百分点；\
    从事网络销售的经营主体超过3,200家，带动约1.5万人就业，平均配送时长由3~5天缩短至48小时以内，居全省第二。";

/// Prose without figures.
const SPARSE: &str = "一方面，基层治理的主体较为单一，各部门之间缺乏统一的协调机制；另一方面，公众参与的渠道不够畅通，参与的意愿有待进一步提高。\
    因此，应当完善相关制度，明确各方责任，形成多元主体共同参与的格局，并在实践中逐步加以检验。";

#[divan::bench(args = ["dense", "sparse", "mixed"])]
fn scan(bencher: Bencher, kind: &str) {
    let text = match kind {
        "dense" => DENSE.repeat(200),
        "sparse" => SPARSE.repeat(200),
        _ => format!("{DENSE}{SPARSE}{SPARSE}{SPARSE}").repeat(60),
    };
    // The word lists are read on first use; that is not part of the work.
    black_box(cbec::quantity::scan("1家"));
    bencher.counter(BytesCount::of_str(&text)).bench(|| cbec::quantity::scan(black_box(&text)));
}
