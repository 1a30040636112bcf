//! Reading of prose: sentences, quotations, tokens, cues, dates, and office mentions.
//!
//! May name: `text`, `findings`, `time`, `rules`, `document`. Every word that an editor might want to change is in `rules/words`.

pub mod cues;
pub mod dates;
pub mod day;
pub mod names;
pub mod offices;
pub mod patterns;
pub mod phrases;
mod prefix;
pub mod quotes;
pub mod sentences;
pub mod sheet;
pub mod tokens;
pub mod twice;
pub mod values;
pub mod view;
