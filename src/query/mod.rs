//! Questions to answers: "who cites Tunis para 69?"

mod answer;
mod nearest;
mod question;

pub use answer::{Answer, answer};
pub use nearest::{Named, nearest};
pub use question::{Question, QuestionError, read};
