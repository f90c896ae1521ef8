//! What `memory()` says beside what an allocator counts.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use descrape::TemplateLearner;
use descrape_lab::memory::{Counting, peak};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Pages of several sites, of some forty lines each.
fn learner(sites: usize, pages: usize) -> TemplateLearner {
    let mut learner = TemplateLearner::new();
    for page in 0..sites * pages {
        let story: Vec<String> = (0..40)
            .map(|line| format!("Line {line} of story {page}: the ferry to Skerrow left at {line} and came back with {page} crates of fish."))
            .collect();
        learner.observe(&format!("site{}.example", page % sites), &story.join("\n"));
    }
    learner
}

/// One test, since a second one on another thread would be counted, too.
#[test]
fn learners_tell_the_memory_that_they_take() {
    for (sites, pages) in [(1, 4), (1, 200), (60, 5)] {
        let made = learner(sites, pages);
        let copied = peak(|| made.clone());
        let told = made.clone().memory();
        // Nothing but the learner is alive, once it has been cloned.
        let off = told.abs_diff(copied) * 100 / copied;
        assert!(off <= 10, "{sites} sites of {pages} pages: {told} told, {copied} counted");
    }
}
