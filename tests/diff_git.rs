//! `cbec diff --git`: revisions, ranges, the working tree.

mod diff_support;

use diff_support::{Change, TEA, Two, cbec, read, said, shown};

/// A repository with two commits, the second with a countermeasure less, and a paper more in the working tree.
fn repository() -> Two {
    let two = Two { folder: tempfile::tempdir().unwrap() };
    let shorter =
        TEA.replace("（三）改造加工厂房\n合作社应当改造加工厂房，加装通风设施，改善卫生条件。\n", "");
    git(&two, &["init", "-q", "-b", "main"]);
    two.write("corpus/tea.txt", TEA.as_bytes());
    commit(&two);
    git(&two, &["tag", "first"]);
    two.write("corpus/tea.txt", shorter.as_bytes());
    commit(&two);
    two.write("corpus/more/tea2.txt", TEA.replace("高山茶", "平地茶").replace("陈山民", "周平川").as_bytes());
    two
}

fn git(two: &Two, args: &[&str]) {
    let mut command = std::process::Command::new("git");
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let output =
        command.current_dir(two.folder.path()).args(identity).args(args).output().expect("git is there");
    assert!(output.status.success(), "git {args:?}: {}", said(&output));
}

fn commit(two: &Two) {
    git(two, &["add", "-A"]);
    git(two, &["commit", "-q", "-m", "state"]);
}

#[test]
fn revisions_are_compared_with_each_other_and_with_the_working_tree() {
    let two = repository();
    let deleted = ["-C3", "-C3.1"];
    for (args, added, changed) in [
        (&["--git", "HEAD"][..], 1, 0),
        (&["--git", "first"], 1, 1),
        (&["--git", "first..HEAD"], 0, 1),
        (&["--git", "first...HEAD"], 0, 1),
        (&["--git", "first..HEAD", "corpus/tea.txt"], 0, 1),
        (&["--git", "first..first"], 0, 0),
    ] {
        let output = two.cbec(&[&["diff", "-f", "json"], args].concat());
        let difference = read(&output);
        let count = |change| difference.papers.iter().filter(|p| p.change == change).count();
        assert_eq!((count(Change::Added), count(Change::Changed)), (added, changed), "{args:?}");
        assert_eq!(count(Change::Removed), 0, "{args:?}");
        assert_eq!(output.status.code(), Some(i32::from(added + changed > 0)), "{args:?}");
        for paper in difference.papers.iter().filter(|p| p.change == Change::Changed) {
            assert_eq!(&paper.changes()[..2], deleted, "{args:?}");
            assert_eq!(paper.old.as_ref().unwrap().path, "corpus/tea.txt", "{args:?}");
        }
    }
    let inside = cbec(&two.path("corpus"), &["diff", "--git", "first..HEAD", "tea.txt", "-f", "json"]);
    assert_eq!(read(&inside).papers[0].old.as_ref().unwrap().path, "tea.txt", "from a folder below the top");
    let clean = std::process::Command::new("git")
        .current_dir(two.folder.path())
        .args(["status", "--porcelain"])
        .output();
    assert_eq!(
        shown(&clean.unwrap()).trim(),
        "?? corpus/more/",
        "neither index nor working tree was touched"
    );
}

/// A decision made by hand is part of the state it lies in.
#[test]
fn each_revision_has_its_own_decisions() {
    let two = repository();
    let decision = "[[override]]\nitem = \"tea/P1.1\"\nquote = \"茶农普遍缺乏检测设备\"\naction = \"reject\"\nreason = \"r\"\n";
    two.write("corpus/cbec.overrides.toml", decision.as_bytes());
    commit(&two);
    for paths in [&["corpus"][..], &["corpus/tea.txt"]] {
        let difference = read(&two.cbec(&[&["diff", "--git", "HEAD~1..HEAD", "-f", "json"], paths].concat()));
        let tea = difference.papers.iter().find(|p| p.change == Change::Changed).unwrap();
        assert_eq!(tea.changes(), ["-P1.1"], "{paths:?}");
    }
    two.write("corpus/cbec.overrides.toml", b"[[overide]]\n");
    commit(&two);
    let output = two.cbec(&["diff", "--git", "HEAD~1..HEAD"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("HEAD:corpus/cbec.overrides.toml:1: unknown key"), "{}", said(&output));
}

#[test]
fn a_revision_that_is_not_there_is_said() {
    let two = repository();
    for (args, expected) in [
        (&["--git", "no-such"][..], "there is no revision no-such"),
        (&["--git", "first..no-such"], "there is no revision no-such"),
        (&["--git", "no-such...first"], "there is no revision no-such"),
        (&["--git", "--help"], "there is no revision --help"),
        (&["--git", "first", "nowhere"], "nowhere is in neither of the two states"),
    ] {
        let args = if args[1] == "--help" { vec!["--git=--help"] } else { args.to_vec() };
        let output = two.cbec(&[&["diff"], args.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(said(&output).contains(expected), "{args:?}: {}", said(&output));
    }
    let program = assert_cmd::cargo::cargo_bin("cbec");
    let output = std::process::Command::new(program)
        .current_dir(two.folder.path())
        .args(["diff", "--git", "first"])
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("git, which is not installed"), "{}", said(&output));
}
