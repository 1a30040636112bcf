//! The library from inside, as a program that embeds it uses it. One binary: each further one links the whole crate again.

mod layers;
mod lives;
mod messages;
mod numbers;
mod pairs;
mod properties;
mod readers;
mod story;
mod terms;
mod values;
