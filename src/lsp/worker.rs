//! Threads that check documents. The newest version of a document is checked, older ones are dropped; a document has one
//! thread at a time, so that a long one never holds up another.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crossbeam_channel::Sender;
use lsp_server::RequestId;
use serde_json::Value;
use url::Url;

use super::checked::Checked;
use crate::document::Format;
use crate::engine::Cancel;
use crate::project::{Project, Version};

/// A version of a document to check.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) uri: Url,
    pub(super) path: String,
    pub(super) format: Option<Format>,
    pub(super) text: String,
    pub(super) version: Version,
    pub(super) project: Arc<Project>,
    pub(super) cancel: Cancel,
}

/// What a thread has to say.
#[derive(Debug)]
pub(super) enum Done {
    /// A job, with its flag, which says if anybody still waits for it.
    Check(Url, Cancel, Box<Checked>),
    /// The diagnostics of a workspace for a request; `None` if it was cancelled.
    Workspace(RequestId, Option<Value>),
}

#[derive(Debug, Default)]
struct Queue {
    jobs: VecDeque<Job>,
    /// The documents that threads are at.
    running: BTreeSet<Url>,
    closed: bool,
}

/// The threads and their queue.
#[derive(Debug)]
pub(super) struct Workers {
    queue: Arc<(Mutex<Queue>, Condvar)>,
}

/// Threads at least, so that a long document does not hold up another, and at most: a person edits one at a time.
const THREADS: (usize, usize) = (2, 4);

/// Threads that take documents, and that share one.
pub(super) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).clamp(THREADS.0, THREADS.1)
}

impl Workers {
    pub(super) fn start(results: &Sender<Done>) -> std::io::Result<Self> {
        let queue = Arc::new((Mutex::new(Queue::default()), Condvar::new()));
        for number in 0..threads() {
            let (queue, results) = (Arc::clone(&queue), results.clone());
            let name = format!("check-{number}");
            std::thread::Builder::new().name(name).spawn(move || work(&queue, &results))?;
        }
        Ok(Self { queue })
    }

    /// Adds a job. A waiting one of the same document is dropped.
    pub(super) fn add(&self, job: Job) {
        let (queue, changed) = &*self.queue;
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.jobs.retain(|other| other.uri != job.uri);
        queue.jobs.push_back(job);
        changed.notify_one();
    }

    /// Has the threads end with the jobs that they are at. Nobody waits for them: a long check must not hold up the exit.
    pub(super) fn stop(self) {
        let (queue, changed) = &*self.queue;
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.jobs.clear();
        queue.closed = true;
        changed.notify_all();
    }
}

fn work(shared: &(Mutex<Queue>, Condvar), results: &Sender<Done>) {
    while let Some(Job { uri, path, format, text, version, project, cancel }) = next(shared) {
        let answer = project.check_text(&path, format, &text, version, &cancel);
        let checked = answer.map(|answer| Box::new(Checked::new(answer, text, project)));
        let sent = checked.is_none_or(|checked| results.send(Done::Check(uri.clone(), cancel, checked)).is_ok());
        let (queue, changed) = shared;
        queue.lock().unwrap_or_else(PoisonError::into_inner).running.remove(&uri);
        changed.notify_all();
        if !sent {
            return;
        }
    }
}

/// The next job of a document that no thread is at; `None` if the server stops.
fn next((queue, changed): &(Mutex<Queue>, Condvar)) -> Option<Job> {
    let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if queue.closed {
            return None;
        }
        let free = queue.jobs.iter().position(|job| !queue.running.contains(&job.uri));
        if let Some(job) = free.and_then(|at| queue.jobs.remove(at)) {
            queue.running.insert(job.uri.clone());
            return Some(job);
        }
        queue = changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
    }
}
