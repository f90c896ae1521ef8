//! Work on rayon's current pool, or one after the other without the feature `parallel`.
//!
//! Nothing here lets the number of threads reach a result: what comes back is in
//! the order of the items, or is put in order by whoever asked.
//!
//! Costs what the work costs, and a closure a part.

/// How many parts of at least `least` items a pass over `len` items is cut into.
pub(crate) fn parts(len: usize, least: usize) -> usize {
    #[cfg(feature = "parallel")]
    let threads = rayon::current_num_threads();
    #[cfg(not(feature = "parallel"))]
    let threads = 1;
    (len / least.max(1)).clamp(1, threads.max(1))
}

/// `f` of each item, in the order of the items.
pub(crate) fn mapped<T: Send, R: Send>(items: Vec<T>, f: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        if items.len() > 1 {
            return items.into_par_iter().map(f).collect();
        }
    }
    items.into_iter().map(f).collect()
}

/// Gives every item to one of some states, and returns the states.
pub(crate) fn folded<T: Send, S: Send>(
    items: Vec<T>,
    start: impl Fn() -> S + Send + Sync,
    step: impl Fn(&mut S, T) + Send + Sync,
) -> Vec<S> {
    let step = |mut state: S, item: T| {
        step(&mut state, item);
        state
    };
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        if rayon::current_num_threads() > 1 && items.len() > 1 {
            return items.into_par_iter().fold(start, step).collect();
        }
    }
    vec![items.into_iter().fold(start(), step)]
}

/// Puts numbers in ascending order.
pub(crate) fn sort(numbers: &mut [u64]) {
    #[cfg(feature = "parallel")]
    {
        use rayon::prelude::*;
        if rayon::current_num_threads() > 1 {
            return numbers.par_sort_unstable();
        }
    }
    numbers.sort_unstable();
}
