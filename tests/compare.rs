//! What the papers say together.

mod compare_support;

use cbec::{
    compare::{Labels, compare},
    model::*,
};
use compare_support::{fact, finding, paper};

fn ids<T: ToString>(list: &[T]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn labels() -> Labels {
    let topic = |id: &str, name: &str| (TopicId::new(id), name.to_string());
    Labels {
        topics: vec![
            topic("staff", "Staff"),
            topic("money", "Money"),
            topic("rules", "Rules"),
            topic("water", "Water"),
        ],
        actors: vec![
            (ActorId::new("school"), "Schools".into()),
            (ActorId::new("state"), "Government".into()),
        ],
    }
}

/// Three papers on schools and farms, in their words.
fn papers() -> Vec<Paper> {
    let mut a = paper("A", &[]);
    a.problems = vec![
        finding("A", "P1", "师资力量薄弱", &["staff"]),
        finding("A", "P1.1", "乡村教师流失较多。", &["staff", "money", "water"]),
        finding("A", "P2", "经费投入不足", &["money"]),
    ];
    let mut c1 = finding("A", "C1", "建设稳定的师资队伍", &["staff"]);
    c1.actors = vec![ActorId::new("state"), ActorId::new("school")];
    c1.addresses = vec![Address { problem: FindingId::new("A/P1"), score: 0.9, why: "same topic".into() }];
    a.countermeasures = vec![c1, finding("A", "C1.1", "提高乡村教师待遇。", &["staff"])];
    a.announced.problems = announced(&["师资薄弱", "校舍陈旧"]);
    a.announced.countermeasures = announced(&["建设师资队伍"]);

    let mut b = paper("B", &[]);
    b.problems = vec![finding("B", "P1", "教师数量不足", &["staff"])];
    let mut c1 = finding("B", "C1", "健全管理制度", &["rules"]);
    c1.actors = vec![ActorId::new("state")];
    b.countermeasures = vec![c1];
    vec![a, b]
}

fn announced(labels: &[&str]) -> Vec<Announced> {
    let span = Span { start: 0, end: 0, line: 1, page: None };
    labels.iter().map(|l| Announced { label: l.to_string(), topics: Vec::new(), span }).collect()
}

#[test]
fn topics_stand_in_order_of_spread_and_count_main_and_second_topics_only() {
    let rows = compare(&papers(), &labels()).topics;
    let seen: Vec<_> =
        rows.iter().map(|r| (r.id.as_str(), r.label.as_str(), r.papers.len(), r.status)).collect();
    assert_eq!(
        seen,
        [
            ("staff", "Staff", 2, TopicStatus::Answered),
            ("money", "Money", 1, TopicStatus::Unanswered),
            ("rules", "Rules", 1, TopicStatus::ProposedOnly),
        ]
    );
    assert_eq!(ids(&rows[0].papers[0].problems), ["A/P1", "A/P1.1"]);
    assert_eq!(ids(&rows[0].papers[0].countermeasures), ["A/C1", "A/C1.1"]);
    assert_eq!(ids(&rows[1].papers[0].problems), ["A/P1.1", "A/P2"]);
}

#[test]
fn every_problem_theme_is_covered_or_not() {
    let coverage = compare(&papers(), &labels()).coverage;
    let seen: Vec<_> = coverage.iter().map(|c| (c.problem.as_str(), ids(&c.addressed_by))).collect();
    assert_eq!(seen, [("A/P1", vec!["A/C1".to_string()]), ("A/P2", vec![]), ("B/P1", vec![])]);
}

#[test]
fn actors_stand_in_order_of_how_many_papers_call_on_them() {
    let rows = compare(&papers(), &labels()).actors;
    let seen: Vec<_> = rows.iter().map(|r| (r.label.as_str(), r.papers.len())).collect();
    assert_eq!(seen, [("Government", 2), ("Schools", 1)]);
    assert_eq!(ids(&rows[0].papers[1].countermeasures), ["B/C1"]);
}

#[test]
fn an_unknown_topic_is_called_by_its_id() {
    let rows = compare(&papers(), &Labels::default()).topics;
    assert_eq!(rows.iter().map(|r| r.label.as_str()).collect::<Vec<_>>(), ["staff", "money", "rules"]);
}

#[test]
fn promises_are_kept_where_the_words_come_back() {
    let promises = compare(&papers(), &labels()).promises;
    let seen: Vec<_> = promises.iter().map(|p| (p.kind, p.announced.as_str(), ids(&p.found_in))).collect();
    assert_eq!(
        seen,
        [
            (FindingKind::Problem, "师资薄弱", vec!["A/P1".to_string()]),
            (FindingKind::Problem, "校舍陈旧", vec![]),
            (FindingKind::Countermeasure, "建设师资队伍", vec!["A/C1".to_string()]),
        ]
    );
}

/// Announcements with their topics, findings with theirs, and where each announcement is kept.
#[test]
fn promises_are_kept_by_words_and_topics_together() {
    let findings = [
        ("P1", "教师队伍老化与断层", vec!["staff"]),
        ("P1.1", "学校管理规则落后于实际。", vec!["staff", "rules"]),
        ("P2", "融资渠道狭窄", vec!["money"]),
        ("P3", "灌溉设施与取水许可", vec!["water", "rules"]),
        ("P4", "社会形象欠佳", vec![]),
    ];
    let cases: [(&str, &[&str], &[&str]); 8] = [
        ("师资短缺", &["staff"], &["P1"]),
        ("教师老化", &["staff"], &["P1"]),
        // The words of the defect alone keep nothing: P2 is not what the abstract means.
        ("道路狭窄", &["water"], &["P3"]),
        ("融资困难", &["money"], &["P2"]),
        ("规则落后", &["rules"], &["P1.1"]),
        ("电力不足", &["power"], &[]),
        ("形象不佳", &[], &["P4"]),
        ("社会形象欠佳", &["power"], &["P4"]),
    ];
    for (label, topics, kept) in cases {
        let mut a = paper("A", &[]);
        a.problems = findings.iter().map(|(id, text, topics)| finding("A", id, text, topics)).collect();
        a.announced.problems = announced(&[label]);
        a.announced.problems[0].topics = topics.iter().map(|t| TopicId::new(*t)).collect();
        let promises = compare(&[a], &labels()).promises;
        let kept: Vec<String> = kept.iter().map(|id| format!("A/{id}")).collect();
        assert_eq!(ids(&promises[0].found_in), kept, "{label}");
    }
}

#[test]
fn a_theme_beside_those_announced_is_unannounced() {
    let unannounced = compare(&papers(), &labels()).unannounced;
    let seen: Vec<_> = unannounced.iter().map(|u| (u.kind, u.finding.to_string(), u.why.as_str())).collect();
    // B announces nothing, so it leaves nothing out.
    let why = "the abstract announces 师资薄弱、校舍陈旧; none is in these words and none is about Money";
    assert_eq!(seen, [(FindingKind::Problem, "A/P2".to_string(), why)]);
}

#[test]
fn a_work_cited_twice_is_found_through_punctuation_width_case_and_script() {
    let cite = |id: &str, titles: &[(u32, &str)]| {
        let mut paper = paper(id, &[]);
        paper.references = titles.iter().map(|(n, title)| reference(*n, title)).collect();
        paper
    };
    let papers = [
        cite("A", &[(1, "乡村学校师资配置研究——以某省为例"), (2, "教育统计")]),
        cite("B", &[(4, "乡村学校师资配置研究: 以某省为例"), (5, "教育统计")]),
        cite("C", &[(2, "鄉村學校師資配置研究──以某省為例"), (3, "Rural Schools")]),
        cite("D", &[(9, "ＲＵＲＡＬ schools.")]),
    ];
    let shared = compare(&papers, &Labels::default()).references;
    let seen: Vec<Vec<(String, u32)>> =
        shared.iter().map(|r| r.cited_by.iter().map(|c| (c.paper.to_string(), c.n)).collect()).collect();
    let at = |paper: &str, n| (paper.to_string(), n);
    assert_eq!(seen, [vec![at("A", 1), at("B", 4), at("C", 2)], vec![at("C", 3), at("D", 9)]]);
}

fn reference(n: u32, title: &str) -> Reference {
    Reference {
        n,
        authors: vec![],
        title: Some(title.into()),
        kind: None,
        container: None,
        year: None,
        volume: None,
        issue: None,
        pages: None,
        doi: None,
        url: None,
        raw: title.into(),
        span: Span { start: 0, end: 0, line: 1, page: None },
    }
}

fn with_terms(id: &str, words: usize, terms: &[(&str, usize)]) -> Paper {
    let mut paper = paper(id, &[]);
    paper.words = words;
    paper.terms = terms
        .iter()
        .map(|(term, count)| Term {
            term: term.to_string(),
            count: *count,
            weight: *count as f64 / words as f64,
        })
        .collect();
    paper
}

#[test]
fn similarity_runs_from_nothing_shared_to_the_same_words() {
    let papers = [
        with_terms("A", 100, &[("教师", 8), ("学校", 4)]),
        with_terms("B", 100, &[("教师", 8), ("学校", 4)]),
        with_terms("C", 100, &[("茶叶", 9)]),
        with_terms("D", 0, &[]),
    ];
    let pairs = compare(&papers, &Labels::default()).similarity;
    let seen: Vec<_> = pairs.iter().map(|p| (p.a.as_str(), p.b.as_str(), p.cosine)).collect();
    assert_eq!(
        seen,
        [
            ("A", "B", 1.0),
            ("A", "C", 0.0),
            ("A", "D", 0.0),
            ("B", "C", 0.0),
            ("B", "D", 0.0),
            ("C", "D", 0.0)
        ]
    );
}

#[test]
fn a_topic_nobody_proposes_on_may_still_be_answered_by_a_measure_on_another() {
    let theme = |id: &str, topics: &[&str]| finding("A", id, "x", topics);
    let status = |answers: Option<&str>, topics: &[&str]| {
        let mut a = paper("A", &[]);
        a.problems = vec![theme("P1", topics), finding("A", "P1.1", "y", &["point"])];
        let mut measure = theme("C1", &["quality"]);
        measure.addresses = answers
            .map(|id| Address { problem: FindingId::new(id), score: 1.0, why: String::new() })
            .into_iter()
            .collect();
        a.countermeasures = vec![measure];
        let rows = compare(&[a], &Labels::default()).topics;
        let of = |id: &str| rows.iter().find(|r| r.id.as_str() == id).map(|r| r.status);
        (of("copying"), of("point"))
    };
    let (indirect, open) = (Some(TopicStatus::Indirect), Some(TopicStatus::Unanswered));
    assert_eq!(status(Some("A/P1"), &["copying"]), (indirect, open), "a point is not a theme");
    assert_eq!(status(None, &["copying"]), (open, open));
    assert_eq!(status(Some("A/P1"), &["staff", "copying"]), (open, open), "only its main topic");
}

#[test]
fn words_of_problems_are_held_against_words_of_countermeasures_over_all_papers() {
    let side = |kind, counts: &[(&str, usize)]| StanceWords {
        kind,
        words: counts.iter().map(|(_, n)| n).sum(),
        counts: counts.iter().map(|(term, n)| (term.to_string(), *n)).collect(),
    };
    let (mut a, mut b) = (paper("A", &[]), paper("B", &[]));
    a.stance_words = vec![
        side(FindingKind::Problem, &[("不足", 10), ("教师", 10)]),
        side(FindingKind::Countermeasure, &[("培训", 5), ("教师", 5)]),
    ];
    b.stance_words = vec![side(FindingKind::Countermeasure, &[("培训", 5), ("教师", 5)])];
    let stances = compare(&[a.clone(), b], &Labels::default()).stances;
    let words = |s: &StanceTerms| s.terms.iter().map(|t| (t.term.clone(), t.keyness)).collect::<Vec<_>>();
    // 2·10·ln(10/5): all ten in half of the forty words; 教师 is everybody's.
    assert_eq!(words(&stances[0]), [("不足".to_string(), 13.8629)]);
    assert_eq!(words(&stances[1]), [("培训".to_string(), 13.8629)]);
    a.stance_words.truncate(1);
    assert!(compare(&[a], &Labels::default()).stances.is_empty(), "one side has nothing to be held against");
}

#[test]
fn distinctive_words_are_those_used_more_than_elsewhere() {
    let papers = [
        with_terms("A", 1000, &[("教师", 40), ("发展", 30), ("校车", 2)]),
        with_terms("B", 1000, &[("发展", 30), ("茶叶", 25)]),
    ];
    let rows = compare(&papers, &Labels::default()).distinctive;
    let words = |row: &Distinctive| row.terms.iter().map(|t| t.term.clone()).collect::<Vec<_>>();
    assert_eq!(words(&rows[0]), ["教师"], "发展 is everybody's, 校车 may be chance");
    assert_eq!(words(&rows[1]), ["茶叶"]);
    // 2·40·ln(40/20): all forty in half the words.
    assert!((rows[0].terms[0].keyness - 55.4518).abs() < 1e-4, "{:?}", rows[0].terms);
}

#[test]
fn one_paper_alone_is_like_nothing_and_stands_out_from_nothing() {
    let alone = compare(&[with_terms("A", 100, &[("教师", 8)])], &Labels::default());
    assert!(alone.similarity.is_empty());
    assert!(alone.distinctive[0].terms.is_empty());
    assert_eq!(compare(&[], &Labels::default()), Comparison::default());
}

#[test]
fn one_indicator_in_two_wordings_is_one_series() {
    let papers = [
        paper("B", &[fact("全国茶叶出口额14.2亿元", "14.2亿元").of("全国", "茶叶出口额").at("2022")]),
        paper(
            "A",
            &[
                fact("我国茶叶出口总额达15.9亿元", "15.9亿元").of("我国", "茶叶出口总额").at("2023"),
                fact("茶叶进口额2.1亿元", "2.1亿元").of("我国", "茶叶进口额").at("2023"),
                fact("茶叶出口量3.5万吨", "3.5万吨").of("我国", "茶叶出口量").at("2023"),
            ],
        ),
    ];
    let series = compare(&papers, &Labels::default()).indicators;
    let seen: Vec<_> = series
        .iter()
        .map(|i| (i.unit.as_deref(), i.observations.iter().map(|o| o.statistic.as_str()).collect()))
        .collect();
    let expected: [(Option<&str>, Vec<&str>); 1] = [(Some("CNY"), vec!["B/S1", "A/S1"])];
    assert_eq!(seen, expected, "imports and tonnes are other indicators; by year, not by paper");
}

#[test]
fn one_body_disagrees_with_itself_only_where_it_names_two_sources() {
    let given = |surface: &str, period: Option<&'static str>, source: Option<&'static str>| {
        let fact = fact("数据如左", surface).of("我国", "在校研究生人数");
        let fact = period.map_or(fact.clone(), |p| fact.clone().at(p));
        source.map_or(fact.clone(), |s| fact.clone().by(s))
    };
    let (a, b) = (Some("甲年鉴"), Some("乙公报"));
    let cases = [
        ((Some("2023"), a), (Some("2023"), b), 1),
        ((Some("2023"), a), (None, b), 1),
        ((None, a), (None, b), 1),
        ((Some("2023"), a), (Some("2022"), b), 0),
        ((Some("2023"), a), (Some("2023"), a), 0),
        ((Some("2023"), a), (Some("2023"), None), 0),
    ];
    for ((when, who), (other_time, other), n) in cases {
        let paper = paper("A", &[given("388万人", when, who), given("365万人", other_time, other)]);
        let indicators = compare(&[paper], &Labels::default()).indicators;
        let conflicts: Vec<&Conflict> = indicators.iter().flat_map(|i| &i.conflicts).collect();
        assert_eq!(conflicts.len(), n, "{when:?} {who:?} / {other_time:?} {other:?}");
        assert!(conflicts.iter().all(|c| c.kind == ConflictKind::OtherSource));
        assert!(
            conflicts.iter().all(|c| c.why.contains("undated") == (when.is_some() != other_time.is_some()))
        );
    }
}

#[test]
fn two_figures_for_one_year_are_told_apart() {
    let given = |quote, surface: &str, subject, source: Option<&'static str>| {
        let fact = fact(quote, surface).of(subject, "在校研究生人数").at("2023");
        source.map_or(fact.clone(), |s| fact.by(s))
    };
    let cases = [
        ("388.29万人", "388万人", ("我国", "我国"), (None, None), ConflictKind::Rounding),
        ("388万人", "365万人", ("我国", "我国"), (Some("甲年鉴"), Some("乙公报")), ConflictKind::OtherSource),
        ("388万人", "365万人", ("我国", ""), (Some("甲年鉴"), None), ConflictKind::OtherScope),
        ("388万人", "365万人", ("我国", "全国"), (None, None), ConflictKind::Conflict),
    ];
    for (a, b, subjects, sources, kind) in cases {
        let papers = [
            paper("A", &[given("数据如左", a, subjects.0, sources.0)]),
            paper("B", &[given("数据如右", b, subjects.1, sources.1)]),
        ];
        let indicators = compare(&papers, &Labels::default()).indicators;
        let conflicts = &indicators[0].conflicts;
        assert_eq!(conflicts.len(), 1, "{a} {b}");
        assert_eq!(conflicts[0].kind, kind, "{a} {b}: {}", conflicts[0].why);
        assert!(conflicts[0].why.contains(a) && conflicts[0].why.contains(b), "{}", conflicts[0].why);
    }
}

#[test]
fn figures_of_two_places_are_set_beside_each_other_but_not_in_one_series() {
    let papers = [
        paper("A", &[fact("甲市旅游收入32亿元", "32亿元").of("甲市", "旅游收入").at("2023")]),
        paper("B", &[fact("乙市旅游收入28亿元", "28亿元").of("乙市", "旅游收入").at("2023")]),
        paper("C", &[fact("丙市藏书28万册", "28万册").of("丙市", "藏书量").at("2023")]),
    ];
    let series = compare(&papers, &Labels::default()).indicators;
    let names: Vec<_> = series.iter().map(|i| (i.name.as_str(), i.conflicts.len())).collect();
    assert_eq!(names, [("乙市 旅游收入", 0), ("甲市 旅游收入", 0)]);
}

#[test]
fn the_order_of_the_papers_does_not_matter() {
    let mut papers = papers();
    papers.push(with_terms("C", 500, &[("教师", 8), ("学校", 4), ("茶叶", 3)]));
    papers.push(with_terms("D", 700, &[("教师", 5), ("学校", 9), ("水利", 6)]));
    let forth = compare(&papers, &labels());
    papers.reverse();
    assert_eq!(compare(&papers, &labels()), forth);
    papers.swap(0, 2);
    assert_eq!(compare(&papers, &labels()), forth);
}

#[test]
fn floats_are_written_to_four_decimals() {
    let papers = [
        with_terms("A", 100, &[("教师", 8), ("学校", 3)]),
        with_terms("B", 130, &[("教师", 5), ("茶叶", 7)]),
    ];
    let comparison = compare(&papers, &Labels::default());
    let keyness = comparison.distinctive.iter().flat_map(|d| &d.terms).map(|t| t.keyness);
    for x in comparison.similarity.iter().map(|s| s.cosine).chain(keyness) {
        assert!((x * 1e4 - (x * 1e4).round()).abs() < 1e-6, "{x}");
    }
}
