//! The program as its users meet it.
#![cfg(test)]

mod clean;
mod dedup;
mod protocol;
mod runner;
mod train;
