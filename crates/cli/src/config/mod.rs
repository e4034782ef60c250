//! Settings: flags override environment variables, these override `yaodian.toml`, that overrides what is built in. Of every
//! setting it is known where it comes from.

pub mod environment;
pub mod file;
pub mod layer;

mod init;
mod plans;
mod show;
mod thresholds;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use yaodian_core::report::FindingKind;
use yaodian_report::Language;
use yaodian_report::severity::{Severities, Severity};

use crate::arguments::Settings;
use crate::locale;
use environment::Environment;
use layer::{Against, FailOn, Layer, folder_of};

pub use init::run as init;
pub use plans::Plans;
pub use show::run as show;
pub use thresholds::{Below, Thresholds};

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The command line.
    Flag,
    /// An environment variable.
    Environment,
    /// `yaodian.toml`.
    File,
    /// It is built in, or follows from the locale or from other settings.
    Default,
}

/// A setting and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct Set<T> {
    /// The setting.
    pub value: T,
    /// Where it comes from.
    pub origin: Origin,
}

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Config {
    /// The settings file, if there is one.
    pub file: Option<Set<PathBuf>>,
    /// Notice or requirements.
    pub against: Option<Set<Against>>,
    /// Which plans.
    pub plans: Set<Plans>,
    /// What is no plan.
    pub exclude: Set<Vec<String>>,
    /// Whether that holds for plans that are named.
    pub force_exclude: Set<bool>,
    /// Lexicon files.
    pub lexicon: Set<Vec<PathBuf>>,
    /// The review file.
    pub review: Option<Set<PathBuf>>,
    /// The baseline file.
    pub baseline: Option<Set<PathBuf>>,
    /// Whether stale entries of it fail.
    pub strict_baseline: Set<bool>,
    /// The bars of coverage.
    pub thresholds: Thresholds,
    /// From which severity on findings fail.
    pub fail_on: Set<FailOn>,
    /// How grave each kind is, in order.
    pub severity: Vec<(FindingKind, Set<Severity>)>,
    /// The language of sentences.
    pub lang: Set<Language>,
}

impl Config {
    /// The settings for a command line, in the environment of this process.
    pub fn of(flags: &Settings) -> Result<Self> {
        let environment = Environment(|name: &str| std::env::var_os(name));
        let file = found(flags, environment.config())?;
        let layer = file.as_ref().map(|file| file::read(&file.value)).transpose()?.unwrap_or_default();
        Ok(Self::merge(flags, flags.layer()?, environment.layer()?, layer, file, locale::language()))
    }

    fn merge(
        flags: &Settings,
        flag: Layer,
        env: Layer,
        own: Layer,
        file: Option<Set<PathBuf>>,
        locale: Language,
    ) -> Self {
        let plans = match (flags.plans.is_empty(), own.plans) {
            (false, _) => Set { value: Plans::Named(flags.plans.clone()), origin: Origin::Flag },
            (true, Some(patterns)) => Set { value: Plans::Patterns(patterns), origin: Origin::File },
            (true, None) => Set { value: Plans::Named(Vec::new()), origin: Origin::Default },
        };
        let baseline = pick(flag.baseline, env.baseline, own.baseline);
        // Somebody who accepts what there is wants to hear of what is new.
        let fail_on = if baseline.is_some() { FailOn::At(Severity::Warning) } else { FailOn::Never };
        let severity = |kind| {
            let own = pick(flag.severity.get(&kind), None, own.severity.get(&kind));
            let default = Severities::default().of(kind);
            (kind, own.map_or(Set::builtin(default), |own| Set { value: *own.value, origin: own.origin }))
        };
        Self {
            against: pick(flag.against, env.against, own.against),
            plans,
            exclude: or(pick(flag.exclude, None, own.exclude), Vec::new()),
            force_exclude: or(pick(flag.force_exclude, env.force_exclude, own.force_exclude), false),
            lexicon: or(pick(flag.lexicon, env.lexicon, own.lexicon), Vec::new()),
            review: pick(flag.review, env.review, own.review),
            strict_baseline: or(pick(flag.strict_baseline, env.strict_baseline, own.strict_baseline), false),
            thresholds: Thresholds {
                overall: pick(flag.overall, env.overall, own.overall),
                section: pick(flag.section, env.section, own.section),
                point: pick(flag.point, env.point, own.point),
                sections: own.sections,
                points: own.points,
            },
            fail_on: or(pick(flag.fail_on, env.fail_on, own.fail_on), fail_on),
            severity: FindingKind::all().map(severity).collect(),
            lang: or(pick(flag.lang, env.lang, own.lang), locale),
            baseline,
            file,
        }
    }

    /// The folder of the settings file: patterns are taken from there.
    pub fn folder(&self) -> &Path {
        self.file.as_ref().map_or(Path::new(""), |file| folder_of(&file.value))
    }

    /// What plans are checked against.
    ///
    /// # Errors
    /// If nothing says so.
    pub fn against(&self) -> Result<&Against> {
        match &self.against {
            Some(against) => Ok(&against.value),
            None => bail!(
                "缺少通知：请用 --notice <通知> 给出，或在 {} 中写明 notice (no notice: give --notice, or set it in {})",
                file::NAME,
                file::NAME
            ),
        }
    }

    /// How grave each kind is.
    pub fn severities(&self) -> Severities {
        let mut severities = Severities::default();
        for (kind, severity) in &self.severity {
            // What cannot be was refused when it was read.
            let _ = severities.set(*kind, severity.value);
        }
        severities
    }

    /// The files of settings: nothing may be written over them.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let against = self.against.iter().map(|against| against.value.path());
        let one = [&self.file, &self.review, &self.baseline].into_iter().flatten().map(|set| &set.value);
        against.chain(one).chain(&self.lexicon.value)
    }
}

impl<T> Set<T> {
    fn builtin(value: T) -> Self {
        Self { value, origin: Origin::Default }
    }
}

/// What the first source says that says anything.
fn pick<T>(flag: Option<T>, env: Option<T>, file: Option<T>) -> Option<Set<T>> {
    let sources = [(flag, Origin::Flag), (env, Origin::Environment), (file, Origin::File)];
    sources.into_iter().find_map(|(value, origin)| value.map(|value| Set { value, origin }))
}

fn or<T>(set: Option<Set<T>>, default: T) -> Set<T> {
    set.unwrap_or(Set::builtin(default))
}

/// The settings file: the one named, or the nearest one; none if it is not wanted.
fn found(flags: &Settings, environment: Option<PathBuf>) -> Result<Option<Set<PathBuf>>> {
    if flags.no_config {
        return Ok(None);
    }
    if let Some(named) = pick(flags.config.clone(), environment, None) {
        return Ok(Some(named));
    }
    let folder = std::env::current_dir()?;
    Ok(file::find(&folder).map(|value| Set { value, origin: Origin::Default }))
}
