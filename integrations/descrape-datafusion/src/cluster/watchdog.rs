//! [`Watchdog`]: looks at the jobs of a scheduler once a second, cancels those that have [stalled](Stall), and gives task slots back
//! that nobody has. The client submits a job again that was cancelled.
//!
//! It is with the scheduler, since Ballista tells a client neither which executors are lost nor which tasks are done, and since a
//! job that is submitted again needs the slots that were lost to the one before it.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ballista_core::JobId;
use ballista_core::error::Result;
use ballista_core::serde::protobuf::task_status::Status;
use ballista_scheduler::cluster::{ClusterState, ClusterStateEvent, ClusterStateEventStream};
use ballista_scheduler::scheduler_server::SchedulerServer;
use ballista_scheduler::state::execution_stage::TaskInfo;
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use futures::{FutureExt, StreamExt};

use super::slots::{self, Slots};
use super::stall::{Patience, Stall};

/// How often it looks.
const PAUSE: Duration = Duration::from_secs(1);

pub(crate) struct Watchdog {
    scheduler: SchedulerServer<LogicalPlanNode, PhysicalPlanNode>,
    cluster: Arc<dyn ClusterState>,
    patience: Patience,
    events: ClusterStateEventStream,
    jobs: HashMap<JobId, Stall>,
    slots: Slots,
}

impl Watchdog {
    /// One for the jobs of `scheduler`, whose executors are those of `cluster`.
    pub(crate) async fn new(
        scheduler: SchedulerServer<LogicalPlanNode, PhysicalPlanNode>,
        cluster: Arc<dyn ClusterState>,
        patience: Patience,
    ) -> Result<Self> {
        let events = cluster.cluster_state_events().await?;
        Ok(Self { scheduler, cluster, patience, events, jobs: HashMap::new(), slots: Slots::default() })
    }

    /// Looks until the process ends.
    pub(crate) async fn watch(mut self) {
        let mut pauses = tokio::time::interval(PAUSE);
        loop {
            pauses.tick().await;
            if let Err(error) = self.look().await {
                log::error!("the watchdog cannot look at jobs: {error}");
            }
        }
    }

    async fn look(&mut self) -> Result<()> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let lost = self.is_one_lost();
        let mut slots = Slots { free: slots::free(self.cluster.as_ref()).await?, ..Slots::default() };
        for executor in self.cluster.registered_executor_metadata().await {
            slots.all.insert(executor.id, executor.specification.vcores);
        }
        let running = self.scheduler.state.task_manager.get_running_job_cache();
        self.jobs.retain(|job, _| running.contains_key(job));
        for (id, job) in running.iter() {
            let stall = self.jobs.entry(id.clone()).or_default();
            if lost {
                stall.executor_lost(now);
            }
            stall.executors(slots.all.len(), now);
            let graph = job.execution_graph.read().await;
            let tasks = graph.stages().values().flat_map(|stage| stage.task_infos().unwrap_or_default());
            count(tasks, now, stall, &mut slots);
        }
        let leaked = slots.leaked(&self.slots);
        self.slots = slots;
        if !leaked.is_empty() {
            log::warn!("task slots that nobody has are free again: {leaked:?}");
            self.cluster.unbind_tasks(leaked).await?;
        }
        let silent = |(id, stall): (&JobId, &Stall)| Some((id.clone(), stall.silence(self.patience, now)?));
        let stalled: Vec<(JobId, Duration)> = self.jobs.iter().filter_map(silent).collect();
        for (id, silence) in stalled {
            log::warn!("job {id} is cancelled: after an executor was lost nothing was done for {silence:?}");
            self.jobs.remove(&id);
            self.scheduler.cancel_job(id).await?;
        }
        Ok(())
    }

    /// Whether an executor was lost since the last look.
    fn is_one_lost(&mut self) -> bool {
        let mut lost = false;
        while let Some(Some(event)) = self.events.next().now_or_never() {
            lost |= matches!(event, ClusterStateEvent::RemovedExecutor { .. });
        }
        lost
    }
}

/// Tells what tasks of a job do, and counts their slots.
fn count<'t>(tasks: impl Iterator<Item = &'t TaskInfo>, now: Duration, stall: &mut Stall, slots: &mut Slots) {
    let since = |from: u128, to: u128| Duration::from_millis(to.saturating_sub(from) as u64);
    let mut longest = Duration::ZERO;
    for task in tasks {
        match &task.task_status {
            Status::Running(running) => {
                longest = longest.max(since(task.scheduled_time, now.as_millis()));
                *slots.bound.entry(running.executor_id.clone()).or_default() += task.vcores_consumed;
                continue;
            }
            Status::Successful(_) => {
                let took = since(task.scheduled_time, task.finish_time);
                stall.task_done(since(0, task.finish_time), took);
            }
            Status::Failed(_) => {}
        }
        slots.done = (slots.done.0 + 1, slots.done.1.max(task.finish_time));
    }
    stall.under_way(longest);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ballista_core::serde::protobuf::{FailedTask, RunningTask, SuccessfulTask};
    use ballista_scheduler::state::execution_graph::create_task_info;

    use super::*;

    /// A task that was bound and ended at so many milliseconds.
    fn task(bound: u128, ended: u128, vcores_consumed: u32, task_status: Status) -> TaskInfo {
        let (scheduled_time, finish_time) = (bound, ended);
        let of_executor = create_task_info("a".to_owned(), 0);
        TaskInfo { scheduled_time, finish_time, vcores_consumed, task_status, ..of_executor }
    }

    #[test]
    fn tasks_are_told_as_they_are() {
        let runs = |executor: &str| Status::Running(RunningTask { executor_id: executor.to_owned() });
        let tasks = [
            task(1_000, 9_000, 1, Status::Successful(SuccessfulTask::default())),
            task(2_000, 12_000, 1, Status::Failed(FailedTask::default())),
            task(10_000, 11_000, 1, Status::Successful(SuccessfulTask::default())),
            task(20_000, 0, 2, runs("a")),
            task(25_000, 0, 1, runs("a")),
            task(26_000, 0, 3, runs("b")),
        ];
        let (mut stall, mut slots, now) = (Stall::default(), Slots::default(), Duration::from_secs(30));
        count(tasks.iter(), now, &mut stall, &mut slots);
        let bound: BTreeMap<String, u32> = [("a".to_owned(), 3), ("b".to_owned(), 3)].into();
        assert_eq!((slots.bound, slots.done), (bound, (3, 12_000)));
        let mut expected = Stall::default();
        expected.task_done(Duration::from_secs(9), Duration::from_secs(8));
        expected.task_done(Duration::from_secs(11), Duration::from_secs(1));
        expected.under_way(Duration::from_secs(10));
        assert_eq!(stall, expected);
    }
}
