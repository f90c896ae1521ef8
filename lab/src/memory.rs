//! How many bytes are asked for at the most, counted by the allocator itself.

use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering::Relaxed};

/// The system's allocator, which counts while [`peak`] runs and else costs one load.
///
/// A program that asks for [`peak`] has to make it the allocator that it uses:
/// `#[global_allocator] static ALLOCATOR: Counting = Counting;`.
pub struct Counting;

static COUNTING: AtomicBool = AtomicBool::new(false);
static HELD: AtomicIsize = AtomicIsize::new(0);
static MOST: AtomicIsize = AtomicIsize::new(0);

fn count(bytes: isize) {
    if COUNTING.load(Relaxed) {
        let held = HELD.fetch_add(bytes, Relaxed) + bytes;
        if bytes > 0 {
            MOST.fetch_max(held, Relaxed);
        }
    }
}

#[allow(unsafe_code, reason = "an allocator is an unsafe trait; every call goes on to the system's one")]
// SAFETY: every method is that of `System`, with the arguments that came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: as the caller promises.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(pointer, layout) }
    }

    // Memory that grows counts by its growth: large blocks are moved by their page tables.
    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size as isize - layout.size() as isize);
        // SAFETY: as the caller promises.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// How many bytes `work` holds at the most, with what it returns, on all threads together.
///
/// # Panics
///
/// [`Counting`] is not the program's allocator, so nothing is counted.
pub fn peak<R>(work: impl FnOnce() -> R) -> usize {
    HELD.store(0, Relaxed);
    MOST.store(0, Relaxed);
    COUNTING.store(true, Relaxed);
    drop(black_box(Vec::<u8>::with_capacity(1)));
    assert!(MOST.load(Relaxed) > 0, "`Counting` is not the allocator of this program");
    HELD.store(0, Relaxed);
    MOST.store(0, Relaxed);
    let result = work();
    COUNTING.store(false, Relaxed);
    drop(result);
    MOST.load(Relaxed).max(0) as usize
}
