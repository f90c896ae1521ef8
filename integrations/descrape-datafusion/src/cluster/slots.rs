//! [`Slots`]: which task slots of executors are taken by nobody.
//!
//! What a stage has bound when it is rolled back is never given back by Ballista. A job that is submitted again would wait for
//! these slots like the one before it, so the [watchdog](super::watchdog) gives them back.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use ballista_core::JobId;
use ballista_core::error::Result;
use ballista_core::serde::protobuf::AvailableVcores;
use ballista_scheduler::cluster::{BoundTask, ClusterState, DistributionPolicy};
use ballista_scheduler::config::TaskDistributionPolicy;
use ballista_scheduler::state::task_manager::JobInfoCache;
use datafusion::error::Result as PlanResult;

/// What is known at one time of each executor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slots {
    /// How many it has.
    pub(crate) all: BTreeMap<String, u32>,
    /// How many the scheduler believes to be free; none where it is missing.
    pub(crate) free: BTreeMap<String, u32>,
    /// How many tasks that run have bound.
    pub(crate) bound: BTreeMap<String, u32>,
    /// How many tasks are done, and when the last one was: where that stays, nothing has happened.
    pub(crate) done: (usize, u128),
}

impl Slots {
    /// Those that are neither free nor bound by anybody, if nothing has happened since `before`: what is on its way between
    /// tasks and slots at one of two looks is another at the other.
    pub(crate) fn leaked(&self, before: &Self) -> Vec<(String, u32)> {
        if self != before {
            return Vec::new();
        }
        let of = |slots: &BTreeMap<String, u32>, name: &str| slots.get(name).copied().unwrap_or(0);
        let leaked =
            |(name, all): (&String, &u32)| all.saturating_sub(of(&self.free, name) + of(&self.bound, name));
        let all = self.all.iter().map(|entry| (entry.0.clone(), leaked(entry)));
        all.filter(|(_, leaked)| *leaked > 0).collect()
    }
}

/// The slots that are free. The state of a cluster tells them to nobody but who shares out tasks, so this is one, of no job.
pub(crate) async fn free(cluster: &dyn ClusterState) -> Result<BTreeMap<String, u32>> {
    let look = Arc::new(Look::default());
    let policy = TaskDistributionPolicy::Custom(Arc::clone(&look) as Arc<dyn DistributionPolicy>);
    cluster.bind_schedulable_tasks(policy, Arc::default(), None).await?;
    let mut seen = look.seen.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(std::mem::take(&mut *seen))
}

#[derive(Debug, Default)]
struct Look {
    seen: Mutex<BTreeMap<String, u32>>,
}

#[async_trait]
impl DistributionPolicy for Look {
    async fn bind_tasks(
        &self,
        budgets: Vec<&mut AvailableVcores>,
        _: Arc<std::collections::HashMap<JobId, JobInfoCache>>,
    ) -> PlanResult<Vec<BoundTask>> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.extend(budgets.into_iter().map(|budget| (budget.executor_id.clone(), budget.vcores)));
        Ok(Vec::new())
    }

    fn name(&self) -> &str {
        "look"
    }
}

#[cfg(test)]
mod tests {
    use ballista_core::serde::scheduler::{
        ExecutorData, ExecutorMetadata, ExecutorOperatingSystemSpecification, ExecutorSpecification,
    };
    use ballista_scheduler::cluster::memory::InMemoryClusterState;

    use super::*;

    #[tokio::test]
    async fn free_slots_are_those_that_nobody_has_bound() -> Result<()> {
        let cluster = InMemoryClusterState::default();
        for (name, total_vcores, available_vcores) in [("a", 4, 3), ("b", 1, 0), ("c", 2, 2)] {
            let (executor_id, host) = (name.to_owned(), String::new());
            let specification = ExecutorSpecification { vcores: total_vcores };
            let os_info = ExecutorOperatingSystemSpecification::default();
            let id = executor_id.clone();
            let metadata = ExecutorMetadata { id, host, port: 0, grpc_port: 0, specification, os_info };
            let data = ExecutorData { executor_id, total_vcores, available_vcores };
            cluster.register_executor(metadata, data).await?;
        }
        assert_eq!(free(&cluster).await?, of(&[("a", 3), ("c", 2)]));
        cluster.unbind_tasks(vec![("b".to_owned(), 1)]).await?;
        cluster.remove_executor("c").await?;
        assert_eq!(free(&cluster).await?, of(&[("a", 3), ("b", 1)]));
        Ok(())
    }

    fn of(list: &[(&str, u32)]) -> BTreeMap<String, u32> {
        list.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
    }

    #[test]
    fn slots_of_nobody_are_told_from_those_of_tasks() {
        let slots = |free: &[(&str, u32)], bound: &[(&str, u32)]| Slots {
            all: of(&[("a", 1), ("b", 4)]),
            free: of(free),
            bound: of(bound),
            done: (7, 1000),
        };
        for (free, bound, expected) in [
            (&[("a", 1), ("b", 4)][..], &[][..], &[][..]),
            (&[("b", 1)], &[("a", 1), ("b", 3)], &[]),
            (&[], &[("b", 4)], &[("a", 1)]),
            (&[("b", 1)], &[("a", 1)], &[("b", 3)]),
            (&[], &[], &[("a", 1), ("b", 4)]),
            // More than there are, and an executor that is gone.
            (&[("a", 2), ("b", 4)], &[("b", 1)], &[]),
            (&[("a", 1), ("b", 4)], &[("c", 1)], &[]),
        ] {
            let now = slots(free, bound);
            let expected: Vec<(String, u32)> = of(expected).into_iter().collect();
            assert_eq!(now.leaked(&now.clone()), expected);
            // Whatever has happened since the look before.
            let other = [
                Slots { done: (8, 1000), ..now.clone() },
                Slots { done: (7, 1001), ..now.clone() },
                Slots { all: of(&[("a", 1)]), ..now.clone() },
                Slots { free: of(&[("d", 9)]), ..now.clone() },
                Slots { bound: of(&[("d", 9)]), ..now.clone() },
            ];
            assert!(other.iter().all(|before| now.leaked(before).is_empty()));
        }
    }
}
