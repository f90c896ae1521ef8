//! [`Stall`]: whether a job has come to a stop behind an executor that was lost. It only decides; the
//! [watchdog](super::watchdog) looks and acts.
//!
//! Ballista runs the tasks of a lost executor elsewhere, but what else ran of a stage that it rolls back keeps its task slots
//! (their ends find no stage to be counted in). Where no slot is left, nothing of the job ever ends. A task that merely takes long
//! looks the same, so time alone says nothing: there has to be a loss.

use std::time::Duration;

/// How long a job may be silent after an executor is lost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// What an executor may take to give a sign of life.
    pub(crate) timeout: Duration,
    /// And so many times the job's longest task.
    pub(crate) tasks: u32,
}

/// What is known of one job. Points in time are those of one clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stall {
    /// When the last executor was lost since the job runs.
    lost: Option<Duration>,
    /// When the last task was done.
    done: Duration,
    /// How long its longest task took: of those that are done, and of those that were under way at a loss.
    longest: Duration,
    /// For how long a task was under way, when that was last looked at.
    under_way: Duration,
    /// Since when there is no executor at all.
    deserted: Option<Duration>,
}

impl Stall {
    /// A task was done at `at`, which had taken so long.
    pub(crate) fn task_done(&mut self, at: Duration, took: Duration) {
        self.done = self.done.max(at);
        self.longest = self.longest.max(took);
    }

    /// Of all tasks that run, the longest has run so long.
    pub(crate) fn under_way(&mut self, longest: Duration) {
        self.under_way = longest;
    }

    /// An executor was lost at `at`.
    pub(crate) fn executor_lost(&mut self, at: Duration) {
        self.lost = self.lost.max(Some(at));
        // A first task, of which nobody knows how long it takes, takes at least that long.
        self.longest = self.longest.max(self.under_way);
    }

    /// At `at` there are so many executors.
    pub(crate) fn executors(&mut self, count: usize, at: Duration) {
        self.deserted = if count == 0 { self.deserted.or(Some(at)) } else { None };
    }

    /// For how long nothing was done, if that is too long: since the loss, or since the last task after it. If all executors
    /// were lost before the job began, since there is nobody to wait for.
    pub(crate) fn silence(&self, patience: Patience, now: Duration) -> Option<Duration> {
        let beyond = |since: Option<Duration>, bound: Duration| {
            since.map(|since| now.saturating_sub(since)).filter(|silence| *silence > bound)
        };
        let lost = self.lost.map(|lost| lost.max(self.done));
        beyond(lost, patience.timeout + patience.tasks * self.longest)
            .or(beyond(self.deserted, patience.timeout))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience = Patience { timeout: seconds(60), tasks: 4 };

    const fn seconds(number: u64) -> Duration {
        Duration::from_secs(number)
    }

    enum Event {
        /// When, and how long it took.
        Done(u64, u64),
        UnderWay(u64),
        Lost(u64),
        /// How many, and when.
        Executors(usize, u64),
    }
    use Event::{Done, Executors, Lost, UnderWay};

    /// The last second in which a job is waited for after these events; none if that is for ever.
    fn last(events: &[Event], patience: Patience) -> Option<u64> {
        let mut job = Stall::default();
        for event in events {
            match *event {
                Done(at, took) => job.task_done(seconds(at), seconds(took)),
                UnderWay(longest) => job.under_way(seconds(longest)),
                Lost(at) => job.executor_lost(seconds(at)),
                Executors(count, at) => job.executors(count, seconds(at)),
            }
        }
        let stalls = |now: &u64| job.silence(patience, seconds(*now)).is_some();
        (0..100_000).find(stalls).map(|first| first - 1)
    }

    #[test]
    fn a_job_is_waited_for_as_long_as_no_executor_is_lost() {
        // However long a task takes: the one before took a second, and this one a day.
        for healthy in [
            &[][..],
            &[Done(10, 1)],
            &[Done(10, 1), UnderWay(86_400)],
            &[UnderWay(86_400)],
            &[Executors(2, 1), UnderWay(86_400)],
            &[Executors(0, 1), Executors(1, 30), UnderWay(86_400)],
        ] {
            assert_eq!(last(healthy, PATIENCE), None);
        }
    }

    #[test]
    fn a_loss_is_waited_for_as_long_as_the_longest_task_says() {
        for (events, expected) in [
            // Nothing is known of tasks.
            (&[Lost(100)][..], 160),
            // Since the loss, and not since the task before it.
            (&[Done(10, 1), Lost(100)], 164),
            // Since the last task, if that came later.
            (&[Done(10, 1), Lost(100), Done(130, 1)], 194),
            // The longest task counts, not the last one.
            (&[Done(10, 9), Done(11, 1), Lost(100)], 196),
            (&[Done(10, 1), Lost(100), Done(130, 20)], 270),
            // A task that was under way at the loss takes at least that long.
            (&[UnderWay(90), Lost(100)], 520),
            (&[Done(10, 9), UnderWay(5), Lost(100)], 196),
            // What is under way after it may be one that nobody hears of again.
            (&[Lost(100), UnderWay(90)], 160),
            (&[UnderWay(90), UnderWay(2), Lost(100)], 168),
            // The last loss counts.
            (&[Lost(100), Lost(120)], 180),
            // There is no executor, since the first time that this was seen.
            (&[Executors(0, 10), Executors(0, 50)], 70),
            (&[Executors(0, 10), Executors(1, 20), Executors(0, 50)], 110),
            (&[Done(10, 20), Lost(90), Executors(0, 100)], 160),
            // What is told late or twice changes nothing.
            (&[Done(10, 1), Lost(100), Done(130, 1), Done(10, 1)], 194),
        ] {
            assert_eq!(last(events, PATIENCE), Some(expected));
        }
        let events = [Done(10, 9), Lost(100)];
        assert_eq!(last(&events, Patience { tasks: 0, ..PATIENCE }), Some(160));
        assert_eq!(last(&events, Patience { timeout: seconds(6), tasks: 1 }), Some(115));
    }

    #[test]
    fn the_silence_is_told_from_the_first_moment_beyond_the_bound() {
        let mut job = Stall::default();
        job.task_done(seconds(10), seconds(1));
        job.executor_lost(seconds(100));
        let bound = seconds(64);
        assert_eq!(job.silence(PATIENCE, seconds(100) + bound), None);
        let beyond = bound + Duration::from_nanos(1);
        assert_eq!(job.silence(PATIENCE, seconds(100) + beyond), Some(beyond));
        // A clock that goes back is no silence.
        assert_eq!(job.silence(PATIENCE, seconds(1)), None);
        job.task_done(seconds(164), seconds(1));
        assert_eq!(job.silence(PATIENCE, seconds(100) + beyond), None);
    }
}
