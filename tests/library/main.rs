//! The library from inside, as a program that embeds it uses it.

mod pairs;
