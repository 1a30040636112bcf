//! Threads that check documents. The newest version of a document is checked, older ones are dropped.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;

use crossbeam_channel::Sender;
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

/// A job that is done.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) uri: Url,
    /// The flag of its job, which says if anybody still waits for it.
    pub(super) cancel: Cancel,
    pub(super) checked: Checked,
}

#[derive(Debug, Default)]
struct Queue {
    jobs: VecDeque<Job>,
    closed: bool,
}

/// The threads and their queue.
#[derive(Debug)]
pub(super) struct Workers {
    queue: Arc<(Mutex<Queue>, Condvar)>,
    threads: Vec<JoinHandle<()>>,
}

/// Threads at most: a person edits one document at a time.
const MOST_THREADS: usize = 4;

impl Workers {
    pub(super) fn start(results: &Sender<Done>) -> std::io::Result<Self> {
        let queue = Arc::new((Mutex::new(Queue::default()), Condvar::new()));
        let number = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let mut threads = Vec::new();
        for number in 0..number {
            let (queue, results) = (Arc::clone(&queue), results.clone());
            let name = format!("check-{number}");
            threads.push(std::thread::Builder::new().name(name).spawn(move || work(&queue, &results))?);
        }
        Ok(Self { queue, threads })
    }

    /// Adds a job. A waiting one of the same document is dropped.
    pub(super) fn add(&self, job: Job) {
        let (queue, changed) = &*self.queue;
        let mut queue = queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        queue.jobs.retain(|other| other.uri != job.uri);
        queue.jobs.push_back(job);
        changed.notify_one();
    }

    /// Ends the threads after the jobs that they are at.
    pub(super) fn stop(self) {
        {
            let (queue, changed) = &*self.queue;
            let mut queue = queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            queue.jobs.iter().for_each(|job| job.cancel.cancel());
            queue.jobs.clear();
            queue.closed = true;
            changed.notify_all();
        }
        for thread in self.threads {
            let _ = thread.join();
        }
    }
}

fn work(shared: &(Mutex<Queue>, Condvar), results: &Sender<Done>) {
    while let Some(Job { uri, path, format, text, version, project, cancel }) = next(shared) {
        let Some(answer) = project.check_text(&path, format, &text, version, &cancel) else { continue };
        let checked = Checked::new(answer, text, project);
        if results.send(Done { uri, cancel, checked }).is_err() {
            return;
        }
    }
}

/// The next job; `None` if the server stops.
fn next((queue, changed): &(Mutex<Queue>, Condvar)) -> Option<Job> {
    let mut queue = queue.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    loop {
        if queue.closed {
            return None;
        }
        if let Some(job) = queue.jobs.pop_front() {
            return Some(job);
        }
        queue = changed.wait(queue).unwrap_or_else(std::sync::PoisonError::into_inner);
    }
}
