//! How far a run has come, for whoever watches. The flow tells; what is made of it is not its business.

use std::{fmt, sync::Arc};

/// A step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many papers are to be read. Told once, before any is.
    Found(usize),
    /// One more has been read, or found unreadable. Told from any thread, in no order.
    Read,
}

/// Somebody who is told of each step.
#[derive(Clone, Default)]
pub(super) struct Observer(Option<Arc<dyn Fn(Progress) + Send + Sync>>);

impl Observer {
    pub fn new(told: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Observer(Some(Arc::new(told)))
    }

    pub fn tell(&self, progress: Progress) {
        if let Some(told) = &self.0 {
            told(progress);
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Observer" } else { "nobody" })
    }
}
