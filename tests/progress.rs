//! Whoever watches a run is told of every file, and nobody else hears of it.

use cbec::pipeline::{Options, Progress, analyze, kwic};
use std::{
    fs,
    sync::{Arc, Mutex},
};

#[test]
fn every_file_is_told_once_whether_it_could_be_read_or_not() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a.txt", "b.txt"] {
        let text = format!("{name} 茶产业\n一、存在的问题\n茶农普遍缺乏检测设备。\n");
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(folder.path().join("c.txt"), "").unwrap();
    let paths = [folder.path().to_owned()];
    for run in ["analyze", "kwic"] {
        let told = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&told);
        let options = Options::new(None, Some(2)).observed(move |step| notes.lock().unwrap().push(step));
        match run {
            "analyze" => drop(analyze(&paths, &options).unwrap()),
            _ => {
                let term = kwic::Query::term("茶").unwrap();
                drop(kwic::find(&paths, &term, kwic::Order::Place, &options).unwrap());
            }
        }
        let expected = [Progress::Found(3), Progress::Read, Progress::Read, Progress::Read];
        assert_eq!(*told.lock().unwrap(), expected, "{run}");
    }
}

#[test]
fn nothing_is_drawn_where_nobody_looks() {
    for args in
        [&["analyze", "corpus", "-f", "json"][..], &["extract", "corpus"], &["kwic", "茶", "corpus", "-q"]]
    {
        let output = assert_cmd::Command::cargo_bin("cbec").unwrap().args(args).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}
