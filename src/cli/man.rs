use super::{
    outcome::{self, Outcome},
    target::Target,
};
use anyhow::{Result, bail};
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

/// Print the manual page, of cbec or of one of its commands
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cbec man | man -l -                           read it
  cbec man analyze > cbec-analyze.1             the page of a command")]
pub struct Args {
    /// The command
    command: Option<String>,
}

const ENVIRONMENT: [(&str, &str); 3] = [
    ("NO_COLOR", "If set and not empty, no colour unless --color always is given."),
    ("LC_ALL, LC_MESSAGES, LANG", "The locale: Chinese gives a Chinese report, any other an English one."),
    ("LANGUAGE", "Comes before them, as everywhere."),
];

pub fn run(args: Args, mut command: clap::Command) -> Result<Outcome> {
    command.build();
    let page = match args.command {
        None => command,
        Some(name) => match command.find_subcommand(&name) {
            Some(found) => found.clone(),
            None => bail!("there is no command {name}; `cbec --help` lists them"),
        },
    };
    Target::Stdout.write(&render(page)?)?;
    Ok(Outcome::Done)
}

fn render(command: clap::Command) -> Result<Vec<u8>> {
    let name = command.get_display_name().unwrap_or("cbec").to_owned();
    let examples = command.get_after_help().map(ToString::to_string).filter(|t| t.starts_with("Examples:"));
    let whole = command.has_subcommands();
    let man = Man::new(command).title(name.to_uppercase()).manual("cbec manual");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if whole {
        man.render_subcommands_section(&mut page)?;
    }
    listed("EXIT STATUS", &outcome::STATUS).to_writer(&mut page)?;
    listed("ENVIRONMENT", &ENVIRONMENT).to_writer(&mut page)?;
    if let Some(examples) = examples {
        literal("EXAMPLES", examples.trim_start_matches("Examples:").trim_start_matches('\n'))
            .to_writer(&mut page)?;
    }
    // The commands have no version of their own.
    if whole {
        man.render_version_section(&mut page)?;
    }
    Ok(page)
}

fn listed(title: &str, rows: &[(&str, &str)]) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [title]);
    for (name, text) in rows {
        section.control("TP", []).text([bold(*name)]).text([roman(*text)]);
    }
    section
}

/// Text in lines of its own.
fn literal(title: &str, text: &str) -> Roff {
    let mut section = Roff::new();
    section.control("SH", [title]).control("nf", []);
    for line in text.lines() {
        section.text([roman(line)]);
    }
    section.control("fi", []);
    section
}
