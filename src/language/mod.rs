//! Reading of prose: sentences, quotations, tokens, cues, dates, and office mentions.

pub mod clauses;
pub mod cues;
pub mod day;
pub mod digits;
pub mod figures;
pub mod inline_lists;
pub mod known;
pub mod names;
pub mod offices;
pub mod patterns;
pub mod people;
pub mod phrases;
pub mod pieces;
pub mod series;

pub mod analysis;
pub mod annotated;
pub mod quantities;
pub mod quotes;
pub mod seen_twice;
pub mod sentences;
pub mod structure;
pub mod titled;
pub mod tokens;
pub mod values;
